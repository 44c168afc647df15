package dev.clew.skills.cohortcomparison;

import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.skills.Compared;
import dev.clew.skills.OperationName;
import dev.clew.skills.applications.ToolName;
import dev.clew.skills.applications.UserWords;
import dev.clew.statistics.Quantile;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanEvent;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.spans.TraceTimes;
import dev.clew.traces.spans.TraceTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Reads conditions off the data: which runs failed, which attributes there are, where a quarter of
/// the runs begins.
final class Readings {
  private static final Pattern QUANTILE = Pattern.compile("p(\\d{1,2})");
  private static final Pattern AMOUNT =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(ms|s|m|min|h)?");

  private final Compared compared;
  private final List<Trace> runs;
  private final boolean stated;
  private final Set<String> baseline = new HashSet<>();
  private final Set<String> current = new HashSet<>();

  Readings(Compared compared) {
    this.compared = compared;
    runs = compared.examined();
    stated = runs.stream().anyMatch(run -> run.outcome().isPresent());
    compared.baseline().forEach(run -> baseline.add(run.traceId()));
    compared.current().forEach(run -> current.add(run.traceId()));
  }

  List<Trace> runs() {
    return runs;
  }

  boolean hasWindows() {
    return compared.hasBoth();
  }

  /// Whether the source says how runs ended; else a run with an error in some span counts as
  /// failed.
  boolean outcomesAreStated() {
    return stated;
  }

  /// Which fields say how runs ended.
  String outcomeSource() {
    var sources = new TreeSet<String>();
    runs.forEach(run -> run.outcome().ifPresent(outcome -> sources.add(outcome.source())));
    return String.join(", ", sources);
  }

  /// Whether a run failed; empty where nothing says so.
  Optional<Boolean> failed(Trace run) {
    if (stated) {
      return run.outcome().map(outcome -> outcome.failed());
    }
    return Optional.of(
        run.spans().stream()
            .anyMatch(span ->
                span.status().isError()
                    || span.events().stream().anyMatch(SpanEvent::isException)));
  }

  /// Names of the tools that are called.
  Set<String> tools() {
    return texts(span -> span.kind() == SpanKind.TOOL ? ToolName.of(span) : "");
  }

  Set<String> texts(Function<Span, String> field) {
    var found = new TreeSet<String>();
    for (var run : runs) {
      run.spans().forEach(span -> found.add(field.apply(span)));
    }
    found.remove("");
    return found;
  }

  /// Names of attributes of runs and of spans.
  Set<String> attributes() {
    var names = new TreeSet<String>();
    for (var run : runs) {
      names.addAll(run.attributes().keySet());
      run.spans().forEach(span -> names.addAll(span.attributes().keySet()));
    }
    return names;
  }

  /// Values of an attribute in a run, those of a list one by one: its own, else those of its spans.
  static Set<String> values(Trace run, String attribute) {
    var own = run.attributes().get(attribute);
    if (own != null) {
      return Listed.values(attribute, own);
    }
    var values = new TreeSet<String>();
    for (var span : run.spans()) {
      var value = span.attributes().get(attribute);
      if (value != null) {
        values.addAll(Listed.values(attribute, value));
      }
    }
    return values;
  }

  /// What is compared: calls of the tool that a condition names, else runs.
  List<Subject> subjects(List<Condition> conditions) {
    var tool =
        conditions.stream()
            .filter(condition -> condition.field().equals("call"))
            .map(Condition::value)
            .findFirst();
    var subjects = new ArrayList<Subject>();
    for (int i = 0; i < runs.size(); i++) {
      var run = runs.get(i);
      if (tool.isEmpty()) {
        subjects.add(new Subject(i, run, Optional.empty()));
        continue;
      }
      for (var span : run.spans()) {
        if (span.kind() == SpanKind.TOOL && ToolName.of(span).equals(tool.get())) {
          subjects.add(new Subject(i, run, Optional.of(span)));
        }
      }
    }
    return subjects;
  }

  /// Whether something meets all conditions.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER for a field or value that the data do not
  ///   have
  Predicate<Subject> all(List<Condition> conditions, String parameter) {
    Predicate<Subject> all = _ -> true;
    for (var condition : conditions) {
      all = all.and(one(condition, parameter));
    }
    return all;
  }

  private Predicate<Subject> one(Condition condition, String parameter) {
    if (condition.isNumber()) {
      return number(condition, parameter);
    }
    boolean wanted = condition.operator() == Condition.Operator.IS;
    var value = condition.value();
    Predicate<Subject> is =
        switch (condition.field()) {
          case "outcome" -> outcome(value, wanted, parameter);
          case "result" -> result(value, wanted, parameter);
          case "window" -> window(value, parameter);
          case "said" ->
              subject ->
                  UserWords.of(UserWords.messages(subject.run()))
                      .contains(value.toLowerCase(Locale.ROOT));
          case "call" ->
              named(tools(), condition, parameter, subject -> subject.call().isPresent());
          case "tool" ->
              named(
                  tools(),
                  condition,
                  parameter,
                  subject -> has(subject, span -> calls(span, value)));
          case "model" -> field(condition, parameter, Span::model);
          case "agent" -> field(condition, parameter, Span::agent);
          case "service" -> field(condition, parameter, Span::service);
          case "user" -> field(condition, parameter, Span::user);
          case "session" -> field(condition, parameter, Span::session);
          case "operation" -> field(condition, parameter, span -> OperationName.of(span.name()));
          default -> attribute(condition.field(), value, parameter);
        };
    boolean settled = List.of("outcome", "result").contains(condition.field());
    return wanted || settled ? is : is.negate();
  }

