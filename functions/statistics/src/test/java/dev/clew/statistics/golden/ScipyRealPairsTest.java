package dev.clew.statistics.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.statistics.Bins;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.drift.CountPair;
import dev.clew.statistics.drift.EcdfDistance;
import dev.clew.statistics.drift.EnergyDistance;
import dev.clew.statistics.drift.PopulationStability;
import dev.clew.statistics.hypothesis.KolmogorovSmirnovTest;
import dev.clew.statistics.hypothesis.MannWhitneyTest;
import dev.clew.statistics.hypothesis.PValueMethod;
import dev.clew.statistics.hypothesis.TestResult;
import dev.clew.statistics.hypothesis.WelchTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Oracle: golden/scipy_real_pairs.json, scipy 1.10.1 on hourly bike rentals of 2011 against 2012;
/// every figure to 1e-9 of its size, p-values below 1e-300 equal.
class ScipyRealPairsTest {

  private static final double RELATIVE = 1e-9;

  @Test
  void everyFigureOfBothYearsIsScipys() {
    Map<String, List<String>> rows = RealData.csv("tabular/bike_hour.csv");
    JsonNode golden = RealData.json("golden/scipy_real_pairs.json");
    assertEquals(6, golden.size());
    golden
        .properties()
        .forEach(entry -> {
          String column = entry.getKey().substring(entry.getKey().indexOf('.') + 1);
          check(entry.getValue(), year(rows, column, "0"), year(rows, column, "1"), column);
        });
  }

  private static void check(JsonNode expected, double[] before, double[] after, String column) {
    NumericSample reference = NumericSample.of(before);
    NumericSample current = NumericSample.of(after);
    assertEquals(expected.get("n1").asInt(), reference.size());
    assertEquals(expected.get("n2").asInt(), current.size());
    close(expected, "mean1", reference.mean(), column);
    close(expected, "mean2", current.mean(), column);
    close(expected, "std1", reference.standardDeviation(), column);
    close(expected, "std2", current.standardDeviation(), column);
    EcdfDistance distance = EcdfDistance.of(reference, current);
    TestResult ks =
        KolmogorovSmirnovTest.withDefaults().with(PValueMethod.ASYMPTOTIC).test(reference, current);
    close(expected, "ks", ks.statistic(), column);
    close(expected, "ks_p", ks.pValue(), column);
    close(expected, "wasserstein", distance.wasserstein(), column);
    close(
        expected,
        "psi_decile_ref",
        PopulationStability.of(CountPair.of(Bins.quantiles(reference, 10), reference, current)),
        column);
    close(
        expected,
        "mwu_p",
        MannWhitneyTest.withDefaults().test(reference, current).pValue(),
        column);
    TestResult welch = WelchTest.withDefaults().test(reference, current);
    close(expected, "welch_t", welch.statistic(), column);
    close(expected, "welch_p", welch.pValue(), column);
    double energy =
        EnergyDistance.of(
            NumericSample.of(Arrays.copyOf(before, 2000)),
            NumericSample.of(Arrays.copyOf(after, 2000)));
    close(expected, "energy", energy, column);
  }

  private static void close(JsonNode expected, String figure, double actual, String column) {
    double value = expected.get(figure).asDouble();
    if (!(figure.endsWith("_p") && value < 1e-300 && actual < 1e-300)) {
      assertEquals(value, actual, RELATIVE * Math.abs(value), column + " " + figure);
    }
  }

  private static double[] year(Map<String, List<String>> rows, String column, String year) {
    double[] values = RealData.numbers(rows.get(column));
    List<String> years = rows.get("yr");
    double[] kept = new double[values.length];
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      if (years.get(i).equals(year)) {
        kept[n++] = values[i];
      }
    }
    return Arrays.copyOf(kept, n);
  }
}
