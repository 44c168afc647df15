package dev.clew.traces.rows;

import dev.clew.traces.rows.Schema.Order;
import dev.clew.traces.rows.Schema.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Completes what a `schema.json` leaves open (all of it, where there is none) from names and
/// values, and says each conclusion in words. What is stated is never changed.
final class Inference {
  /// A column of integers with no more distinct values is taken for categories.
  static final int FEW = 25;

  /// ... provided that each occurs this often on average; else there are few because rows are few.
  private static final int REPEATED = 4;

  /// Fewer rows than this may count up by chance.
  private static final int COUNTED = 10;

  /// Labels with no more distinct values than this are classes.
  private static final int CLASSES = 50;

  /// Integers with no more distinct values than this are classes; with more they are amounts.
  private static final int NUMBERED_CLASSES = 10;

  /// A text with more distinct values than this share of its rows says nothing about groups of
  /// rows.
  private static final double NEARLY_UNIQUE = 0.5;

  private final SchemaFile stated;
  private final Observed observed;
  private final Notes notes;
  private final Set<String> taken = new LinkedHashSet<>();

  private Inference(SchemaFile stated, Observed observed, Notes notes) {
    this.stated = stated;
    this.observed = observed;
    this.notes = notes;
  }

  /// The whole schema.
  static Schema complete(
      String predictor, SchemaFile stated, Schema.Files files, Observed observed, Notes notes) {
    return new Inference(stated, observed, notes).schema(predictor, files);
  }

  private Schema schema(String predictor, Schema.Files files) {
    taken.addAll(stated.namedColumns().keySet());
    taken.removeAll(stated.features());
    taken.removeAll(stated.categorical());
    var group = stated.column("group");
    var rank = stated.column("rank");
    var relevance = stated.column("relevance");
    var id = role("id", this::id);
    var timestamp = role("timestamp", this::timestamp);
    var actual = role("actual", () -> actual(id));
    var scores = scores(actual);
    var score = role("score", this::score);
    var prediction = role("prediction", this::prediction);
    if (isScore(prediction, score, actual)) {
      notes.infer(
          "'"
              + prediction.orElseThrow()
              + "' is taken as the score: it lies between 0 and 1 and is no label");
      score = prediction;
      prediction = Optional.empty();
    }
    var task =
        stated.task().isPresent()
            ? stated.task().get()
            : task(prediction, score, actual, relevance);
    var positive =
        stated.states("positive") || task != Task.BINARY
            ? asWritten(stated.positive(), prediction, actual)
            : positive(prediction, score, actual);
    compareLabels(task, prediction, actual);
    var features = stated.states("features") ? stated.features() : features();
    var categorical = categorical(features);
    return new Schema(
        predictor,
        task,
        order(timestamp),
        timestamp,
        id,
        prediction,
        score,
        positive,
        actual,
        features,
        categorical,
        stated.tags(),
        stated.embeddings(),
        group,
        rank,
        relevance,
        files,
        stated.chunk().orElse(Chunking.DEFAULT),
        stated.firstRow(),
        task == Task.MULTICLASS ? scores : Map.of());
  }

  private Optional<String> role(String field, Supplier<Optional<String>> inferred) {
    if (stated.states(field)) {
      return stated.column(field);
    }
    var column = inferred.get();
    column.ifPresent(taken::add);
    return column;
  }

  private Order order(Optional<String> timestamp) {
    if (stated.order().isPresent()) {
      return stated.order().get();
    }
    if (timestamp.isEmpty()) {
      notes.infer("rows stand in order of arrival, as there is no timestamp");
      return Order.ROW;
    }
    return Order.TIME;
  }

  private Set<String> free() {
    var free = observed.candidates();
    free.removeAll(taken);
    free.removeAll(stated.features());
    return free;
  }