  private static boolean calls(Span span, String tool) {
    return span.kind() == SpanKind.TOOL && ToolName.of(span).equals(tool);
  }

  private static boolean has(Subject subject, Predicate<Span> wanted) {
    return subject.run().spans().stream().anyMatch(wanted);
  }

  private Predicate<Subject> field(
      Condition condition, String parameter, Function<Span, String> field) {
    return named(
        texts(field),
        condition,
        parameter,
        subject -> has(subject, span -> field.apply(span).equals(condition.value())));
  }

  private static Predicate<Subject> named(
      Set<String> known, Condition condition, String parameter, Predicate<Subject> is) {
    if (!known.contains(condition.value())) {
      throw wrong(
          parameter,
          "there is no " + condition.field() + " '" + condition.value() + "'",
          Nearest.remedy(condition.value(), known));
    }
    return is;
  }

  private Predicate<Subject> attribute(String name, String value, String parameter) {
    var known = attributes();
    if (!known.contains(name)) {
      var names = new ArrayList<>(Condition.FIELDS);
      names.addAll(known);
      throw wrong(
          parameter, "no run or span has an attribute '" + name + "'", Nearest.remedy(name, names));
    }
    return subject -> values(subject.run(), name).contains(value);
  }

  private Predicate<Subject> outcome(String value, boolean wanted, String parameter) {
    boolean failed = word(value, "failed", "passed", "outcome", parameter) == wanted;
    return subject -> failed(subject.run()).filter(is -> is == failed).isPresent();
  }

  private static Predicate<Subject> result(String value, boolean wanted, String parameter) {
    boolean failed = word(value, "failed", "ok", "result", parameter) == wanted;
    return subject -> subject.call().filter(span -> span.status().isError() == failed).isPresent();
  }

  private Predicate<Subject> window(String value, String parameter) {
    boolean before = word(value, "baseline", "current", "window", parameter);
    return subject -> (before ? baseline : current).contains(subject.run().traceId());
  }

  private static boolean word(String value, String yes, String no, String field, String parameter) {
    if (!value.equals(yes) && !value.equals(no)) {
      throw wrong(
          parameter,
          field + " is '" + value + "'",
          "say " + field + "=" + yes + " or " + field + "=" + no);
    }
    return value.equals(yes);
  }

  private Predicate<Subject> number(Condition condition, String parameter) {
    double limit = limit(condition, parameter);
    return subject -> {
      var value = number(subject.run(), condition.field());
      return value.isPresent() && holds(condition.operator(), value.getAsDouble(), limit);
    };
  }

  private static boolean holds(Condition.Operator operator, double value, double limit) {
    return switch (operator) {
      case IS -> value == limit;
      case IS_NOT -> value != limit;
      case AT_LEAST -> value >= limit;
      case AT_MOST -> value <= limit;
      case OVER -> value > limit;
      case UNDER -> value < limit;
    };
  }

  /// Where a numeric condition draws its line.
  double limit(Condition condition, String parameter) {
    var quantile = QUANTILE.matcher(condition.value());
    if (quantile.matches()) {
      var values =
          runs.stream()
              .map(run -> number(run, condition.field()))
              .filter(OptionalDouble::isPresent)
              .mapToDouble(OptionalDouble::getAsDouble)
              .toArray();
      return values.length == 0
          ? Double.NaN
          : Quantile.of(values, Integer.parseInt(quantile.group(1)) / 100.0);
    }
    var amount = AMOUNT.matcher(condition.value());
    if (!amount.matches()) {
      throw wrong(
          parameter,
          "'" + condition.value() + "' is no number",
          "give a number, a time such as 30s or 2min, or a percentile such as p75");
    }
    double value = Double.parseDouble(amount.group(1));
    return switch (amount.group(2)) {
      case "ms" -> value / 1000;
      case "m", "min" -> value * 60;
      case "h" -> value * 3600;
      case null, default -> value;
    };
  }

  private static OptionalDouble number(Trace run, String field) {
    return switch (field) {
      case "reward" ->
          run.outcome().map(outcome -> outcome.reward()).orElse(OptionalDouble.empty());
      case "duration" -> {
        long nanos = TraceTimes.of(run).durationNanos();
        yield nanos == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) nanos / 1e9);
      }
      case "tokens" -> {
        long tokens = TokenRule.reckon(run).tokens();
        yield tokens == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) tokens);
      }
      case "cost" -> {
        var costed = TokenRule.costed(run, TraceTree.of(run));
        yield costed.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                costed.stream().mapToDouble(span -> span.costUsd().orElse(0)).sum());
      }
      case "model-calls" -> count(run, SpanKind.LLM);
      case "tool-calls" -> count(run, SpanKind.TOOL);
      default -> parsed(values(run, field));
    };
  }

  private static OptionalDouble count(Trace run, SpanKind kind) {
    return OptionalDouble.of(
        (double) run.spans().stream().filter(span -> span.kind() == kind).count());
  }

  private static OptionalDouble parsed(Set<String> values) {
    try {
      return values.size() == 1
          ? OptionalDouble.of(Double.parseDouble(values.iterator().next()))
          : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  static RuntimeException wrong(String parameter, String what, String remedy) {
    return new Problem(Problem.Kind.USER, what, "cohort-comparison, parameter " + parameter, remedy)
        .asException();
  }
}
