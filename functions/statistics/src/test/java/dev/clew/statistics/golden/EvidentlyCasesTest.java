package dev.clew.statistics.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.drift.CountPair;
import dev.clew.statistics.drift.EnergyDistance;
import dev.clew.statistics.drift.Hellinger;
import dev.clew.statistics.hypothesis.Alternative;
import dev.clew.statistics.hypothesis.AndersonDarlingTest;
import dev.clew.statistics.hypothesis.ContingencyTest;
import dev.clew.statistics.hypothesis.CramerVonMisesTest;
import dev.clew.statistics.hypothesis.FisherExactTest;
import dev.clew.statistics.hypothesis.MannWhitneyTest;
import dev.clew.statistics.hypothesis.PermutationTest;
import dev.clew.statistics.interval.WilsonInterval;
import java.io.IOException;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Oracle: evidently_stattest_cases.json, what Evidently's own tests expect, with the tolerance
/// stated there.
///
/// Two of its conventions differ from what a reader may think: its chi-square and G tests take the
/// reference's shares as exact (goodness of fit), and its Mann-Whitney expectation is one-sided
/// (.481; two-sided it is .963).
class EvidentlyCasesTest {

  @Test
  void everyCaseIsEvidentlys() throws IOException {
    JsonNode cases =
        new ObjectMapper().readTree(getClass().getResource("evidently_stattest_cases.json"));
    assertEquals(10, cases.size());
    for (JsonNode expected : cases) {
      String name = expected.get("test").asText();
      if (name.equals("tvd_permutation_p")) {
        permutationsAgree(expected);
      } else {
        assertEquals(
            expected.get("expected").asDouble(),
            compute(name, expected),
            expected.get("abs").asDouble(),
            name);
      }
    }
  }

  private static double compute(String name, JsonNode given) {
    return switch (name) {
      case "chisquare" -> ContingencyTest.chiSquare().goodnessOfFit(pair(given)).pValue();
      case "g_test" -> ContingencyTest.likelihoodRatio().goodnessOfFit(pair(given)).pValue();
      case "hellinger" -> Hellinger.of(pair(given));
      case "fisher_exact" -> {
        CountPair pair = pair(given);
        yield FisherExactTest.withDefaults()
            .test(
                pair.referenceCount(0),
                pair.referenceCount(1),
                pair.currentCount(0),
                pair.currentCount(1))
            .pValue();
      }
      case "anderson_darling" ->
          AndersonDarlingTest.withDefaults()
              .test(sample(given, "reference"), sample(given, "current"))
              .pValue();
      case "cramer_von_mises" ->
          CramerVonMisesTest.withDefaults()
              .test(sample(given, "reference"), sample(given, "current"))
              .pValue();
      case "energy_distance" ->
          EnergyDistance.of(sample(given, "reference"), sample(given, "current"));
      case "mann_whitney_u" -> {
        MannWhitneyTest test = MannWhitneyTest.withDefaults();
        NumericSample reference = sample(given, "reference");
        NumericSample current = sample(given, "current");
        assertEquals(.963, test.test(reference, current).pValue(), 5e-4);
        yield test.with(Alternative.LESS).test(reference, current).pValue();
      }
      default -> throw new IllegalArgumentException("unknown case " + name);
    };
  }

  /// Evidently's p comes from permutations of its own: it must lie in the 99.9 % interval of ours,
  /// widened by its tolerance.
  private static void permutationsAgree(JsonNode expected) {
    int permutations = 10_000;
    double p =
        PermutationTest.withSeed(17).withPermutations(permutations).test(pair(expected)).pValue();
    var interval = WilsonInterval.ofShare(p, permutations, 0.999);
    double value = expected.get("expected").asDouble();
    double tolerance = expected.get("abs").asDouble();
    assertTrue(
        interval.low() - tolerance <= value && value <= interval.high() + tolerance,
        value + " is not within " + interval);
  }

  private static NumericSample sample(JsonNode given, String side) {
    return NumericSample.of(
        StreamSupport.stream(given.get(side).spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .toArray());
  }

  private static CountPair pair(JsonNode given) {
    TreeMap<String, long[]> counts = new TreeMap<>();
    given.get("reference").forEach(v -> counts.computeIfAbsent(v.asText(), k -> new long[2])[0]++);
    given.get("current").forEach(v -> counts.computeIfAbsent(v.asText(), k -> new long[2])[1]++);
    return CountPair.of(
        counts.values().stream().mapToLong(pair -> pair[0]).toArray(),
        counts.values().stream().mapToLong(pair -> pair[1]).toArray());
  }
}