  private Optional<String> id() {
    if (!observed.actuals().isEmpty()) {
      var shared =
          free().stream()
              .filter(observed.actuals()::containsKey)
              .filter(column -> Distinct.everyRow(observed.current(column)))
              .findFirst();
      if (shared.isPresent()) {
        notes.infer("'" + shared.get() + "' is taken as the id: the actuals share it");
        return shared;
      }
    }
    var named = Names.find(Names.ID, free(), column -> Distinct.everyRow(observed.current(column)));
    if (named.isPresent()) {
      notes.infer("'" + named.get() + "' is taken as the id: named so, and unique");
      return named;
    }
    var counter =
        free().stream()
            .filter(column -> observed.rows() - observed.baselineRows() >= COUNTED)
            .filter(column -> Names.role(column).isEmpty())
            .filter(column -> observed.kind(column) instanceof Column.Numbers)
            .filter(column -> Distinct.counts(observed.current(column)))
            .findFirst();
    counter.ifPresent(column ->
        notes.infer("'" + column + "' is taken as the id: it counts up by one from row to row"));
    return counter;
  }

  private Optional<String> timestamp() {
    var named =
        Names.find(
            Names.TIMESTAMP,
            free(),
            column ->
                switch (observed.column(column)) {
                  case Column.Times _ -> true;
                  case Column.Numbers numbers -> epochs(numbers);
                  case Column.Categories _ -> false;
                });
    if (named.isPresent()) {
      notes.infer("'" + named.get() + "' is taken as the time: named so, and it holds times");
      return named;
    }
    var times =
        free().stream().filter(column -> observed.kind(column) instanceof Column.Times).toList();
    if (times.size() == 1) {
      notes.infer("'" + times.getFirst() + "' is taken as the time: no other column holds times");
      return Optional.of(times.getFirst());
    }
    return Optional.empty();
  }

  private static boolean epochs(Column.Numbers numbers) {
    int filled = 0;
    for (double value : numbers.values()) {
      if (!Double.isNaN(value)) {
        filled++;
        if (Double.isNaN(TimeText.epochMillis(value))) {
          return false;
        }
      }
    }
    return filled > 0;
  }

  private Optional<String> actual(Optional<String> id) {
    if (!observed.actuals().isEmpty()) {
      var others = new ArrayList<>(observed.actuals().keySet());
      id.ifPresent(others::remove);
      if (others.size() == 1) {
        notes.infer(
            "'" + others.getFirst() + "' is taken as the actual: the file of actuals holds it");
        return Optional.of(others.getFirst());
      }
      var named = Names.find(Names.ACTUAL, others, _ -> true);
      named.ifPresent(column -> notes.infer("'" + column + "' is taken as the actual: named so"));
      return named;
    }
    var all = new LinkedHashSet<>(observed.columns().keySet());
    all.removeAll(taken);
    all.removeAll(stated.features());
    var named = Names.find(Names.ACTUAL, all, _ -> true).or(() -> besideHat(all));
    if (named.isEmpty()) {
      var foretold = foretold(all);
      if (foretold.isPresent()) {
        return foretold;
      }
    }
    if (named.isPresent()) {
      notes.infer(
          "'" + named.get() + "' is taken as the actual: named so" + others(named.get(), all));
      return named;
    }
    var onlyBefore =
        observed.baselineHas().stream()
            .filter(column -> !observed.currentHas().contains(column) && !taken.contains(column))
            .toList();
    if (observed.baselineRows() < observed.rows() && onlyBefore.size() == 1) {
      notes.infer(
          "'"
              + onlyBefore.getFirst()
              + "' is taken as the actual: the baseline has it, the current rows wait for it");
      return Optional.of(onlyBefore.getFirst());
    }
    return Optional.empty();
  }

  /// A bare `y` is what happened where another column is the model's word for it, such as `yhat`.
  private static Optional<String> besideHat(Set<String> columns) {
    return columns.stream().anyMatch(column -> Names.HAT.contains(Names.words(column)))
        ? columns.stream().filter(column -> Names.words(column).equals("y")).findFirst()
        : Optional.empty();
  }

  /// What another column foretells by its name: `churned` beside `churn_pred`, `price` beside
  /// `predicted_price`, `is_fraud` beside `fraud_score`. Only where one column fits.
  private Optional<String> foretold(Set<String> columns) {
    for (var foretelling : columns) {
      var what = Names.foretold(foretelling);
      var happened =
          columns.stream()
              .filter(column -> !column.equals(foretelling) && Names.foretold(column).isEmpty())
              .filter(column -> what.stream().anyMatch(one -> Names.tellsOf(column, one)))
              .filter(column -> alike(observed.column(foretelling), observed.column(column)))
              .toList();
      if (happened.size() == 1) {
        notes.infer(
            "'"
                + happened.getFirst()
                + "' is taken as the actual: by its name '"
                + foretelling
                + "' foretells it");
        return Optional.of(happened.getFirst());
      }
    }
    return Optional.empty();
  }

