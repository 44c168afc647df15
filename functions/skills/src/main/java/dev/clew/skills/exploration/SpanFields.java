package dev.clew.skills.exploration;

import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.OperationName;
import dev.clew.skills.applications.ToolName;
import dev.clew.traces.rows.Column;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanEvent;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.spans.TraceTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// An application's spans, or its calls of models or tools, and what is known of each. Attributes
/// stand under their own name, those of the trace under `trace.` and their name; a field of every
/// span goes before an attribute of the same name, which `attribute.` and its name still reaches.
public final class SpanFields {
  private static final String SPAN = "";

  private final List<Span> spans;
  private final List<Trace> traceOf;
  private final List<Field> fields = new ArrayList<>();

  private SpanFields(List<Span> spans, List<Trace> traceOf) {
    this.spans = spans;
    this.traceOf = traceOf;
  }

  /// Overlay.
  ///
  /// @param level one of spans
  public static Things of(List<Trace> traces, Level level) {
    var spans = new ArrayList<Span>();
    var traceOf = new ArrayList<Trace>();
    for (var trace : traces) {
      for (var span : trace.spans()) {
        if (holds(level, span)) {
          spans.add(span);
          traceOf.add(trace);
        }
      }
    }
    var made = new SpanFields(spans, traceOf);
    made.own();
    made.counted(traces);
    made.attributes();
    return new Things(
        level,
        spans.size(),
        made.fields,
        index -> ref(spans.get(index)).toString(),
        index -> Optional.of(ref(spans.get(index))));
  }

  private static boolean holds(Level level, Span span) {
    return switch (level) {
      case SPANS -> true;
      case LLM -> span.kind() == SpanKind.LLM;
      case TOOL -> span.kind() == SpanKind.TOOL;
      case ROWS, TRACES -> throw new IllegalArgumentException(level + " is no level of spans");
    };
  }

  private static SpanRef ref(Span span) {
    return new SpanRef(span.traceId(), span.spanId());
  }

  private void own() {
    text("trace", Span::traceId);
    text("span", Span::spanId);
    text("parent", span -> span.parentId().orElse(""));
    text("name", Span::name);
    text("operation", span -> OperationName.of(span.name()));
    text("kind", span -> span.kind().name().toLowerCase(Locale.ROOT));
    text("tool", span -> span.kind() == SpanKind.TOOL ? ToolName.of(span) : "");
    text("model", Span::model);
    text("provider", Span::provider);
    text("agent", Span::agent);
    text("service", Span::service);
    text("session", Span::session);
    text("user", Span::user);
    text("status", span -> span.status().code().name().toLowerCase(Locale.ROOT));
    text("error", span -> Boolean.toString(span.status().isError()));
    text("error.message", span -> span.status().isError() ? span.status().message() : "");
    text("exception", SpanFields::exception);
    add(
        "start",
        SPAN,
        Unit.NONE,
        () -> starts("start", spans.stream().map(SpanFields::start).toList()));
    number("duration", Unit.SECONDS, SpanFields::seconds);
    number("tokens.prompt", Unit.TOKENS, span -> number(span.tokens().prompt()));
    number("tokens.completion", Unit.TOKENS, span -> number(span.tokens().completion()));
    number("tokens.cached", Unit.TOKENS, span -> number(span.tokens().cacheRead()));
    number("tokens.reasoning", Unit.TOKENS, span -> number(span.tokens().reasoning()));
    text("arguments", span -> span.tool().map(ToolCall::arguments).orElse(""));
    text("result", span -> span.tool().map(ToolCall::result).orElse(""));
    add(
        "failed",
        "of the trace, as its source says",
        Unit.NONE,
        () -> Texts.categories("failed", traceOf.stream().map(TraceFields::failed).toList()));
  }

  /// Tokens and money by the rule that counts none twice.
  private void counted(List<Trace> traces) {
    add(
        "tokens",
        SPAN,
        Unit.TOKENS,
        () -> {
          Set<Span> counted = Collections.newSetFromMap(new IdentityHashMap<>());
          traces.forEach(trace -> counted.addAll(TokenRule.reckon(trace).counted()));
          return Texts.numbers(
              "tokens", values(span -> counted.contains(span) ? span.tokens().sum() : Double.NaN));
        });
    add(
        "cost",
        SPAN,
        Unit.USD,
        () -> {
          Set<Span> counted = Collections.newSetFromMap(new IdentityHashMap<>());
          traces.forEach(trace -> counted.addAll(TokenRule.costed(trace, TraceTree.of(trace))));
          return Texts.numbers(
              "cost",
              values(
                  span -> counted.contains(span) ? span.costUsd().orElse(Double.NaN) : Double.NaN));
        });
  }

  private void attributes() {
    var names = new TreeSet<String>();
    var ofTraces = new TreeSet<String>();
    spans.forEach(span -> names.addAll(span.attributes().keySet()));
    traceOf.stream().distinct().forEach(trace -> ofTraces.addAll(trace.attributes().keySet()));
    var taken = new TreeSet<String>();
    fields.forEach(field -> taken.add(field.name()));
    for (var name : names) {
      var shown = taken.contains(name) ? "attribute." + name : name;
      add(
          shown,
          "attribute",
          Unit.NONE,
          () -> Texts.typed(shown, texts(span -> span.attributes().getOrDefault(name, ""))));
    }
    for (var name : ofTraces) {
      var shown = "trace." + name;
      add(
          shown,
          "attribute of the trace",
          Unit.NONE,
          () ->
              Texts.typed(
                  shown,
                  traceOf.stream()
                      .map(trace -> trace.attributes().getOrDefault(name, ""))
                      .toList()));
    }
  }

  private void text(String name, Function<Span, String> value) {
    add(name, SPAN, Unit.NONE, () -> Texts.categories(name, texts(value)));
  }

  private void number(String name, Unit unit, ToDoubleFunction<Span> value) {
    add(name, SPAN, unit, () -> Texts.numbers(name, values(value)));
  }

  private void add(String name, String about, Unit unit, Supplier<Column> source) {
    fields.add(new Field(name, about, unit, source));
  }

  private List<String> texts(Function<Span, String> value) {
    return spans.stream().map(value).toList();
  }

  private double[] values(ToDoubleFunction<Span> value) {
    return spans.stream().mapToDouble(value).toArray();
  }

  private static double number(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : Double.NaN;
  }

  static double seconds(Span span) {
    return switch (span.timing()) {
      case Timing.Known known -> (double) known.durationNanos() / 1e9;
      case Timing.Unknown _ -> Double.NaN;
    };
  }

  static OptionalLong start(Span span) {
    return switch (span.timing()) {
      case Timing.Known known -> OptionalLong.of(known.startNanos());
      case Timing.Unknown _ -> OptionalLong.empty();
    };
  }

  /// A column of instants, nanoseconds since 1970 UTC, kept to the millisecond.
  static Column starts(String name, List<OptionalLong> nanos) {
    var millis = new long[nanos.size()];
    for (int i = 0; i < millis.length; i++) {
      millis[i] =
          nanos.get(i).isPresent()
              ? Math.floorDiv(nanos.get(i).getAsLong(), 1_000_000L)
              : Column.Times.ABSENT;
    }
    return new Column.Times(name, millis, Map.of());
  }

  private static String exception(Span span) {
    return span.events().stream()
        .filter(SpanEvent::isException)
        .map(event -> event.attributes().getOrDefault("exception.type", "exception"))
        .findFirst()
        .orElse("");
  }
}
