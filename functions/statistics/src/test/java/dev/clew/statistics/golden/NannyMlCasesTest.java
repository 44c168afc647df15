package dev.clew.statistics.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.statistics.Bins;
import dev.clew.statistics.CategoricalSample;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.drift.CountPair;
import dev.clew.statistics.drift.EcdfDistance;
import dev.clew.statistics.drift.Hellinger;
import dev.clew.statistics.drift.JensenShannon;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Oracle: NannyML's own univariate test cases (golden/nannyml_univariate_cases.json), `expected`
/// rounded as its tests round and `recomputed_here` to six digits.
class NannyMlCasesTest {

  @Test
  void everyUnivariateCaseIsNannyMls() {
    JsonNode cases = RealData.json("golden/nannyml_univariate_cases.json");
    assertEquals(7, cases.size());
    for (JsonNode expected : cases) {
      String name = expected.get("test").asText();
      double value = compute(name);
      assertEquals(expected.get("recomputed_here").asDouble(), value, 5.1e-7, name);
      double unit = Math.pow(10, -expected.get("round").asInt());
      assertEquals(expected.get("expected").asDouble(), Math.rint(value / unit) * unit, 1e-9, name);
    }
  }

  private static double compute(String name) {
    if (name.equals("js_categorical")) {
      return JensenShannon.of(CountPair.of(codes(name + "_ref"), codes(name + "_ana")));
    }
    NumericSample reference = NumericSample.of(column(name + "_ref"));
    NumericSample current = NumericSample.of(column(name + "_ana"));
    if (name.startsWith("wasserstein")) {
      return EcdfDistance.of(reference, current).wasserstein();
    }
    assertEquals(name.equals("js_quasi_continuous"), reference.isQuasiDiscrete(), name);
    CountPair pair =
        reference.isQuasiDiscrete()
            ? CountPair.ofValues(reference, current)
            : CountPair.of(Bins.doane(reference), reference, current);
    assertTrue(name.startsWith("js") || name.startsWith("hellinger"), name);
    return name.startsWith("js") ? JensenShannon.of(pair) : Hellinger.of(pair);
  }

  private static double[] column(String file) {
    return RealData.numbers(
        RealData.csv("golden/nannyml_inputs/" + file + ".csv").values().iterator().next());
  }

  private static CategoricalSample codes(String file) {
    List<String> cells =
        RealData.csv("golden/nannyml_inputs/" + file + ".csv").values().iterator().next();
    return CategoricalSample.of(
        cells.stream().mapToInt(cell -> cell.charAt(0) - 'a').toArray(), 26);
  }
}