  /// Whether one column may foretell another: amounts an amount, labels or a probability a label.
  private static boolean alike(Column foretelling, Column happened) {
    if (Distinct.upTo(happened, CLASSES).size() < CLASSES) {
      return true;
    }
    return foretelling instanceof Column.Numbers && happened instanceof Column.Numbers;
  }

  /// Which other columns are named like an actual, so that a reader can choose another.
  private static String others(String chosen, Set<String> columns) {
    var others =
        columns.stream()
            .filter(column -> !column.equals(chosen))
            .filter(column -> Names.isActual(column))
            .toList();
    return others.isEmpty()
        ? ""
        : " (so "
            + (others.size() == 1 ? "is " : "are ")
            + String.join(", ", others)
            + ": state 'actual' in schema.json if another one is meant)";
  }

  /// The columns of the classes' probabilities, where each of several classes has one that is named
  /// after it.
  private Map<String, String> scores(Optional<String> actual) {
    if (stated.states("scores")) {
      return stated.scores();
    }
    var classes = actual.map(this::labels).orElse(List.of());
    if (classes.size() < 3
        || classes.size() >= CLASSES
        || stated.task().filter(task -> task != Task.MULTICLASS).isPresent()) {
      return Map.of();
    }
    for (var form : Names.CLASS_SCORE) {
      var found = new LinkedHashMap<String, String>();
      for (var label : classes) {
        var name = Names.words(form.replace("*", label));
        free().stream()
            .filter(column -> Names.words(column).equals(name))
            .filter(column ->
                observed.column(column) instanceof Column.Numbers numbers && within01(numbers))
            .findFirst()
            .ifPresent(column -> found.put(label, column));
      }
      if (found.size() == classes.size()) {
        taken.addAll(found.values());
        notes.infer(
            "the probabilities of the classes are taken from "
                + String.join(", ", found.values())
                + ": named after them, from 0 to 1");
        return found;
      }
    }
    return Map.of();
  }

  private Optional<String> score() {
    var named =
        Names.find(
            Names.SCORE,
            free(),
            column ->
                observed.column(column) instanceof Column.Numbers numbers
                    && (within01(numbers) || Names.words(column).equals("prediction_score")));
    named.ifPresent(
        column -> notes.infer("'" + column + "' is taken as the score: named so, from 0 to 1"));
    return named;
  }

  private Optional<String> prediction() {
    var named = Names.find(Names.PREDICTION, free(), _ -> true);
    named.ifPresent(column -> notes.infer("'" + column + "' is taken as the prediction: named so"));
    return named;
  }

  private static boolean within01(Column.Numbers numbers) {
    boolean any = false;
    for (double value : numbers.values()) {
      if (value < 0 || value > 1) {
        return false;
      }
      any |= !Double.isNaN(value);
    }
    return any;
  }

  /// Whether what was named a prediction is a probability of an actual with two labels.
  private boolean isScore(
      Optional<String> prediction, Optional<String> score, Optional<String> actual) {
    if (prediction.isEmpty()
        || score.isPresent()
        || actual.isEmpty()
        || stated.states("prediction")
        || stated.states("score")) {
      return false;
    }
    return observed.column(prediction.get()) instanceof Column.Numbers numbers
        && !numbers.whole()
        && within01(numbers)
        && labels(actual.get()).size() == 2;
  }

  private List<String> labels(String column) {
    var labels = new LinkedHashSet<String>();
    if (observed.columns().containsKey(column)) {
      labels.addAll(Distinct.upTo(observed.column(column), CLASSES));
    }
    var late = observed.actuals().get(column);
    if (late != null) {
      labels.addAll(Distinct.upTo(late, CLASSES));
    }
    return List.copyOf(labels);
  }

  private boolean anyColumn(String name, Predicate<Column> check) {
    var own = observed.columns().get(name);
    var late = observed.actuals().get(name);
    return (own != null && check.test(own.whole())) || (late != null && check.test(late));
  }

