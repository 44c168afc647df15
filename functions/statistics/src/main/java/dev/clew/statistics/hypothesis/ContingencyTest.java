package dev.clew.statistics.hypothesis;

import dev.clew.statistics.Tail;
import dev.clew.statistics.drift.CountPair;
import java.util.Arrays;

/// Whether counts differ more than chance lets them: Pearson's chi-square or the likelihood ratio
/// (G), of a table or of a sample against given shares.
///
/// Pearson, 1900, doi:10.1080/14786440009463897; Wilks, 1938, doi:10.1214/aoms/1177732360. Equal to
/// scipy's `stats.chi2_contingency(table, correction, lambda_)` and `stats.chisquare`. Rows and
/// columns without any count are left out. The approximation is fair when most expected counts are
/// 5 or more.
public final class ContingencyTest {

  private static final ContingencyTest CHI_SQUARE = new ContingencyTest(false, false);
  private static final ContingencyTest LIKELIHOOD_RATIO = new ContingencyTest(true, false);

  private final boolean likelihoodRatio;
  private final boolean yates;

  private ContingencyTest(boolean likelihoodRatio, boolean yates) {
    this.likelihoodRatio = likelihoodRatio;
    this.yates = yates;
  }

  /// Pearson's statistic, no continuity correction.
  public static ContingencyTest chiSquare() {
    return CHI_SQUARE;
  }

  /// The G statistic, no continuity correction.
  public static ContingencyTest likelihoodRatio() {
    return LIKELIHOOD_RATIO;
  }

  /// With Yates' correction, which moves each count up to a half towards what is expected, in 2 x 2
  /// tables only.
  public ContingencyTest withYatesCorrection() {
    return new ContingencyTest(likelihoodRatio, true);
  }

  /// Tests whether reference and current come from one distribution; both have sampling error.
  public TestResult independence(CountPair pair) {
    return independence(new long[][] {pair.referenceCounts(), pair.currentCounts()});
  }

  /// Tests whether rows and columns of a table are independent. One row or one column left gives p
  /// = 1.
  public TestResult independence(long[][] table) {
    double[] rows = new double[table.length];
    double[] columns = new double[table.length == 0 ? 0 : table[0].length];
    double total = 0;
    for (int r = 0; r < table.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        rows[r] += table[r][c];
        columns[c] += table[r][c];
        total += table[r][c];
      }
    }
    int degrees = (positive(rows) - 1) * (positive(columns) - 1);
    if (total == 0 || degrees == 0) {
      return new TestResult(0, 1, PValueMethod.ASYMPTOTIC);
    }
    double statistic = 0;
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        double expected = rows[r] * columns[c] / total;
        if (expected > 0) {
          statistic += term((double) table[r][c], expected, yates && degrees == 1);
        }
      }
    }
    return result(statistic, degrees);
  }

  /// Tests the current sample against the reference's shares taken as exact, as Evidently's
  /// chi-square and G tests do: too sure of itself unless the reference is much the larger sample.
  ///
  /// A category that the reference lacks makes the statistic infinite and p 0.
  public TestResult goodnessOfFit(CountPair pair) {
    double scale = (double) pair.currentSize() / pair.referenceSize();
    double statistic = 0;
    int cells = 0;
    for (int i = 0; i < pair.cells(); i++) {
      double expected = pair.referenceCount(i) * scale;
      if (expected > 0) {
        cells++;
        statistic += term((double) pair.currentCount(i), expected, false);
      } else if (pair.currentCount(i) > 0) {
        return new TestResult(Double.POSITIVE_INFINITY, 0, PValueMethod.ASYMPTOTIC);
      }
    }
    return cells < 2 ? new TestResult(0, 1, PValueMethod.ASYMPTOTIC) : result(statistic, cells - 1);
  }

  private double term(double observed, double expected, boolean correct) {
    double gap = expected - observed;
    double count = correct ? observed + Math.copySign(Math.min(0.5, Math.abs(gap)), gap) : observed;
    if (likelihoodRatio) {
      return count == 0 ? 0 : 2 * count * Math.log(count / expected);
    }
    return (count - expected) * (count - expected) / expected;
  }

  private static TestResult result(double statistic, int degrees) {
    double positive = Math.max(0, statistic);
    return new TestResult(positive, Tail.chiSquare(positive, degrees), PValueMethod.ASYMPTOTIC);
  }

  private static int positive(double[] totals) {
    return (int) Arrays.stream(totals).filter(total -> total > 0).count();
  }
}
