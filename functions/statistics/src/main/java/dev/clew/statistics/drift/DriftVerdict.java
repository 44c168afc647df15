package dev.clew.statistics.drift;

/// Whether a column drifted, by the size of the effect and not by its significance.
///
/// The promise: a population effect of twice the threshold or more is never called none, and one of
/// half of it or less is never called drift, each but for 5 % of draws, whatever the number of
/// rows; with 1,000 rows a side both also get their verdict. So more rows never turn a difference
/// without importance into an alarm. In between, or with too few rows, the verdict may be
/// [Undecided].
public sealed interface DriftVerdict {

  /// The effect that was judged.
  DriftEffect effect();

  /// No drift that matters: the effect is under the threshold and, at 95 % one-sided, under twice
  /// the threshold.
  record None(DriftEffect effect) implements DriftVerdict {}

  /// Drift: the effect is at the threshold or above and, at 95 % one-sided, above half of it.
  ///
  /// @param strength the effect in units of its threshold, `>= 1`
  record Drift(DriftEffect effect, double strength) implements DriftVerdict {}

  /// The rows do not tell.
  ///
  /// @param have rows with a value in the smaller sample
  /// @param need about how many it takes, if the effect stays what it seems
  record Undecided(DriftEffect effect, long have, long need) implements DriftVerdict {}
}
