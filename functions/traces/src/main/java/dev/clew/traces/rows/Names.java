package dev.clew.traces.rows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The names that people give to the columns of an inference log, best first.
final class Names {
  static final List<String> ID =
      List.of(
          "prediction_id",
          "inference_id",
          "id",
          "request_id",
          "event_id",
          "record_id",
          "row_id",
          "transaction_id",
          "uuid",
          "guid",
          "*_id");

  static final List<String> TIMESTAMP =
      List.of(
          "timestamp",
          "prediction_timestamp",
          "prediction_ts",
          "event_timestamp",
          "event_time",
          "inference_time",
          "ts",
          "datetime",
          "time",
          "created_at",
          "logged_at",
          "date",
          "*_timestamp",
          "*_ts",
          "*_time",
          "*_at",
          "*_date",
          "dteday");

  static final List<String> SCORE =
      List.of(
          "y_pred_proba",
          "predicted_probability",
          "prediction_probability",
          "predicted_proba",
          "prediction_score",
          "y_score",
          "y_proba",
          "score",
          "probability",
          "proba",
          "prob",
          "confidence",
          "*_proba",
          "*_probability",
          "*_prob",
          "*_score");

  static final List<String> PREDICTION =
      List.of(
          "prediction",
          "y_pred",
          "predicted",
          "pred",
          "predicted_label",
          "prediction_label",
          "predicted_class",
          "predicted_value",
          "yhat",
          "y_hat",
          "ypred",
          "y_predicted",
          "model_output",
          "*_prediction",
          "*_predicted",
          "*_pred",
          "predicted_*",
          "pred_*");

  static final List<String> ACTUAL =
      List.of(
          "actual",
          "y_true",
          "ground_truth",
          "actual_label",
          "actual_value",
          "true_label",
          "target",
          "label",
          "truth",
          "gt",
          "outcome",
          "*_actual",
          "*_target",
          "*_true",
          "*_label",
          "*_gt",
          "*_outcome",
          "actual_*",
          "class");

  /// How the probabilities of several classes are named; the star is the class.
  static final List<String> CLASS_SCORE =
      List.of(
          "p_*",
          "prob_*",
          "proba_*",
          "probability_*",
          "score_*",
          "*_prob",
          "*_proba",
          "*_probability",
          "*_score");

  /// Beside these, a bare `y` is what happened.
  static final List<String> HAT =
      List.of(
          "yhat",
          "y_hat",
          "y_pred",
          "ypred",
          "y_predicted",
          "y_score",
          "y_prob",
          "y_proba",
          "y_pred_proba");

  static final List<String> POSITIVE = List.of("1", "true", "yes", "y", "t", "positive", "pos");

  private Names() {}

  /// Whether a column's name alone gives it away as score, prediction or actual: the names of that
  /// role.
  static Optional<List<String>> role(String column) {
    return List.of(SCORE, PREDICTION, ACTUAL).stream()
        .filter(names -> find(names, List.of(column), _ -> true).isPresent())
        .findFirst();
  }

  /// Marks of a prediction at either end of the name of what it foretells, the longest first.
  private static final Pattern FORETELLS =
      Pattern.compile(
          "^(?:predicted|prediction|pred|prob|proba|probability|score|p)_(.+)$"
              + "|^(.+?)_(?:pred_proba|pred_score|prediction_score|predicted|prediction|pred|probability|proba|prob"
              + "|score|hat)$");

  private static final Pattern ASKS = Pattern.compile("^(?:is|has|was|did|does)_");

  /// An ending that makes of an event what happened: `churn` and `churned`, `default` and
  /// `defaulted`.
  private static final Set<String> ENDINGS = Set.of("", "d", "ed", "s", "flag", "_flag");

  /// Shorter names tell too little.
  private static final int TELLING = 3;

  /// What a column foretells, as its name has it: `churn` of `churn_pred`.
  static Optional<String> foretold(String column) {
    var matcher = FORETELLS.matcher(words(column));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var what = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return Optional.of(what).filter(one -> one.length() >= TELLING);
  }

  /// Whether a column tells by its name whether, or how much of, something came.
  ///
  /// @param what as [#foretold] names it
  static boolean tellsOf(String column, String what) {
    var own = ASKS.matcher(words(column)).replaceFirst("");
    var event = ASKS.matcher(what).replaceFirst("");
    return own.startsWith(event) && ENDINGS.contains(own.substring(event.length()));
  }

  /// Whether a column's name is one of those of actuals.
  static boolean isActual(String column) {
    return find(ACTUAL, List.of(column), _ -> true).isPresent();
  }

  /// The first column that bears one of the names, in the order of the names, and passes the check.
  static Optional<String> find(
      List<String> names, Iterable<String> columns, Predicate<String> check) {
    for (var name : names) {
      for (var column : columns) {
        if (matches(name, words(column)) && check.test(column)) {
          return Optional.of(column);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean matches(String name, String words) {
    if (name.startsWith("*")) {
      return words.endsWith(name.substring(1));
    }
    if (name.endsWith("*")) {
      return words.startsWith(name.substring(0, name.length() - 1));
    }
    return words.equals(name);
  }

  /// `PassengerId`, `passenger-id` and `Passenger ID` are all `passenger_id`.
  static String words(String column) {
    return column
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9]+", "_")
        .replaceAll("^_+|_+$", "")
        .toLowerCase(Locale.ROOT);
  }
}
