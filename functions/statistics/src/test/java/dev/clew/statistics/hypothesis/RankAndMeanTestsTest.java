package dev.clew.statistics.hypothesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clew.statistics.NumericSample;
import dev.clew.statistics.Samples;
import org.junit.jupiter.api.Test;

/// Oracle: scipy 1.17.1 on the samples of [Samples].
class RankAndMeanTestsTest {

  /// `mannwhitneyu(x, y, alternative, method='asymptotic')`.
  @Test
  void mannWhitneyIsScipys() {
    MannWhitneyTest test = MannWhitneyTest.withDefaults();
    TestResult twoSided = test.test(Samples.x(), Samples.y());
    assertEquals(42.5, twoSided.statistic());
    assertEquals(0.1559836077498142, twoSided.pValue(), 1e-13);
    assertEquals(
        0.0779918038749071,
        test.with(Alternative.LESS).test(Samples.x(), Samples.y()).pValue(),
        1e-13);
    assertEquals(
        0.930615794329871,
        test.with(Alternative.GREATER).test(Samples.x(), Samples.y()).pValue(),
        1e-13);
    assertEquals(
        0.14718364959752747,
        test.withContinuityCorrection(false).test(Samples.x(), Samples.y()).pValue(),
        1e-13);
  }

  /// `mannwhitneyu(x, y, alternative, method='exact')`.
  @Test
  void exactMannWhitneyIsScipys() {
    NumericSample x = NumericSample.of(2.1, 3.3, 1.2, 5.5, 4.4);
    NumericSample y = NumericSample.of(1.1, 4.2, 9.5, 6.4, 8.9, 5.3, 7.3);
    MannWhitneyTest test = MannWhitneyTest.withDefaults().with(PValueMethod.EXACT);
    assertEquals(0.148989898989899, test.test(x, y).pValue(), 1e-14);
    assertEquals(0.0744949494949495, test.with(Alternative.LESS).test(x, y).pValue(), 1e-14);
    assertEquals(0.946969696969697, test.with(Alternative.GREATER).test(x, y).pValue(), 1e-14);
    assertThrows(IllegalArgumentException.class, () -> test.test(Samples.x(), Samples.y()), "ties");
  }

  @Test
  void valuesThatAreAllEqualDoNotDiffer() {
    NumericSample ones = NumericSample.of(1, 1, 1);
    assertEquals(1, MannWhitneyTest.withDefaults().test(ones, ones).pValue());
    assertEquals(1, WelchTest.withDefaults().test(ones, ones).pValue());
    assertEquals(0, WelchTest.withDefaults().test(ones, NumericSample.of(2, 2)).pValue());
  }

  @Test
  void mannWhitneyDoesNotSeeAStretchedScale() {
    double[] squares = Samples.x().toArray();
    double[] others = Samples.y().toArray();
    for (int i = 0; i < squares.length; i++) {
      squares[i] = Math.exp(squares[i]);
    }
    for (int i = 0; i < others.length; i++) {
      others[i] = Math.exp(others[i]);
    }
    assertEquals(
        MannWhitneyTest.withDefaults().test(Samples.x(), Samples.y()).pValue(),
        MannWhitneyTest.withDefaults()
            .test(NumericSample.of(squares), NumericSample.of(others))
            .pValue());
  }

  /// `ttest_ind(x, y, equal_var=False, alternative)`.
  @Test
  void welchIsScipys() {
    WelchTest test = WelchTest.withDefaults();
    TestResult twoSided = test.test(Samples.x(), Samples.y());
    assertEquals(-1.5694779357093978, twoSided.statistic(), 1e-13);
    assertEquals(0.13203855580139948, twoSided.pValue(), 1e-13);
    assertEquals(
        0.06601927790069974,
        test.with(Alternative.LESS).test(Samples.x(), Samples.y()).pValue(),
        1e-13);
    assertEquals(
        0.9339807220993003,
        test.with(Alternative.GREATER).test(Samples.x(), Samples.y()).pValue(),
        1e-13);
  }

  /// `cramervonmises_2samp(x, y, method='asymptotic')`.
  @Test
  void cramerVonMisesIsScipys() {
    TestResult result = CramerVonMisesTest.withDefaults().test(Samples.x(), Samples.y());
    assertEquals(0.23114295125164697, result.statistic(), 1e-13);
    assertEquals(0.22336964628125533, result.pValue(), 1e-12);
  }

  /// `anderson_ksamp([x, y, z], midrank=True)`; p-values are cut to [0.001, 0.25] there too.
  @Test
  void andersonDarlingOfThreeSamplesIsScipys() {
    NumericSample z = NumericSample.of(1.0, 1.5, 2.5, 6.0, 9.0);
    TestResult result = AndersonDarlingTest.withDefaults().test(Samples.x(), Samples.y(), z);
    assertEquals(-0.16706078040895733, result.statistic(), 1e-12);
    assertEquals(0.25, result.pValue());

    double[] moved = Samples.y().toArray();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += 5;
    }
    TestResult far = AndersonDarlingTest.withDefaults().test(Samples.x(), NumericSample.of(moved));
    assertEquals(9.076903915218448, far.statistic(), 1e-11);
    assertEquals(0.001, far.pValue());
  }

  @Test
  void tooFewValuesAreAnError() {
    NumericSample one = NumericSample.of(1);
    assertThrows(
        IllegalArgumentException.class, () -> CramerVonMisesTest.withDefaults().test(one, one));
    assertThrows(
        IllegalArgumentException.class,
        () -> AndersonDarlingTest.withDefaults().test(one, NumericSample.of(1, 1, 1)));
    assertThrows(IllegalStateException.class, () -> WelchTest.withDefaults().test(one, one));
    assertThrows(
        IllegalArgumentException.class,
        () -> MannWhitneyTest.withDefaults().test(NumericSample.of(), one));
  }
}