  private Task task(
      Optional<String> prediction,
      Optional<String> score,
      Optional<String> actual,
      Optional<String> relevance) {
    if (relevance.isPresent()) {
      notes.infer("the task is ranking, as there is a relevance");
      return Task.RANKING;
    }
    var labels = new LinkedHashSet<String>();
    actual.ifPresent(column -> labels.addAll(labels(column)));
    prediction.ifPresent(column -> labels.addAll(labels(column)));
    if (labels.isEmpty()) {
      var task = score.isPresent() ? Task.BINARY : Task.UNKNOWN;
      notes.infer(
          score.isPresent()
              ? "the task is binary: there is a score between 0 and 1 and nothing else"
              : "no prediction and no actual were recognised: a table to look over");
      return task;
    }
    boolean fractions = fractions(actual) || fractions(prediction);
    boolean texts = texts(actual) || texts(prediction);
    Task task;
    if (!fractions && labels.size() <= 2) {
      task = Task.BINARY;
    } else if (texts || (!fractions && labels.size() <= NUMBERED_CLASSES)) {
      task = labels.size() > CLASSES ? Task.UNKNOWN : Task.MULTICLASS;
    } else {
      task = Task.REGRESSION;
    }
    notes.infer(
        switch (task) {
          case BINARY -> "the task is binary: the labels are " + String.join(" and ", labels);
          case MULTICLASS -> "the task is multiclass: there are " + labels.size() + " labels";
          case REGRESSION -> "the task is regression: what is predicted are numbers";
          case RANKING, UNKNOWN ->
              "the task is unknown: more than " + CLASSES + " different texts are no classes";
        });
    return task;
  }

  private boolean fractions(Optional<String> name) {
    return name.isPresent()
        && anyColumn(
            name.get(), column -> column instanceof Column.Numbers numbers && fraction(numbers));
  }

  private static boolean fraction(Column.Numbers numbers) {
    for (double value : numbers.values()) {
      if (!Double.isNaN(value) && value != Math.rint(value)) {
        return true;
      }
    }
    return false;
  }

  private boolean texts(Optional<String> name) {
    return name.isPresent() && anyColumn(name.get(), column -> column instanceof Column.Categories);
  }

  private Optional<String> positive(
      Optional<String> prediction, Optional<String> score, Optional<String> actual) {
    var labels = new LinkedHashSet<String>();
    actual.ifPresent(column -> labels.addAll(labels(column)));
    prediction.ifPresent(column -> labels.addAll(labels(column)));
    if (labels.isEmpty()) {
      return Optional.empty();
    }
    for (var word : Names.POSITIVE) {
      var found = labels.stream().filter(label -> label.equalsIgnoreCase(word)).findFirst();
      if (found.isPresent()) {
        notes.infer("'" + found.get() + "' is taken as the positive label");
        return found;
      }
    }
    var scored = prediction.isPresent() ? prediction : actual;
    if (scored.isPresent() && score.isPresent() && observed.columns().containsKey(scored.get())) {
      var best = highestScored(scored.get(), score.get());
      best.ifPresent(label ->
          notes.infer("'" + label + "' is taken as the positive label: its scores are higher"));
      if (best.isPresent()) {
        return best;
      }
    }
    var last = labels.stream().sorted().toList().getLast();
    notes.infer(
        "'"
            + last
            + "' is taken as the positive label, for want of a better reason than its"
            + " place in the alphabet: state 'positive' in schema.json");
    return Optional.of(last);
  }

  /// The stated label as the rows write it: `true` may be `True` there.
  private Optional<String> asWritten(
      Optional<String> positive, Optional<String> prediction, Optional<String> actual) {
    var labels = new LinkedHashSet<String>();
    actual.ifPresent(column -> labels.addAll(labels(column)));
    prediction.ifPresent(column -> labels.addAll(labels(column)));
    if (positive.isEmpty() || labels.isEmpty() || labels.contains(positive.get())) {
      return positive;
    }
    var same = labels.stream().filter(label -> label.equalsIgnoreCase(positive.get())).findFirst();
    notes.infer(
        same.isPresent()
            ? "the positive label is written '" + same.get() + "' in the rows"
            : "no row has the positive label '"
                + positive.get()
                + "': the labels are "
                + String.join(", ", labels));
    return same.isPresent() ? same : positive;
  }

