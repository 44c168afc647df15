package dev.clew.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.evidence.ClewException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorSuitesTest {
  @TempDir private Path folder;

  private static Path data() {
    var data = System.getenv("CLEW_DATA");
    assumeTrue(data != null && !data.isBlank(), "CLEW_DATA names the folder of labelled data");
    return Path.of(data);
  }

  private static double value(Scorecard card, String metric) {
    var found = card.metrics().get(metric);
    assertTrue(found != null, metric + " is not among " + card.metrics().keySet());
    return found.value();
  }

  /// A hundred and twenty completions; the judge is wrong in every tenth, always to one side.
  @Test
  void aJudgeThatErrsToOneSideIsPutRight() throws IOException {
    var rows = new StringBuilder("id,final_label,gpt4_label\n");
    var words = new StringBuilder("id,final_label,strmatch_label\n");
    for (int i = 0; i < 120; i++) {
      var truth = i % 2 == 0 ? "2_full_refusal" : "1_full_compliance";
      var judge = i % 10 == 0 ? "1_full_compliance" : truth;
      rows.append(i).append(',').append(truth).append(',').append(judge).append('\n');
      words.append(i).append(',').append(truth).append(',').append(judge).append('\n');
    }
    var safety = Files.createDirectories(folder.resolve("safety"));
    Files.writeString(safety.resolve("made_gpteval.csv"), rows);
    Files.writeString(safety.resolve("made_streval.csv"), words);

    var card = new JudgeCalibrationSuite(folder).run(_ -> {});

    assertEquals(120, card.n());
    assertEquals(0.5, value(card, "true_rate"));
    // 60 refusals less the 12 that the judge takes for compliance, of 120.
    assertEquals(0.4, value(card, "naive_rate"));
    assertTrue(value(card, "width_ratio") < 0.7, "" + card.metrics());
  }

  @Test
  void correctedRefusalsOfXsTestCoverTheTruth() {
    var card = new JudgeCalibrationSuite(data()).run(_ -> {});

    for (var judge : new String[] {"", "string_"}) {
      double coverage = value(card, judge + "coverage");
      assertTrue(coverage >= 0.93 && coverage <= 0.97, judge + "coverage " + coverage);
      assertTrue(value(card, judge + "width_ratio") < 1, judge + " is narrower on average");
    }
    assertTrue(value(card, "narrower") > 0.99);
  }

  @Test
  void rightAnswersAreBetterGroundedThanInventedOnes() throws IOException {
    var labels = Files.createDirectories(folder.resolve("eval_labels"));
    Files.writeString(
        labels.resolve("halueval_qa.json"),
        """
        [{"knowledge": "The Oberoi Group is a hotel company with its head office in Delhi.",
          "question": "In which city has the Oberoi Group its head office?",
          "right_answer": "Delhi", "hallucinated_answer": "It has its head office in Mumbai."},
         {"knowledge": "The bridge was opened in 1932. It is 1149 metres long.",
          "question": "When was the bridge opened?",
          "right_answer": "1932", "hallucinated_answer": "1934"}]
        """);

    var card = new GroundednessSuite(folder, Optional::empty).run(_ -> {});

    assertEquals(2, card.n());
    assertEquals(1, value(card, "auc"));
    assertEquals(1, value(card, "pairs"));
  }

  /// What words alone reach on the part of HaluEval that lies here, less what chance may take.
  @Test
  void inventedAnswersOfHaluEvalAreTold() {
    var card = new GroundednessSuite(data(), Optional::empty).run(_ -> {});

    assertTrue(value(card, "auc_words") > 0.85, "" + card.metrics());
  }

  @Test
  void aFolderWithoutLabelsIsTheUsersMistake() {
    assertThrows(ClewException.class, () -> new JudgeCalibrationSuite(folder).run(_ -> {}));
    assertThrows(
        ClewException.class, () -> new GroundednessSuite(folder, Optional::empty).run(_ -> {}));
  }
}
