package dev.clew.investigation.routing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The figure of merit that a question names.
final class WordedMetric {
  /// Longer names before those that they hold.
  private static final Map<String, Pattern> METRICS = metrics();

  private WordedMetric() {}

  private static Map<String, Pattern> metrics() {
    var metrics = new LinkedHashMap<String, Pattern>();
    put(metrics, "calibration_error", "calibration(?: error)?|calibrated|(?-i:ECE)");
    put(metrics, "log_loss", "log[- _]?loss|cross[- ]?entropy");
    put(metrics, "brier", "brier(?: score)?");
    put(metrics, "map", "mean average precision|(?-i:MAP)(?:@\\d+)?");
    put(metrics, "average_precision", "average precision|pr[- ]?auc|auc[- ]?pr|(?-i:AP)");
    put(metrics, "auc", "(?:roc[- ]?)?auc|auroc|roc|gini");
    put(metrics, "macro_f1", "macro[- ]?(?:averaged )?f[- ]?1");
    put(metrics, "weighted_f1", "weighted[- ]?f[- ]?1");
    put(metrics, "f1", "f[- ]?1(?:[- ]score)?|f[- ]score|f[- ]measure");
    put(metrics, "accuracy", "accurac(?:y|ies)|error rate");
    put(metrics, "precision", "precision");
    put(metrics, "recall", "recall|sensitivity");
    put(metrics, "rmse", "rmse|root mean squared? error");
    put(metrics, "mae", "mae|mean absolute error");
    put(metrics, "r2", "r2|r²|r[- ]squared");
    put(metrics, "ndcg", "ndcg(?:@\\d+)?");
    put(metrics, "mrr", "mrr(?:@\\d+)?|mean reciprocal rank");
    return metrics;
  }

  private static void put(Map<String, Pattern> metrics, String id, String words) {
    metrics.put(
        id,
        Pattern.compile(
            "(?<![\\p{L}\\p{Nd}_])(?:" + words + ")(?![\\p{L}\\p{Nd}_])",
            Pattern.CASE_INSENSITIVE));
  }

  /// Its id: of several the first in the question; of two names for one place the longer.
  static Optional<String> of(String question) {
    Optional<String> best = Optional.empty();
    int first = Integer.MAX_VALUE;
    for (var metric : METRICS.entrySet()) {
      var found = metric.getValue().matcher(question);
      if (found.find() && found.start() < first) {
        first = found.start();
        best = Optional.of(metric.getKey());
      }
    }
    return best;
  }
}
