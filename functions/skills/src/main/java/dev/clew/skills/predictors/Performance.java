package dev.clew.skills.predictors;

import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.Rows;
import dev.clew.traces.rows.Schema;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// What a model said and what happened, in both stretches.
///
/// @param positive the name of the positive class; empty where there is none
public record Performance(Outcomes baseline, Outcomes current, Optional<String> positive) {

  /// Whether the log can be judged.
  public sealed interface Reading {
    record Judged(Performance performance) implements Reading {}

    /// @param why what is missing
    /// @param remedy what would help
    record Unjudged(String why, String remedy) implements Reading {}
  }

  /// Reads the columns that the schema names.
  public static Reading read(Comparison comparison) {
    return switch (comparison.schema().task()) {
      case BINARY -> binary(comparison);
      case MULTICLASS -> multiclass(comparison);
      case REGRESSION -> regression(comparison);
      case RANKING -> ranking(comparison);
      case UNKNOWN ->
          new Reading.Unjudged(
              "nothing says what this predictor predicts",
              "name task, prediction or score, and actual in schema.json");
    };
  }

  private static Reading binary(Comparison comparison) {
    Schema schema = comparison.schema();
    var actual = Pair.of(comparison, schema.actual());
    if (actual.isEmpty()) {
      return noActual();
    }
    var predicted = Pair.of(comparison, schema.prediction());
    var score = Pair.of(comparison, schema.score()).filter(Pair::isNumeric);
    if (predicted.isEmpty() && score.isEmpty()) {
      return noPrediction("prediction or score");
    }
    var labels =
        Labels.of(
            Stream.concat(actual.stream(), predicted.stream()).flatMap(Pair::columns).toList());
    int positive = positive(schema, labels);
    if (positive < 0) {
      return new Reading.Unjudged(
          "no class is known as the positive one",
          "name it as 'positive' in schema.json, as it stands in the actuals");
    }
    boolean probabilities =
        score.isPresent() && score.get().columns().allMatch(Performance::isProbability);
    return new Reading.Judged(
        new Performance(
            new BinaryOutcomes(
                against(labels, actual, true, positive, comparison.baseline().count()),
                against(labels, predicted, true, positive, comparison.baseline().count()),
                numbers(score, true, comparison.baseline().count()),
                probabilities),
            new BinaryOutcomes(
                against(labels, actual, false, positive, comparison.current().count()),
                against(labels, predicted, false, positive, comparison.current().count()),
                numbers(score, false, comparison.current().count()),
                probabilities),
            Optional.of(labels.names().get(positive))));
  }

  private static Reading multiclass(Comparison comparison) {
    Schema schema = comparison.schema();
    var actual = Pair.of(comparison, schema.actual());
    var predicted = Pair.of(comparison, schema.prediction());
    if (actual.isEmpty()) {
      return noActual();
    }
    if (predicted.isEmpty()) {
      return noPrediction("prediction");
    }
    var labels =
        Labels.of(Stream.concat(actual.get().columns(), predicted.get().columns()).toList());
    if (labels.size() == 0 || labels.size() > Labels.MOST) {
      return new Reading.Unjudged(
          "actual and prediction hold no classes, or more than can be told apart",
          "check task, actual and prediction in schema.json");
    }
    return new Reading.Judged(
        new Performance(
            several(comparison, labels, actual.get(), predicted.get(), true),
            several(comparison, labels, actual.get(), predicted.get(), false),
            Optional.empty()));
  }

  private static MulticlassOutcomes several(
      Comparison comparison, Labels labels, Pair actual, Pair predicted, boolean baseline) {
    int[] happened = labels.codes(actual.side(baseline));
    return new MulticlassOutcomes(
        labels.names(),
        happened,
        labels.codes(predicted.side(baseline)),
        ofActual(comparison, labels, happened, baseline));
  }

  /// The probability that each row gave to the class that happened. All unknown where a class that
  /// happens has no column, or a column holds no probabilities: the mean would be about the others.
  private static double[] ofActual(
      Comparison comparison, Labels labels, int[] happened, boolean baseline) {
    double[] unknown = new double[happened.length];
    Arrays.fill(unknown, Double.NaN);
    double[][] given = new double[labels.size()][];
    for (var score : comparison.schema().scores().entrySet()) {
      int code = labels.code(score.getKey());
      var pair =
          Pair.of(comparison, Optional.of(score.getValue()))
              .filter(Pair::isNumeric)
              .filter(column -> column.columns().allMatch(Performance::isProbability));
      if (code >= 0 && pair.isPresent()) {
        given[code] = numbers(pair, baseline, 0);
      }
    }
    double[] probability = unknown.clone();
    for (int row = 0; row < happened.length; row++) {
      if (happened[row] >= 0) {
        if (given[happened[row]] == null) {
          return unknown;
        }
        probability[row] = given[happened[row]][row];
      }
    }
    return probability;
  }

