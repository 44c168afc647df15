package dev.clew.evidence;

import java.time.Instant;

/// A stretch of data. Ends are exclusive.
public sealed interface Window {

  /// Everything there is.
  record All() implements Window {
    @Override
    public String toString() {
      return "all";
    }
  }

  /// Nothing: a question without a comparison.
  record None() implements Window {
    @Override
    public String toString() {
      return "none";
    }
  }

  /// The baseline files of a predictor.
  record BaselineFiles() implements Window {
    @Override
    public String toString() {
      return "baseline files";
    }
  }

  /// The current files of a predictor.
  record CurrentFiles() implements Window {
    @Override
    public String toString() {
      return "current files";
    }
  }

  /// Rows of the concatenated current files, numbered as the schema says (from 0 unless told).
  record Rows(long from, long to) implements Window {
    public Rows {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException("rows " + from + ".." + to + " are no window");
      }
    }

    @Override
    public String toString() {
      return from + ".." + to;
    }
  }

  /// A stretch of time.
  record Time(Instant from, Instant to) implements Window {
    public Time {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("time " + from + ".." + to + " is no window");
      }
    }

    @Override
    public String toString() {
      return from + ".." + to;
    }
  }
}
