package dev.clew.investigation;

import dev.clew.evidence.Fact;
import java.util.List;

/// What became of an answer's facts when they were computed again.
///
/// @param checks one for each fact, in the answer's order
/// @param notes what a reader must know of the comparison: another version of a skill, objects that
///   are gone
public record Verification(String answerId, List<Check> checks, List<String> notes) {
  public Verification {
    checks = List.copyOf(checks);
    notes = List.copyOf(notes);
  }

  /// One fact, then and now.
  ///
  /// @param now what it is now; the fact itself where it is equal, stale or missing
  /// @param why for missing, edited and judged ones: what speaks against it; else empty
  public record Check(Fact then, Verdict verdict, Fact now, String why) {}

  /// How a fact compares.
  public enum Verdict {
    /// The same value from the same bytes.
    EQUAL,
    /// Another value.
    CHANGED,
    /// The same value, from other bytes.
    STALE,
    /// It could not be computed again.
    MISSING,
    /// Another value, although the bytes and the skill's version are the same: the answer was
    /// written otherwise than it was computed.
    EDITED,
    /// A model judged it, so it can not be computed again: the answer's word stands for it.
    JUDGED
  }

  /// How many facts came out so.
  public long count(Verdict verdict) {
    return checks.stream().filter(check -> check.verdict() == verdict).count();
  }

  /// Whether every fact that code computed is the same value from the same bytes.
  public boolean allEqual() {
    return count(Verdict.EQUAL) + count(Verdict.JUDGED) == checks.size();
  }
}