  /// Predictions and actuals that share no label can not be compared: that is said.
  private void compareLabels(Task task, Optional<String> prediction, Optional<String> actual) {
    if (prediction.isEmpty() || actual.isEmpty() || task == Task.REGRESSION) {
      return;
    }
    var predicted = labels(prediction.get());
    var happened = labels(actual.get());
    if (!predicted.isEmpty()
        && !happened.isEmpty()
        && predicted.stream().noneMatch(happened::contains)) {
      notes.infer(
          "predictions ("
              + String.join(", ", predicted)
              + ") and actuals ("
              + String.join(", ", happened)
              + ") have no label in common: write them alike to have them compared");
    }
  }

  private Optional<String> highestScored(String labelColumn, String scoreColumn) {
    if (!(observed.column(scoreColumn) instanceof Column.Numbers scores)) {
      return Optional.empty();
    }
    var labels = Cells.categories(observed.column(labelColumn));
    var sums = new double[labels.dictionary().size()];
    var counts = new int[sums.length];
    for (int row = 0; row < labels.size(); row++) {
      int code = labels.codes()[row];
      if (code >= 0 && !Double.isNaN(scores.values()[row])) {
        sums[code] += scores.values()[row];
        counts[code]++;
      }
    }
    int best = -1;
    for (int code = 0; code < sums.length; code++) {
      if (counts[code] > 0 && (best < 0 || sums[code] / counts[code] > sums[best] / counts[best])) {
        best = code;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(labels.dictionary().get(best));
  }

  private List<String> features() {
    var features = new ArrayList<String>();
    for (var name : observed.candidates()) {
      if (taken.contains(name)) {
        continue;
      }
      var column = observed.kind(name);
      if (column instanceof Column.Times) {
        notes.infer("'" + name + "' is no feature: it holds times");
      } else if (name.startsWith("column ") && Distinct.counts(observed.current(name))) {
        notes.infer("'" + name + "' is no feature: it has no name and counts rows");
      } else if (column instanceof Column.Categories
          && observed.column(name) instanceof Column.Categories categories
          && nearlyUnique(categories)) {
        notes.infer("'" + name + "' is no feature: nearly every row has a text of its own");
      } else {
        features.add(name);
      }
    }
    if (!features.isEmpty()) {
      notes.infer("features are the columns without another role: " + String.join(", ", features));
    }
    return features;
  }

  private static boolean nearlyUnique(Column.Categories column) {
    int filled = column.size() - column.missing();
    return filled >= 50
        && Distinct.upTo(column, (int) (NEARLY_UNIQUE * filled) + 1).size()
            > NEARLY_UNIQUE * filled;
  }

  /// What is stated, what is text by nature, and, where nothing is stated, integers of few values.
  private List<String> categorical(List<String> features) {
    var categorical = new LinkedHashSet<>(stated.categorical());
    var candidates = new LinkedHashSet<>(features);
    candidates.addAll(stated.tags());
    for (var name : candidates) {
      if (categorical.contains(name) || !observed.columns().containsKey(name)) {
        continue;
      }
      var column = observed.kind(name);
      if (column instanceof Column.Categories) {
        categorical.add(name);
        if (stated.states("categorical")) {
          notes.infer("'" + name + "' is read as a category: most of its cells are no numbers");
        }
      } else if ((!stated.states("categorical") || stated.tags().contains(name))
          && column instanceof Column.Numbers numbers
          && numbers.whole()
          && few(observed.halves(name))) {
        categorical.add(name);
      }
    }
    if (!stated.states("categorical") && !categorical.isEmpty()) {
      notes.infer(
          "categories are the columns of text, and of integers with at most "
              + FEW
              + " values: "
              + String.join(", ", categorical));
    }
    return List.copyOf(categorical);
  }

  private static boolean few(Halves halves) {
    if (Distinct.upTo(halves.current(), FEW).size() > FEW) {
      return false;
    }
    var numbers = halves.whole();
    int distinct = Distinct.upTo(numbers, FEW).size();
    int filled = numbers.size() - numbers.missing();
    return distinct > 0 && distinct <= FEW && filled >= REPEATED * distinct;
  }
}
