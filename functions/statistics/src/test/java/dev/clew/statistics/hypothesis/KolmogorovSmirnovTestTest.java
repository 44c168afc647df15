package dev.clew.statistics.hypothesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.statistics.NumericSample;
import dev.clew.statistics.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KolmogorovSmirnovTestTest {

  /// Oracle: scipy 1.17.1, `stats.kstwo.sf(x, n)`, over all regions of its method.
  @ParameterizedTest
  @CsvSource({
    "1, 0.3, 1.0",
    "1, 0.7, 0.6000000000000001",
    "5, 0.15, 0.9988",
    "5, 0.19, 0.977325184",
    "5, 0.5, 0.112",
    "5, 0.85, 0.0001518750000000001",
    "10, 0.274, 0.3715203845434957",
    "50, 0.02, 1.0",
    "50, 0.05, 0.9990238098461883",
    "50, 0.12, 0.4337679661310233",
    "100, 0.08, 0.5182193645480672",
    "100, 0.19, 0.0012339926382722768",
    "140, 0.1, 0.11353657290090946",
    "141, 0.1, 0.11128445516467944",
    "141, 0.05, 0.854845693009663",
    "500, 0.01, 0.9999999991073389",
    "500, 0.04, 0.3902508696049749",
    "500, 0.067, 0.021427906855177276",
    "2000, 0.01, 0.9871373661366796",
    "2000, 0.02, 0.3953133626892045",
    "2000, 0.03, 0.05354694793932557",
    "2000, 0.05, 8.74309579589503e-05",
    "2000, 0.3, 3.951779760545748e-160",
    "2000, 0.6, 0.0",
    "5000, 0.002, 1.0",
    "5000, 0.0192, 0.04947898364727654",
    "100000, 0.0005, 1.0",
    "100000, 0.003, 0.3284563327726956",
    "100000, 0.0048, 0.01987950072896708",
    "200000, 0.001, 0.9881500208855729",
    "200000, 0.0033, 0.025602619080878575",
    "500000, 0.0021, 0.024276288597831493",
    "500000, 0.003, 0.00024632301239186754",
    "1000000, 0.005, 3.8436375474778123e-22"
  })
  void theOneSampleDistributionIsScipys(double n, double x, double expected) {
    assertEquals(expected, KolmogorovDistribution.survival(n, x), 1e-9 * expected + 1e-300);
  }

  /// Oracle: scipy 1.17.1, `ks_2samp(x, y, method='exact')` and `'asymp'`.
  @Test
  void smallSamplesGetTheExactValueUnlessAskedOtherwise() {
    TestResult exact = KolmogorovSmirnovTest.withDefaults().test(Samples.x(), Samples.y());
    assertEquals(PValueMethod.EXACT, exact.method());
    assertEquals(0.3106060606060606, exact.statistic(), 1e-15);
    assertEquals(0.5162054260183214, exact.pValue(), 1e-12);

    TestResult asymptotic =
        KolmogorovSmirnovTest.withDefaults()
            .with(PValueMethod.ASYMPTOTIC)
            .test(Samples.x(), Samples.y());
    assertEquals(PValueMethod.ASYMPTOTIC, asymptotic.method());
    assertEquals(0.5106019689661576, asymptotic.pValue(), 1e-12);
  }

  /// Oracle: scipy 1.17.1, `ks_2samp(x[:11], y, method='exact')`.
  @Test
  void samplesOfOneSizeToo() {
    NumericSample x = NumericSample.of(2.1, 3.3, 1.2, 5.5, 4.4, 2.1, 7.9, 0.3, 3.3, 6.6, 2.7);
    assertEquals(
        0.479150364599281,
        KolmogorovSmirnovTest.withDefaults().test(x, Samples.y()).pValue(),
        1e-12);
  }

  @Test
  void exchangingTheSamplesChangesNothing() {
    KolmogorovSmirnovTest test = KolmogorovSmirnovTest.withDefaults();
    assertEquals(
        test.test(Samples.x(), Samples.y()).pValue(),
        test.test(Samples.y(), Samples.x()).pValue(),
        1e-14);
  }

  /// All C(6, 3) = 20 orders of 3 and 3 values are equally likely and 2 of them separate the
  /// samples.
  @Test
  void separateSamplesAreAsProbableAsTheirOrdersAmongAll() {
    assertEquals(
        2.0 / 20,
        KolmogorovSmirnovTest.withDefaults()
            .test(NumericSample.of(1, 2, 3), NumericSample.of(4, 5, 6))
            .pValue(),
        1e-15);
  }

  @Test
  void equalSamplesDoNotDiffer() {
    TestResult result = KolmogorovSmirnovTest.withDefaults().test(Samples.x(), Samples.x());
    assertEquals(0, result.statistic());
    assertEquals(1, result.pValue());
  }

  /// A sum of a million terms and its sampled twin must agree: the step begins at 32,768 values.
  @Test
  void theStepOfTheSmirnovSumCostsNoDigits() {
    for (double x : new double[] {0.004, 0.006, 0.01}) {
      double sampled = SmirnovDistribution.survival(1_000_000, x);
      double all = 0;
      for (int j = 1; j <= 1_000_000 * (1 - x); j++) {
        double p = x + j / 1e6;
        all += p >= 1 ? 0 : BinomialMass.binomial(j, 1e6, p) / p;
      }
      double expected = x * all + Math.exp(1e6 * Math.log1p(-x));
      assertEquals(expected, sampled, 1e-9 * expected);
    }
  }

  @Test
  void noValueIsAnError() {
    assertThrows(
        IllegalArgumentException.class,
        () -> KolmogorovSmirnovTest.withDefaults().test(NumericSample.of(), Samples.x()));
    assertThrows(
        IllegalArgumentException.class,
        () -> KolmogorovSmirnovTest.withDefaults().with(PValueMethod.PERMUTATION));
    assertTrue(KolmogorovSmirnovTest.withDefaults().test(Samples.x(), Samples.y()).rejects(0.6));
  }
}
