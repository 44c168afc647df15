package dev.clew.statistics.hypothesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.statistics.drift.CountPair;
import dev.clew.statistics.interval.WilsonInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTestsTest {

  private static final long[][] TABLE = {{12, 5, 9}, {7, 11, 6}};
  private static final long[][] SQUARE = {{8, 2}, {1, 5}};

  /// Oracle: scipy 1.17.1, `chi2_contingency(TABLE, correction=False)`, and with
  /// `lambda_='log-likelihood'`.
  @Test
  void independenceOfATableIsScipys() {
    TestResult chi = ContingencyTest.chiSquare().independence(TABLE);
    assertEquals(4.092337213225371, chi.statistic(), 1e-13);
    assertEquals(0.129229083740883, chi.pValue(), 1e-13);
    TestResult g = ContingencyTest.likelihoodRatio().independence(TABLE);
    assertEquals(4.161403186312269, g.statistic(), 1e-13);
    assertEquals(0.12484259275690389, g.pValue(), 1e-13);
  }

  /// Oracle: scipy 1.17.1, `chi2_contingency(SQUARE, correction=...)`.
  @Test
  void yatesCorrectionIsScipys() {
    assertEquals(
        0.013425424881491248, ContingencyTest.chiSquare().independence(SQUARE).pValue(), 1e-14);
    assertEquals(
        0.050961936967763424,
        ContingencyTest.chiSquare().withYatesCorrection().independence(SQUARE).pValue(),
        1e-14);
    assertEquals(
        0.0472818628486237,
        ContingencyTest.likelihoodRatio().withYatesCorrection().independence(SQUARE).pValue(),
        1e-14);
    assertEquals(
        ContingencyTest.chiSquare().independence(TABLE).pValue(),
        ContingencyTest.chiSquare().withYatesCorrection().independence(TABLE).pValue(),
        "only 2 x 2 tables are corrected");
  }

  @Test
  void emptyColumnsChangeNothing() {
    long[][] wide = {{12, 0, 5, 9}, {7, 0, 11, 6}};
    assertEquals(
        ContingencyTest.chiSquare().independence(TABLE),
        ContingencyTest.chiSquare().independence(wide));
    assertEquals(1, ContingencyTest.chiSquare().independence(new long[][] {{3}, {4}}).pValue());
  }

  /// Oracle: scipy 1.17.1, `chisquare([16, 16, 16, 16, 16, 8], [16, 18, 16, 14, 12, 12])`.
  @Test
  void fitToGivenSharesIsScipys() {
    CountPair pair =
        CountPair.of(new long[] {16, 18, 16, 14, 12, 12}, new long[] {16, 16, 16, 16, 16, 8});
    TestResult result = ContingencyTest.chiSquare().goodnessOfFit(pair);
    assertEquals(3.1746031746031744, result.statistic(), 1e-13);
    assertEquals(0.6730876006966301, result.pValue(), 1e-13);
  }

  @Test
  void aCategoryThatTheReferenceLacksFitsNothing() {
    CountPair pair = CountPair.of(new long[] {5, 5, 0}, new long[] {5, 4, 1});
    assertEquals(0, ContingencyTest.chiSquare().goodnessOfFit(pair).pValue());
  }

  /// Oracle: scipy 1.17.1, `fisher_exact([[a, b], [c, d]], alternative)`.
  @ParameterizedTest
  @CsvSource({
    "8, 2, 1, 5, 0.034965034965034975, 0.9991258741258742, 0.024475524475524483, 20.0",
    "0, 5, 3, 4, 0.20454545454545459, 0.15909090909090912, 1.0, 0.0",
    "100, 2, 1000, 5, 0.13007593634300163, 0.13007593634300163, 0.9797904453147229, 0.25",
    "1200, 800, 1000, 1000, 2.4515720638785275e-10, 0.9999999999190584, 1.2257860319392637e-10,"
        + " 1.5",
    "30000, 70000, 31000, 69000, 1.2226131612992912e-06, 6.113065806496455e-07,"
        + " 0.9999994179468111, 0.9539170506912442"
  })
  void fishersExactTestIsScipys(
      long a, long b, long c, long d, double both, double less, double greater, double odds) {
    TestResult result = FisherExactTest.withDefaults().test(a, b, c, d);
    assertEquals(both, result.pValue(), 1e-9 * both);
    assertEquals(odds, result.statistic(), 1e-12);
    assertEquals(
        less,
        FisherExactTest.withDefaults().with(Alternative.LESS).test(a, b, c, d).pValue(),
        1e-9 * less);
    assertEquals(
        greater,
        FisherExactTest.withDefaults().with(Alternative.GREATER).test(a, b, c, d).pValue(),
        1e-9 * greater);
  }

  @Test
  void fishersTestOfAnEmptyTableSaysNothing() {
    assertEquals(1, FisherExactTest.withDefaults().test(0, 0, 0, 0).pValue());
    assertEquals(1, FisherExactTest.withDefaults().test(0, 7, 0, 9).pValue(), 1e-12);
  }

  /// Oracle: statsmodels 0.15.0, `proportions_ztest([45, 60], [90, 100])` and
  /// `alternative='smaller'`.
  @Test
  void theProportionTestIsStatsmodels() {
    TestResult result = ProportionTest.withDefaults().test(45, 90, 60, 100);
    assertEquals(-1.384184375924906, result.statistic(), 1e-13);
    assertEquals(0.16630200617782653, result.pValue(), 1e-13);
    assertEquals(
        0.08315100308891327,
        ProportionTest.withDefaults().with(Alternative.LESS).test(45, 90, 60, 100).pValue(),
        1e-13);
    assertEquals(1, ProportionTest.withDefaults().test(9, 9, 5, 5).pValue());
  }

  /// With two cells the permutation distribution is the hypergeometric one, so Fisher's p is what
  /// permutations estimate (the table is symmetric: 10 of 20 rows a side).
  @Test
  void permutationsOfTwoCellsEstimateFishersP() {
    double exact = FisherExactTest.withDefaults().test(13, 7, 7, 13).pValue();
    int permutations = 20_000;
    double p =
        PermutationTest.withSeed(3)
            .withPermutations(permutations)
            .test(CountPair.of(new long[] {13, 7}, new long[] {7, 13}))
            .pValue();
    assertTrue(WilsonInterval.ofShare(p, permutations, 0.999).contains(exact), p + " " + exact);
  }

  @Test
  void theSameSeedGivesTheSameP() {
    CountPair pair =
        CountPair.of(
            new long[] {400_000, 300_000, 300_000}, new long[] {401_000, 299_000, 300_000});
    assertEquals(PermutationTest.withSeed(5).test(pair), PermutationTest.withSeed(5).test(pair));
    assertTrue(PermutationTest.withSeed(5).test(pair).pValue() > 1.0 / 1002);
  }
}
