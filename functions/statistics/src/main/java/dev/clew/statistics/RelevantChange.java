package dev.clew.statistics;

/// Whether a measured change of a figure is one that matters: judged by its size, not by its
/// p-value.
///
/// A true change of twice the relevant one or more is never said to be none, and a true change of
/// half of it or less is never said to be one, each but for 5 % of draws, whatever the number of
/// rows. So more rows never turn a change without importance into an alarm; where the rows are too
/// few to tell, the verdict is [Verdict#OPEN].
///
/// - risen or fallen: the measured change is relevant, and its one-sided 95 % bound lies beyond
///   half the relevant change;
/// - held: the measured change is not relevant, and its one-sided 95 % bound lies within twice the
///   relevant change.
///
/// Equivalence by two one-sided tests: Schuirmann, 1987, doi:10.1007/BF01068419; "too close to
/// call" zones around a smallest effect of interest: Lakens, 2017, doi:10.1177/1948550617697177.
///
/// @param change measured, signed
/// @param standardError of `change`, not negative
/// @param relevant the smallest change that matters, positive
public record RelevantChange(double change, double standardError, double relevant) {

  /// One-sided 95 %.
  private static final double Z = Tail.normalQuantile(0.05);

  /// The largest standard error, as a share of the relevant change, at which a true change of half
  /// or of twice the relevant one gets its verdict in 95 % of draws.
  public static final double DECISIVE_ERROR = 0.5 / Z;

  public RelevantChange {
    if (!Double.isFinite(change) || !(standardError >= 0)) {
      throw new IllegalArgumentException(
          "change " + change + " with standard error " + standardError + " is no measurement");
    }
    if (!(relevant > 0)) {
      throw new IllegalArgumentException("relevant change " + relevant + " is not positive");
    }
  }

  /// What can be said.
  public enum Verdict {
    /// It rose by a relevant amount.
    ROSE,
    /// It fell by a relevant amount.
    FELL,
    /// It changed by nothing that matters.
    HELD,
    /// The rows do not tell.
    OPEN
  }

  public Verdict verdict() {
    double size = Math.abs(change);
    if (size >= relevant) {
      boolean shown = size - Z * standardError > relevant / 2;
      return !shown ? Verdict.OPEN : change > 0 ? Verdict.ROSE : Verdict.FELL;
    }
    return size + Z * standardError < 2 * relevant ? Verdict.HELD : Verdict.OPEN;
  }

  /// How probable it is, by a normal distribution around the measured change, that the true one
  /// lies on the verdict's side of the relevant change; 0 for an open verdict. At most 0.99: the
  /// model of chance is not certain itself.
  public double confidence() {
    return switch (verdict()) {
      case ROSE, FELL -> Math.min(0.99, below(Math.abs(change) - relevant));
      case HELD -> {
        double size = Math.abs(change);
        yield Math.min(0.99, Math.max(0, below(relevant - size) - below(-relevant - size)));
      }
      case OPEN -> 0;
    };
  }

  /// How many times the rows it would take for a verdict in 95 % of draws; 1 or less when there are
  /// enough.
  public double rowsFactor() {
    double ratio = standardError / (DECISIVE_ERROR * relevant);
    return ratio * ratio;
  }

  private double below(double distance) {
    if (standardError == 0) {
      return distance >= 0 ? 1 : 0;
    }
    return 1 - Tail.normal(distance / standardError);
  }
}
