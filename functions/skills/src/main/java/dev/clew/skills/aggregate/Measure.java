package dev.clew.skills.aggregate;

import dev.clew.evidence.Unit;
import dev.clew.skills.exploration.Field;
import dev.clew.skills.exploration.Filter;
import dev.clew.skills.exploration.Filters;
import dev.clew.skills.exploration.Keys;
import dev.clew.skills.exploration.Level;
import dev.clew.skills.exploration.Literal;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.exploration.Selection;
import dev.clew.skills.exploration.Wrong;
import dev.clew.skills.predictors.Comparison;
import dev.clew.skills.predictors.Metric;
import dev.clew.skills.predictors.Outcomes;
import dev.clew.skills.predictors.Performance;
import dev.clew.statistics.Moments;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.interval.QuantileInterval;
import dev.clew.statistics.interval.WilsonInterval;
import dev.clew.traces.rows.Column;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What is computed of each group.
///
/// @param name the parameter's word
/// @param of the field, or for `share` the condition; empty for none
/// @param quantile for `quantile`
record Measure(String name, String of, double quantile) {
  private static final String OF = "aggregate, parameter of";

  /// Groups of which a predictor's metric is computed.
  static final int MOST_JUDGED = 1_000;

  /// Fields that it names.
  List<String> fields() {
    return switch (name) {
      case "share" -> of.isEmpty() ? List.of() : condition().fields();
      case "sum", "mean", "min", "max", "median", "quantile", "distinct" ->
          of.isEmpty() ? List.of() : List.of(of);
      default -> List.of();
    };
  }

  /// As a reader would say it.
  String words(Scope scope) {
    return switch (name) {
      case "count" -> "number of " + scope.level().words();
      case "share" ->
          of.isEmpty()
              ? "share of the " + scope.level().words()
              : "share of " + scope.level().words() + " with " + condition().text();
      case "quantile" -> quantile + " quantile of " + of;
      case "distinct" -> "number of different values of " + of;
      case "error_rate" -> "error rate";
      case "performance" -> "usual metric";
      case "sum", "mean", "min", "max", "median" -> name + " of " + of;
      default -> metric().map(Metric::word).orElse(name);
    };
  }

  /// Whether a predictor is judged by it.
  boolean isJudgement() {
    return name.equals("performance") || metric().isPresent();
  }

  private Optional<Metric> metric() {
    return Arrays.stream(Metric.values()).filter(metric -> metric.id().equals(name)).findFirst();
  }

  private Filter condition() {
    return Filters.parse(OF, of);
  }

  Unit unit(Scope scope) {
    return switch (name) {
      case "count" -> scope.level().unit();
      case "share", "error_rate" -> Unit.SHARE;
      case "distinct" -> Unit.of("values");
      case "sum", "mean", "min", "max", "median", "quantile" ->
          scope.current().things().field(OF, required()).unit();
      default -> metric().map(Metric::unit).orElse(Unit.NONE);
    };
  }

  private String required() {
    if (of.isEmpty()) {
      throw Wrong.in(
          OF, "measure " + name + " needs a field", "name it: --set of=duration, or a column");
    }
    return of;
  }

  /// Computes it of groups of a window's things.
  ///
  /// @param chosen all things of the window that the filter means
  /// @throws dev.clew.evidence.ClewException of kind USER when it does not fit the data
  Function<int[], Value> on(Scope scope, Scope.Side side, int[] chosen) {
    return switch (name) {
      case "count" -> group -> Value.count(group.length);
      case "share" -> of.isEmpty() ? composition(chosen.length) : share(side);
      case "error_rate" -> errorRate(scope, side);
      case "distinct" -> distinct(side);
      case "sum", "mean", "min", "max", "median", "quantile" -> number(side);
      default -> judged(side);
    };
  }

  private static Function<int[], Value> composition(int all) {
    return group ->
        all == 0
            ? Value.NONE
            : Value.of((double) group.length / all, WilsonInterval.of(group.length, all));
  }

  private Function<int[], Value> share(Scope.Side side) {
    return shareOf(bits(Selection.of(condition(), side.things(), OF)));
  }

  private static Function<int[], Value> shareOf(BitSet wanted) {
    return group -> {
      long hits = Arrays.stream(group).filter(wanted::get).count();
      return group.length == 0
          ? Value.NONE
          : Value.of((double) hits / group.length, WilsonInterval.of(hits, group.length));
    };
  }

