package dev.clew.statistics.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Expected values: scikit-learn 1.9.1, `LogisticRegression(C=.., solver='newton-cholesky',
/// tol=1e-12)`.
class LogisticRegressionTest {
  private static final double[][] X = {
    {0.5, 1.0},
    {1.5, -0.3},
    {-0.7, 0.2},
    {2.2, 1.4},
    {-1.1, -0.9},
    {0.1, 0.4},
    {-0.2, 1.9},
    {1.0, -1.5}
  };
  private static final boolean[] Y = {true, true, false, true, false, false, true, false};
  private static final double[] WEIGHTED = {1, 2, 1, 1, 0.5, 1, 1, 3};

  private static double[] ones() {
    var ones = new double[Y.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static void isFitted(
      double c, double[] sampleWeights, double first, double second, double intercept) {
    var fit = LogisticRegression.fit(X, Y, sampleWeights, c);
    assertArrayEquals(new double[] {first, second}, fit.weights(), 1e-8);
    assertEquals(intercept, fit.intercept(), 1e-8);
  }

  @Test
  void weightsAreThoseOfScikitLearn() {
    isFitted(1, ones(), 0.857216141976587, 0.9627390360796065, -0.6091167822096227);
    isFitted(0.1, ones(), 0.18808931410152208, 0.23138059972304725, -0.1409624670770558);
    isFitted(10, ones(), 2.679495173431895, 2.3682765385300772, -1.8707888993430501);
  }

  @Test
  void someRowsCountMore() {
    isFitted(1, WEIGHTED, 0.9633114888731207, 1.1527788933017518, -0.6734848539466922);
    isFitted(0.1, WEIGHTED, 0.17384473527202415, 0.3024907586865108, -0.19996223533520294);
    isFitted(10, WEIGHTED, 3.1360288109870167, 2.6768887149747367, -2.127006499351214);
  }

  @Test
  void whatCanBeSeparatedStaysFinite() {
    var fit =
        LogisticRegression.fit(
            new double[][] {{-1}, {-2}, {1}, {3}},
            new boolean[] {false, false, true, true},
            new double[] {1, 1, 1, 1},
            1);
    assertEquals(0.96155692, fit.weights()[0], 1e-8);
    assertEquals(-0.13345753, fit.intercept(), 1e-8);
    assertTrue(fit.logOdds(new double[] {2}) > 0);
  }

  @Test
  void nothingIsLearntOfOneClass() {
    assertThrows(
        IllegalArgumentException.class,
        () -> LogisticRegression.fit(X, new boolean[Y.length], ones(), 1));
    assertThrows(
        IllegalArgumentException.class, () -> LogisticRegression.fit(X, Y, new double[3], 1));
  }
}
