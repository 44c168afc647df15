package dev.clew.statistics.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.statistics.CategoricalSample;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.hypothesis.ContingencyTest;
import dev.clew.statistics.hypothesis.KolmogorovSmirnovTest;
import dev.clew.statistics.hypothesis.MannWhitneyTest;
import dev.clew.statistics.hypothesis.PValueMethod;
import dev.clew.statistics.hypothesis.TestResult;
import dev.clew.statistics.hypothesis.WelchTest;
import org.junit.jupiter.api.Test;

/// Three columns of employment data, 68,785 reference rows against 55,000 later ones, and two of
/// NannyML's cases by their counts. Oracle: scipy 1.17.1 and numpy 2.4.6 on the rows.
class RealColumnsTest {

  private static final CategoricalSample RELATION = categories("RELP", "reference");
  private static final CategoricalSample RELATION_LATER = categories("RELP", "later");

  @Test
  void ageIsComparedAsScipyDoes() {
    NumericSample reference = NumericSample.of(Population.employmentRows("AGEP", "reference"));
    NumericSample later = NumericSample.of(Population.employmentRows("AGEP", "later"));
    assertEquals(68_785, reference.size());
    assertEquals(55_000, later.size());
    NumericDrift drift = NumericReference.of(reference).compare(later);
    close(0.02711839790652032, drift.distance().ks());
    close(0.9827167775743926, drift.distance().wasserstein());
    close(0.17087794781444499, EnergyDistance.of(reference, later));
    close(0.09440481186496921, drift.jensenShannon());
    close(0.0176845910747311, drift.psi());
    close(
        5.863200260754738e-20,
        KolmogorovSmirnovTest.withDefaults()
            .with(PValueMethod.ASYMPTOTIC)
            .test(reference, later)
            .pValue());
    close(1.8873170100034347e-06, MannWhitneyTest.withDefaults().test(reference, later).pValue());
    TestResult welch = WelchTest.withDefaults().test(reference, later);
    close(-3.9248682920151032, welch.statistic());
    close(8.682636678464702e-05, welch.pValue());
  }

  @Test
  void relationshipIsComparedAsScipyDoes() {
    CategoricalDrift drift = CategoricalDrift.of(RELATION, RELATION_LATER);
    close(0.19647839036076248, drift.jensenShannon());
    close(0.45418503070639205, drift.psi());
    close(
        4323.523834531922,
        ContingencyTest.chiSquare()
            .independence(CountPair.of(RELATION, RELATION_LATER))
            .statistic());
    assertArrayEquals(new int[] {16, 17}, drift.vanished());
    assertTrue(drift.verdict() instanceof DriftVerdict.Drift);
  }

  /// A p-value of 1e-72 and an effect under half the threshold: many rows, and no drift that
  /// matters.
  @Test
  void schoolingHardlyMovedThoughTheTestIsSureThatItDid() {
    CategoricalSample reference = categories("SCHL", "reference");
    CategoricalSample later = categories("SCHL", "later");
    CategoricalDrift drift = CategoricalDrift.of(reference, later);
    close(0.04941691941842002, drift.jensenShannon());
    close(0.01355703425607704, drift.psi());
    close(
        2.594241734505882e-72,
        ContingencyTest.chiSquare().independence(CountPair.of(reference, later)).pValue());
    assertTrue(drift.verdict() instanceof DriftVerdict.None);
  }

  /// NannyML's cases js_categorical and js_quasi_continuous: 0.503817 and 0.728542 (its tests round
  /// to 0.50 and 0.73).
  @Test
  void nannyMlsCategoriesGiveItsDistances() {
    assertEquals(
        0.503817,
        JensenShannon.of(
            CountPair.of(
                new long[] {2456, 2485, 2550, 2509, 0}, new long[] {213, 287, 247, 0, 253})),
        5e-7);
    assertEquals(
        0.728542,
        JensenShannon.of(
            CountPair.of(
                new long[] {1648, 1609, 1693, 0, 1679, 1635, 1736},
                new long[] {375, 0, 0, 309, 0, 0, 316})),
        5e-7);
  }

  private static CategoricalSample categories(String feature, String column) {
    return Population.categories(Population.employmentRows(feature, column));
  }

  private static void close(double expected, double actual) {
    assertEquals(expected, actual, 1e-9 * Math.abs(expected));
  }
}