  private static Reading regression(Comparison comparison) {
    Schema schema = comparison.schema();
    var actual = Pair.of(comparison, schema.actual());
    var predicted = Pair.of(comparison, schema.prediction().or(schema::score));
    if (actual.isEmpty()) {
      return noActual();
    }
    if (predicted.isEmpty()) {
      return noPrediction("prediction");
    }
    if (!actual.get().isNumeric() || !predicted.get().isNumeric()) {
      return new Reading.Unjudged(
          "actual or prediction is not a column of numbers",
          "check task, actual and prediction in schema.json");
    }
    return new Reading.Judged(
        new Performance(
            new RegressionOutcomes(numbers(actual, true, 0), numbers(predicted, true, 0)),
            new RegressionOutcomes(numbers(actual, false, 0), numbers(predicted, false, 0)),
            Optional.empty()));
  }

  private static Reading ranking(Comparison comparison) {
    Schema schema = comparison.schema();
    var group = Pair.of(comparison, schema.group());
    var relevance =
        Pair.of(comparison, schema.relevance().or(schema::actual)).filter(Pair::isNumeric);
    if (group.isEmpty() || relevance.isEmpty()) {
      return new Reading.Unjudged(
          "a ranking needs the group and the relevance of each row",
          "name them as 'group' and 'relevance' in schema.json");
    }
    var score = Pair.of(comparison, schema.score()).filter(Pair::isNumeric);
    var rank = Pair.of(comparison, schema.rank()).filter(Pair::isNumeric);
    if (score.isEmpty() && rank.isEmpty()) {
      return noPrediction("score or rank");
    }
    return new Reading.Judged(
        new Performance(
            lists(group.get().baseline(), order(score, rank, true), relevance.get(), true),
            lists(group.get().current(), order(score, rank, false), relevance.get(), false),
            Optional.empty()));
  }

  /// Higher comes first.
  private static double[] order(Optional<Pair> score, Optional<Pair> rank, boolean baseline) {
    if (score.isPresent()) {
      return numbers(score, baseline, 0);
    }
    return Arrays.stream(numbers(rank, baseline, 0)).map(place -> -place).toArray();
  }

  private static RankingOutcomes lists(
      Column group, double[] order, Pair relevance, boolean baseline) {
    int[] codes = Groups.codes(group);
    int groups = Arrays.stream(codes).max().orElse(-1) + 1;
    return new RankingOutcomes(codes, groups, order, numbers(Optional.of(relevance), baseline, 0));
  }

  /// The class the schema names; of two classes without a name, the one that is not zero, false or
  /// no by its order: the second.
  private static int positive(Schema schema, Labels labels) {
    if (schema.positive().isPresent()) {
      return labels.code(schema.positive().get());
    }
    int one = labels.code("1");
    return one >= 0 ? one : labels.size() == 2 ? 1 : -1;
  }

  private static boolean isProbability(Column column) {
    return column instanceof Column.Numbers(_, double[] values, _, _)
        && Arrays.stream(values).allMatch(value -> !(value < 0 || value > 1));
  }

  private static int[] against(
      Labels labels, Optional<Pair> pair, boolean baseline, int positive, int rows) {
    if (pair.isEmpty()) {
      int[] unknown = new int[rows];
      Arrays.fill(unknown, -1);
      return unknown;
    }
    int[] codes = labels.codes(baseline ? pair.get().baseline() : pair.get().current());
    for (int i = 0; i < codes.length; i++) {
      codes[i] = codes[i] < 0 ? -1 : codes[i] == positive ? 1 : 0;
    }
    return codes;
  }

  private static double[] numbers(Optional<Pair> pair, boolean baseline, int rows) {
    if (pair.isPresent()) {
      Column column = baseline ? pair.get().baseline() : pair.get().current();
      if (column instanceof Column.Numbers(_, double[] values, _, _)) {
        return values;
      }
    }
    double[] unknown = new double[rows];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  private static Reading.Unjudged noActual() {
    return new Reading.Unjudged(
        "the log holds no actuals: what really happened is not known",
        "name the column as 'actual' in schema.json, or add a file with ids and actuals under"
            + " 'actuals'");
  }

  private static Reading.Unjudged noPrediction(String what) {
    return new Reading.Unjudged(
        "the log holds no " + what, "name the column as " + what + " in schema.json");
  }

  /// One column in both stretches.
  private record Pair(Column baseline, Column current) {
    static Optional<Pair> of(Comparison comparison, Optional<String> name) {
      if (name.isEmpty()) {
        return Optional.empty();
      }
      Rows before = comparison.baseline();
      Optional<Column> baseline = before.column(name.get());
      Optional<Column> current = comparison.current().column(name.get());
      return baseline.isPresent() && current.isPresent()
          ? Optional.of(new Pair(baseline.get(), current.get()))
          : Optional.empty();
    }

    Column side(boolean before) {
      return before ? baseline : current;
    }

    Stream<Column> columns() {
      return Stream.of(baseline, current);
    }

    boolean isNumeric() {
      return baseline instanceof Column.Numbers && current instanceof Column.Numbers;
    }
  }
}
