package dev.clew.statistics.association;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.Samples;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Oracle: scipy 1.17.1, statsmodels 0.15.0 and numpy 2.4.6 on these tables and columns.
class AssociationTest {

  private static final long[][] TABLE = {{12, 5, 9}, {7, 11, 6}};

  private static final double[] X = {2.1, 3.3, 1.2, 5.5, 4.4, 2.1, 7.9, 0.3, 3.3, 6.6, 2.7};
  private static final double[] Y = {1.1, 3.3, 4.2, 9.5, 6.4, 2.1, 8.9, 5.3, 7.3, 6.6, 9.9};

  /// Bergsma's formula in numpy over `chi2_contingency`; without correction V is 0.286.
  @Test
  void cramersVIsCorrectedForChance() {
    assertEquals(0.20465878457410847, CramersV.of(TABLE), 1e-14);
    assertEquals(0, CramersV.of(new long[][] {{4, 5}}));
    assertEquals(1, CramersV.of(new long[][] {{50, 0}, {0, 50}}), 1e-12);
  }

  /// `sklearn.metrics.mutual_info_score` less (r - 1) (k - 1) / (2 n).
  @Test
  void mutualInformationIsCorrectedForChance() {
    assertEquals(0.021614031863122652, MutualInformation.of(TABLE), 1e-15);
    assertEquals(
        Math.log(2) - 1.0 / 200, MutualInformation.of(new long[][] {{50, 0}, {0, 50}}), 1e-14);
  }

  /// 300 tables of independent columns: the corrected means are near 0, the plain ones would be .02
  /// and .29.
  @Test
  void independentColumnsShowNoAssociationOnAverage() {
    SplittableRandom random = new SplittableRandom(3);
    double information = 0;
    double v = 0;
    for (int draw = 0; draw < 300; draw++) {
      long[][] table = new long[5][5];
      for (int i = 0; i < 200; i++) {
        table[random.nextInt(5)][random.nextInt(5)]++;
      }
      information += MutualInformation.of(table) / 300;
      v += CramersV.of(table) / 300;
    }
    assertEquals(0, information, 0.004);
    assertTrue(v < 0.05, "V " + v);
  }

  /// statsmodels `Table2x2([[12, 5], [7, 11]])`.
  @Test
  void theOddsRatioIsStatsmodels() {
    Estimate odds = OddsRatio.of(12, 5, 7, 11);
    assertEquals(3.7714285714285714, odds.value(), 1e-13);
    assertEquals(0.9213188570570585, odds.low(), 1e-12);
    assertEquals(15.438383096620884, odds.high(), 1e-11);
  }

  /// By hand: (10.5 / 0.5) / (5.5 / 5.5) = 21.
  @Test
  void anEmptyCellIsFilledByHalfARow() {
    assertEquals(21, OddsRatio.of(10, 0, 5, 5).value(), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> OddsRatio.of(0, 0, 5, 5));
  }

  /// `pearsonr` with `confidence_interval()`, `spearmanr`, `pointbiserialr`.
  @Test
  void correlationsAreScipys() {
    Estimate pearson = Correlation.pearson(X, Y).orElseThrow();
    assertEquals(0.5507742838807217, pearson.value(), 1e-14);
    assertEquals(-0.07332798189340302, pearson.low(), 1e-12);
    assertEquals(0.8648925057677892, pearson.high(), 1e-12);
    assertEquals(0.5570834332722122, Correlation.spearman(X, Y).orElseThrow().value(), 1e-14);
    double[] labels = {0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0};
    assertEquals(0.344183565199772, Correlation.pearson(labels, Y).orElseThrow().value(), 1e-14);
  }

  @Test
  void ranksDoNotSeeAStretchedScale() {
    double[] stretched = new double[X.length];
    for (int i = 0; i < X.length; i++) {
      stretched[i] = Math.exp(X[i]);
    }
    assertEquals(Correlation.spearman(X, Y), Correlation.spearman(stretched, Y));
  }

  @Test
  void constantsAndFewRowsHaveNoCorrelation() {
    double[] ones = {1, 1, 1, 1, 1};
    assertEquals(Optional.empty(), Correlation.pearson(ones, new double[] {1, 2, 3, 4, 5}));
    assertEquals(
        Optional.empty(),
        Correlation.spearman(new double[] {1, 2, 3, Double.NaN}, new double[] {3, 2, 1, 0}));
  }

  /// Shares of pairs won and lost in numpy.
  @Test
  void cliffsDeltaCountsPairs() {
    Estimate delta = CliffsDelta.of(Samples.x(), Samples.y());
    assertEquals(0.356060606060606, delta.value(), 1e-14);
    assertEquals(-0.356060606060606, CliffsDelta.of(Samples.y(), Samples.x()).value(), 1e-14);
    assertTrue(delta.interval().contains(0));
    assertEquals(1, CliffsDelta.of(NumericSample.of(1, 2, 3), NumericSample.of(4, 5, 6)).value());
  }

  /// `2 arcsin sqrt .5 - 2 arcsin sqrt .3` in numpy.
  @Test
  void cohensHIsADifferenceOfAngles() {
    assertEquals(0.4115168460674883, CohensH.of(0.5, 0.3), 1e-15);
    assertEquals(-Math.PI, CohensH.of(0, 1), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> CohensH.of(1.1, 0));
  }
}
