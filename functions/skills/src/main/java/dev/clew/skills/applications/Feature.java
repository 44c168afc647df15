package dev.clew.skills.applications;

import dev.clew.evidence.Unit;
import java.util.Arrays;
import java.util.List;

/// Something in which units (runs, or calls of a tool) can differ.
public sealed interface Feature {

  /// What kind of thing it is.
  Family family();

  /// Whether it was settled before the unit began.
  Moment moment();

  /// What it is called: a noun with words from the data, `a call of search`, `model calls`.
  String phrase();

  /// Kinds of features, in the order in which they are looked at.
  enum Family {
    ATTRIBUTE,
    MODEL,
    SERVICE,
    AGENT,
    ERROR,
    TOOL,
    FIRST_TOOL,
    LAST_TOOL,
    SEQUENCE,
    REPEAT,
    SPAN,
    WORDS,
    ARGUMENT,
    SIZE,
    TOKENS,
    COST,
    TIME
  }

  /// When it was settled: what is known before a run begins can be what it depends on; what comes
  /// about in the run may as well be its way of ending.
  enum Moment {
    BEFORE,
    DURING
  }

  /// Something that a unit has or has not.
  ///
  /// @param places units that have it, ascending
  /// @param same what else just these units have
  record Trait(Family family, Moment moment, String phrase, int[] places, List<String> same)
      implements Feature {}

  /// Something that units have a number of.
  ///
  /// @param values one of each unit; NaN where it has none
  /// @param unit of the values
  record Measure(Family family, Moment moment, String phrase, double[] values, Unit unit)
      implements Feature {

    /// Whether there are two different numbers at all.
    public boolean varies() {
      return Arrays.stream(values).filter(Double::isFinite).distinct().limit(2).count() > 1;
    }
  }
}
