package dev.clew.investigation.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordedMetricTest {
  @Test
  void theMetricThatAQuestionNamesIsRead() {
    Map.of(
            "What is the accuracy?", "accuracy",
            "did the F1 fall, or precision?", "f1",
            "weighted F1 please", "weighted_f1",
            "is the mean average precision still fine", "map",
            "average precision per week", "average_precision",
            "what's the log-loss", "log_loss",
            "are the probabilities still calibrated?", "calibration_error",
            "NDCG@10 of the ranker", "ndcg",
            "has the ROC AUC moved", "auc")
        .forEach((question, metric) ->
            assertEquals(Optional.of(metric), WordedMetric.of(question), question));
    for (var question :
        new String[] {
          "Is the model still good?", "draw a map of errors", "is it more accurate now"
        }) {
      assertEquals(Optional.empty(), WordedMetric.of(question), question);
    }
  }

  @Test
  void theGroupThatAQuestionAsksToBeFairToIsRead() {
    Map.of(
            "Is my model fair to women?", "women",
            "is the model biased against the elderly in Rome?", "elderly",
            "Does it discriminate by age?", "age",
            "accuracy for men", "men")
        .forEach((question, group) ->
            assertEquals(Optional.of(group), WordedSegment.of(question), question));
    for (var question :
        new String[] {
          "Is the model still good?", "is the forecast biased", "how good for March?"
        }) {
      assertEquals(Optional.empty(), WordedSegment.of(question), question);
    }
  }
}
