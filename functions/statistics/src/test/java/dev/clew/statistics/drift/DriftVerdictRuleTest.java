package dev.clew.statistics.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.statistics.NumericSample;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The promise of [DriftVerdict], shown by simulation on three columns of employment data and two
/// made ones.
///
/// Each drifted population is the reference's with a share of its rows replaced, the share such
/// that the effect is exactly half the threshold or exactly twice it: anything beyond is easier. At
/// every number of rows 95 % of the draws must get the same verdict. A plain build draws 20 pairs
/// of 1,000 and of 100,000 rows, `-Pdeep` 200 of 1,000 and of 1,000,000.
class DriftVerdictRuleTest {

  private static final boolean DEEP = Boolean.getBoolean("clew.deep");
  private static final int FEW = 1000;
  private static final int MANY = DEEP ? 1_000_000 : 100_000;
  private static final long SEED = 20_161;

  /// A column, how its effect is computed, and a population that mixes into its drifted twin.
  private record Column(
      String name,
      Population reference,
      Population stranger,
      BiFunction<double[], double[], DriftEffect> effect) {

    @Override
    public String toString() {
      return name;
    }

    /// The population whose distance from the reference's is `target`, by halving.
    Population at(double target) {
      double[] census = reference.census();
      double low = 0;
      double high = 1;
      for (int i = 0; i < 14; i++) {
        double share = (low + high) / 2;
        double[] mixed = reference.mixedWith(stranger, share).census();
        if (effect.apply(census, mixed).observed() < target) {
          low = share;
        } else {
          high = share;
        }
      }
      Population found = reference.mixedWith(stranger, high);
      assertEquals(target, effect.apply(census, found.census()).observed(), 0.005 * target, name);
      return found;
    }
  }

  static Stream<Column> columns() {
    return Stream.of(
        employment("AGEP", DriftVerdictRuleTest::numeric),
        employment("RELP", DriftVerdictRuleTest::categorical),
        employment("SCHL", DriftVerdictRuleTest::categorical),
        new Column(
            "latency, some rows three times as slow",
            Population.ofQuantiles(u -> -Math.log1p(-u)),
            Population.ofQuantiles(u -> -3 * Math.log1p(-u)),
            DriftVerdictRuleTest::numeric),
        new Column(
            "plan, twelve of them, the last ones gaining",
            Population.ofShares(400, 200, 120, 80, 60, 40, 30, 20, 20, 10, 10, 10),
            Population.ofShares(10, 10, 10, 20, 20, 30, 40, 60, 80, 120, 200, 400),
            DriftVerdictRuleTest::categorical));
  }

  static Stream<Column> otherMeasures() {
    Population latency = Population.ofQuantiles(u -> -Math.log1p(-u));
    Population slower = Population.ofQuantiles(u -> -3 * Math.log1p(-u));
    return Stream.of(
        new Column("Kolmogorov-Smirnov", latency, slower, DriftVerdictRuleTest::kolmogorov),
        new Column("Wasserstein", latency, slower, DriftVerdictRuleTest::wasserstein),
        new Column("PSI", latency, slower, (a, b) -> PopulationStability.effect(pair(a, b))),
        new Column("Hellinger", latency, slower, (a, b) -> Hellinger.effect(pair(a, b))),
        new Column(
            "total variation", latency, slower, (a, b) -> TotalVariation.effect(pair(a, b))));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void halfTheThresholdIsNoDriftWhateverTheRows(Column column) {
    Population drifted = column.at(threshold(column) / 2);
    assertTrue(share(column, drifted, FEW, 200, DriftVerdict.None.class) >= 0.95);
    assertTrue(share(column, drifted, MANY, DEEP ? 200 : 20, DriftVerdict.None.class) >= 0.95);
  }

  @ParameterizedTest
  @MethodSource("otherMeasures")
  void everyMeasureKeepsThePromiseFromAThousandRows(Column column) {
    Population none = column.at(threshold(column) / 2);
    Population drift = column.at(threshold(column) * 2);
    assertTrue(share(column, none, FEW, 200, DriftVerdict.None.class) >= 0.95);
    assertTrue(share(column, drift, FEW, 200, DriftVerdict.Drift.class) >= 0.95);
    if (DEEP) {
      assertTrue(share(column, none, 100_000, 200, DriftVerdict.None.class) >= 0.95);
      assertTrue(share(column, drift, 100_000, 200, DriftVerdict.Drift.class) >= 0.95);
    }
  }

  @ParameterizedTest
  @MethodSource("columns")
  void twiceTheThresholdIsDriftWhateverTheRows(Column column) {
    Population drifted = column.at(threshold(column) * 2);
    assertTrue(share(column, drifted, FEW, 200, DriftVerdict.Drift.class) >= 0.95);
    assertTrue(share(column, drifted, MANY, DEEP ? 200 : 20, DriftVerdict.Drift.class) >= 0.95);
  }

  @ParameterizedTest
  @MethodSource("columns")
  void noDriftIsNotCalledDriftWithAHundredRowsEither(Column column) {
    int draws = DEEP ? 1000 : 200;
    SplittableRandom random = new SplittableRandom(SEED);
    int alarms = 0;
    for (int i = 0; i < draws; i++) {
      DriftEffect effect =
          column.effect.apply(
              column.reference.draw(100, random), column.reference.draw(100, random));
      alarms += effect.verdict() instanceof DriftVerdict.Drift ? 1 : 0;
    }
    assertTrue(alarms <= 0.05 * draws, alarms + " alarms");
  }

  private static double share(
      Column column,
      Population drifted,
      int rows,
      int draws,
      Class<? extends DriftVerdict> verdict) {
    SplittableRandom random = new SplittableRandom(SEED + rows);
    long count = 0;
    for (int i = 0; i < draws; i++) {
      DriftEffect effect =
          column.effect.apply(column.reference.draw(rows, random), drifted.draw(rows, random));
      count += verdict.isInstance(effect.verdict()) ? 1 : 0;
    }
    return (double) count / draws;
  }

  private static double threshold(Column column) {
    double[] few = column.reference.draw(100, new SplittableRandom(SEED));
    return column.effect.apply(few, few).measure().threshold();
  }

  private static Column employment(
      String feature, BiFunction<double[], double[], DriftEffect> effect) {
    return new Column(
        feature,
        Population.employment(feature, "reference"),
        Population.employment(feature, "later_predicted_1"),
        effect);
  }

  private static DriftEffect numeric(double[] reference, double[] current) {
    return JensenShannon.effect(pair(reference, current));
  }

  private static CountPair pair(double[] reference, double[] current) {
    return DriftCells.of(NumericSample.of(reference)).pair(NumericSample.of(current));
  }

  private static DriftEffect categorical(double[] reference, double[] current) {
    return CategoricalDrift.of(Population.categories(reference), Population.categories(current))
        .effect();
  }

  private static DriftEffect kolmogorov(double[] reference, double[] current) {
    NumericSample r = NumericSample.of(reference);
    NumericSample c = NumericSample.of(current);
    return KolmogorovSmirnov.effect(EcdfDistance.of(r, c), r, c);
  }

  private static DriftEffect wasserstein(double[] reference, double[] current) {
    NumericSample r = NumericSample.of(reference);
    NumericSample c = NumericSample.of(current);
    return NormedWasserstein.effect(EcdfDistance.of(r, c), r, c);
  }
}
