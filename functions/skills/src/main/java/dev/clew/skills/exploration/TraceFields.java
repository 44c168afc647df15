package dev.clew.skills.exploration;

import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.applications.ToolName;
import dev.clew.traces.rows.Column;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.spans.TraceTimes;
import dev.clew.traces.spans.TraceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// An application's traces, and what is known of each. What its source says of a run stands under
/// its own name.
public final class TraceFields {
  private static final String TRACE = "";
  private static final Unit ERRORS = Unit.of("errors");

  private final List<Trace> traces;
  private final List<Field> fields = new ArrayList<>();

  private TraceFields(List<Trace> traces) {
    this.traces = traces;
  }

  /// Overlay.
  public static Things of(List<Trace> traces) {
    var made = new TraceFields(traces);
    made.own();
    made.attributes();
    return new Things(
        Level.TRACES,
        traces.size(),
        made.fields,
        index -> traces.get(index).traceId(),
        index -> Optional.of(new SpanRef(traces.get(index).traceId(), "")));
  }

  private void own() {
    text("trace", Trace::traceId);
    text("name", trace -> trace.spans().getFirst().name());
    text("failed", TraceFields::failed);
    number(
        "reward",
        Unit.NONE,
        trace ->
            trace.outcome().map(outcome -> outcome.reward().orElse(Double.NaN)).orElse(Double.NaN));
    text(
        "error",
        trace ->
            Boolean.toString(trace.spans().stream().anyMatch(span -> span.status().isError())));
    number("errors", ERRORS, trace -> count(trace, span -> span.status().isError()));
    number("spans", Unit.SPANS, trace -> trace.spans().size());
    number("llm_calls", Unit.CALLS, trace -> count(trace, span -> span.kind() == SpanKind.LLM));
    number("tool_calls", Unit.CALLS, trace -> count(trace, span -> span.kind() == SpanKind.TOOL));
    add(
        "start",
        TRACE,
        Unit.NONE,
        () -> SpanFields.starts("start", traces.stream().map(TraceFields::start).toList()));
    number("duration", Unit.SECONDS, TraceFields::seconds);
    number("tokens", Unit.TOKENS, TraceFields::tokens);
    number("cost", Unit.USD, TraceFields::cost);
    text(
        "tools",
        trace -> several(trace, span -> span.kind() == SpanKind.TOOL ? ToolName.of(span) : ""));
    text("models", trace -> several(trace, Span::model));
    text("agents", trace -> several(trace, Span::agent));
    text("service", trace -> several(trace, Span::service));
    text("session", trace -> first(trace, Span::session));
    text("user", trace -> first(trace, Span::user));
  }

  private void attributes() {
    var names = new TreeSet<String>();
    traces.forEach(trace -> names.addAll(trace.attributes().keySet()));
    var taken = new TreeSet<String>();
    fields.forEach(field -> taken.add(field.name()));
    for (var name : names) {
      var shown = taken.contains(name) ? "attribute." + name : name;
      add(
          shown,
          "attribute",
          Unit.NONE,
          () ->
              Texts.typed(
                  shown,
                  traces.stream()
                      .map(trace -> trace.attributes().getOrDefault(name, ""))
                      .toList()));
    }
  }

  private void text(String name, Function<Trace, String> value) {
    add(name, TRACE, Unit.NONE, () -> Texts.categories(name, traces.stream().map(value).toList()));
  }

  private void number(String name, Unit unit, ToDoubleFunction<Trace> value) {
    add(name, TRACE, unit, () -> Texts.numbers(name, traces.stream().mapToDouble(value).toArray()));
  }

  private void add(String name, String about, Unit unit, Supplier<Column> source) {
    fields.add(new Field(name, about, unit, source));
  }

  /// `true` or `false` as the source says; empty where it does not.
  static String failed(Trace trace) {
    return trace.outcome().map(outcome -> Boolean.toString(outcome.failed())).orElse("");
  }

  private static double count(Trace trace, Predicate<Span> which) {
    return (double) trace.spans().stream().filter(which).count();
  }

  private static OptionalLong start(Trace trace) {
    return trace.timing() instanceof Timing.Known known
        ? OptionalLong.of(known.startNanos())
        : OptionalLong.empty();
  }

  private static double seconds(Trace trace) {
    var times = TraceTimes.of(trace);
    return times.timed().isEmpty() ? Double.NaN : (double) times.durationNanos() / 1e9;
  }

  private static double tokens(Trace trace) {
    var reckoning = TokenRule.reckon(trace);
    return reckoning.counted().isEmpty() ? Double.NaN : (double) reckoning.tokens();
  }

  private static double cost(Trace trace) {
    var costed = TokenRule.costed(trace, TraceTree.of(trace));
    return costed.isEmpty()
        ? Double.NaN
        : costed.stream().mapToDouble(span -> span.costUsd().orElse(0)).sum();
  }

  private static String several(Trace trace, Function<Span, String> field) {
    return trace.spans().stream()
        .map(field)
        .filter(text -> !text.isEmpty())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String first(Trace trace, Function<Span, String> field) {
    return trace.spans().stream().map(field).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }
}
