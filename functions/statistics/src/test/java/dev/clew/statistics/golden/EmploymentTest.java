package dev.clew.statistics.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.statistics.Bins;
import dev.clew.statistics.CategoricalSample;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.drift.CountPair;
import dev.clew.statistics.drift.EcdfDistance;
import dev.clew.statistics.drift.JensenShannon;
import dev.clew.statistics.drift.PopulationStability;
import dev.clew.statistics.hypothesis.ContingencyTest;
import dev.clew.statistics.performance.ConfusionCounts;
import dev.clew.statistics.performance.RocAuc;
import dev.clew.statistics.performance.ScoredLabels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Oracle: golden/employment_MA_golden.json, computed with scipy 1.10.1 and scikit-learn on
/// 5,000-row chunks against all 68,785 reference rows.
class EmploymentTest {

  private static final double TOLERANCE = 1e-9;
  private static final String REFERENCE = "tabular/employment_MA_reference.csv";
  private static final String ANALYSIS = "tabular/employment_MA_analysis_0_125000.csv";
  private static final String TARGET = "tabular/employment_MA_target_0_125000.csv";

  @Test
  void performanceOfTheReferenceAndOfEveryChunkIsScikitLearns() {
    JsonNode golden = RealData.json("golden/employment_MA_golden.json");
    Map<String, List<String>> reference = RealData.csv(REFERENCE);
    int[] actual = RealData.whole(reference.get("employed"));
    checkPerformance(
        golden.get("reference"),
        actual,
        RealData.whole(reference.get("prediction")),
        RealData.numbers(reference.get("predicted_probability")),
        0,
        actual.length);

    Map<String, List<String>> analysis = RealData.csv(ANALYSIS);
    int[] predicted = RealData.whole(analysis.get("prediction"));
    double[] score = RealData.numbers(analysis.get("predicted_probability"));
    int[] late = RealData.whole(RealData.csv(TARGET).get("employed"));
    assertEquals(25, golden.get("chunks").size());
    for (JsonNode chunk : golden.get("chunks")) {
      int from = chunk.get("start").asInt();
      checkPerformance(chunk, late, predicted, score, from, chunk.get("end").asInt());
    }
  }

  private static void checkPerformance(
      JsonNode expected, int[] actual, int[] predicted, double[] score, int from, int to) {
    ConfusionCounts counts = ConfusionCounts.of(actual, predicted, from, to);
    RocAuc auc = RocAuc.of(ScoredLabels.of(actual, score, from, to)).orElseThrow();
    assertEquals(expected.get("roc_auc").asDouble(), auc.value(), TOLERANCE);
    assertEquals(
        expected.get("accuracy").asDouble(), counts.accuracy().orElseThrow().value(), TOLERANCE);
    assertEquals(expected.get("f1").asDouble(), counts.f1().orElseThrow().value(), TOLERANCE);
  }

  @Test
  void driftOfAgeIsScipys() {
    double[] before = RealData.numbers(RealData.csv(REFERENCE).get("AGEP"));
    double[] later = RealData.numbers(RealData.csv(ANALYSIS).get("AGEP"));
    NumericSample reference = NumericSample.of(before);
    Bins doane = Bins.doane(reference);
    for (JsonNode chunk : RealData.json("golden/employment_MA_golden.json").get("chunks")) {
      NumericSample current =
          NumericSample.of(later, chunk.get("start").asInt(), chunk.get("end").asInt());
      EcdfDistance distance = EcdfDistance.of(reference, current);
      assertEquals(chunk.get("ks_AGEP").asDouble(), distance.ks(), TOLERANCE);
      assertEquals(chunk.get("wasserstein_AGEP").asDouble(), distance.wasserstein(), TOLERANCE);
      assertEquals(chunk.get("mean_AGEP").asDouble(), current.mean(), TOLERANCE);
      assertEquals(
          chunk.get("js_AGEP_doane").asDouble(),
          JensenShannon.of(CountPair.of(doane, reference, current)),
          TOLERANCE);
    }
  }

  @Test
  void driftOfCategoriesIsScipys() {
    Map<String, List<String>> before = RealData.csv(REFERENCE);
    Map<String, List<String>> later = RealData.csv(ANALYSIS);
    int[] relationBefore = RealData.whole(before.get("RELP"));
    int[] relationLater = RealData.whole(later.get("RELP"));
    int[] schoolBefore = RealData.whole(before.get("SCHL"));
    int[] schoolLater = RealData.whole(later.get("SCHL"));
    int codes = 30;
    for (JsonNode chunk : RealData.json("golden/employment_MA_golden.json").get("chunks")) {
      int from = chunk.get("start").asInt();
      int to = chunk.get("end").asInt();
      CountPair relation =
          CountPair.of(
              CategoricalSample.of(relationBefore, codes),
              CategoricalSample.of(relationLater, codes, from, to));
      CountPair school =
          CountPair.of(
              CategoricalSample.of(schoolBefore, codes),
              CategoricalSample.of(schoolLater, codes, from, to));
      assertEquals(chunk.get("js_RELP").asDouble(), JensenShannon.of(relation), TOLERANCE);
      assertEquals(chunk.get("js_SCHL").asDouble(), JensenShannon.of(school), TOLERANCE);
      assertEquals(chunk.get("psi_RELP").asDouble(), PopulationStability.of(relation), TOLERANCE);
      assertEquals(
          chunk.get("chi2_RELP").asDouble(),
          ContingencyTest.chiSquare().independence(relation).statistic(),
          TOLERANCE);
      assertEquals(
          chunk.get("share_RELP_17").asDouble(),
          (double) relation.currentCount(17) / relation.currentRows(),
          TOLERANCE);
    }
  }
}