  private static BitSet bits(int[] indices) {
    var bits = new BitSet();
    Arrays.stream(indices).forEach(bits::set);
    return bits;
  }

  /// Of traces those that failed, where their source says how they ended; else, and of spans, those
  /// with an error.
  private Function<int[], Value> errorRate(Scope scope, Scope.Side side) {
    if (scope.level() == Level.ROWS) {
      throw Wrong.in(
          "aggregate, parameter measure",
          "rows of a predictor have no errors of their own",
          "use performance, accuracy or mae");
    }
    var things = side.things();
    if (scope.level() == Level.TRACES) {
      var stated = Selection.of(new Filter.Exists("failed"), things, OF);
      if (stated.length > 0) {
        var known = bits(stated);
        var failed = shareOf(bits(Selection.of(flag("failed"), things, OF)));
        return group -> failed.apply(Arrays.stream(group).filter(known::get).toArray());
      }
    }
    return shareOf(bits(Selection.of(flag("error"), things, OF)));
  }

  private static Filter flag(String field) {
    return new Filter.Compare(field, Filter.Relation.EQ, new Literal.Flag(true));
  }

  private Function<int[], Value> distinct(Scope.Side side) {
    var keys = Keys.of(side.things(), OF, required());
    return group -> {
      var seen = new BitSet(keys.labels().size());
      for (int thing : group) {
        if (keys.codes()[thing] >= 0) {
          seen.set(keys.codes()[thing]);
        }
      }
      return Value.count(seen.cardinality());
    };
  }

  private Function<int[], Value> number(Scope.Side side) {
    Field field = side.things().field(OF, required());
    if (!(field.column() instanceof Column.Numbers numbers)) {
      throw Wrong.in(
          OF,
          "field "
              + Wrong.shown(of)
              + " holds "
              + field.kind()
              + ", and "
              + name
              + " needs numbers",
          "count them, or take distinct");
    }
    return group -> {
      var values = new double[group.length];
      for (int i = 0; i < group.length; i++) {
        values[i] = numbers.values()[group[i]];
      }
      return number(values);
    };
  }

  private Value number(double[] values) {
    if (name.equals("median") || name.equals("quantile")) {
      var sample = NumericSample.of(values);
      double share = name.equals("median") ? 0.5 : quantile;
      if (sample.isEmpty()) {
        return Value.NONE;
      }
      return share > 0 && share < 1
          ? Value.of(sample.quantile(share), QuantileInterval.of(sample, share))
          : Value.exact(sample.quantile(share));
    }
    var moments = new Moments();
    moments.addAll(values);
    if (moments.count() == 0) {
      return Value.NONE;
    }
    return switch (name) {
      case "sum" -> Value.exact(moments.sum());
      case "min" -> Value.exact(moments.min());
      case "max" -> Value.exact(moments.max());
      default -> moments.meanEstimate().map(Value::of).orElse(Value.NONE);
    };
  }

  private Function<int[], Value> judged(Scope.Side side) {
    var part =
        side.log()
            .orElseThrow(() ->
                Wrong.in(
                    "aggregate, parameter measure",
                    name + " judges a predictor's predictions, and this is an application",
                    "use error_rate, count or mean"));
    var comparison =
        new Comparison(part.schema(), part.rows().slice(0, 0), part.rows(), List.of(), List.of());
    Outcomes outcomes =
        switch (Performance.read(comparison)) {
          case Performance.Reading.Judged(var performance) -> performance.current();
          case Performance.Reading.Unjudged(var why, var remedy) ->
              throw Wrong.in("aggregate, parameter measure", why, remedy);
        };
    return group -> {
      var metrics = outcomes.only(group).measure();
      if (name.equals("performance")) {
        return metrics.values().stream().findFirst().map(Value::of).orElse(Value.NONE);
      }
      var wanted = metric();
      return wanted
          .flatMap(metric -> Optional.ofNullable(metrics.get(metric)))
          .map(Value::of)
          .orElse(Value.NONE);
    };
  }

  /// The word in lower case, `p95` as a quantile.
  static Measure of(String word, String of, double quantile) {
    var lower = word.strip().toLowerCase(Locale.ROOT);
    return new Measure(lower, of.strip(), quantile);
  }
}
