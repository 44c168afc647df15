package dev.clew.evaluation.formats;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.Trace;
import java.util.List;

/// Rows of one kind, however they are written.
///
/// @param columns in order
/// @param rows objects of scalars with some of the columns; what is not known is absent
record Table(List<String> columns, List<ObjectNode> rows) {
  Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// Facts as they are, not as they are shown.
  static Table ofFacts(List<Fact> facts) {
    return new Table(
        List.of("id", "name", "value", "low", "high", "unit"),
        facts.stream().map(Table::row).toList());
  }

  private static ObjectNode row(Fact fact) {
    var row = JsonNodeFactory.instance.objectNode();
    row.put("id", fact.id()).put("name", fact.name());
    switch (fact.value()) {
      case FactValue.Whole(var value) -> row.put("value", value);
      case FactValue.Real(var value) -> row.put("value", value);
      case FactValue.Text(var value) -> row.put("value", value);
      case FactValue.Flag(var value) -> row.put("value", value);
      case FactValue.Nothing() -> row.putNull("value");
    }
    fact.low().ifPresent(low -> row.put("low", low));
    fact.high().ifPresent(high -> row.put("high", high));
    if (!fact.unit().symbol().isEmpty()) {
      row.put("unit", fact.unit().symbol());
    }
    return row;
  }

  /// The first spans of an application, without their texts.
  ///
  /// @param most rows
  static Table ofSpans(Application application, int most) {
    return new Table(
        List.of(
            "trace",
            "span",
            "parent",
            "kind",
            "name",
            "start_ms",
            "duration_ms",
            "status",
            "model",
            "prompt_tokens",
            "completion_tokens"),
        application.traces().stream()
            .flatMap(trace -> trace.spans().stream().map(span -> row(trace, span)))
            .limit(most)
            .toList());
  }

  private static ObjectNode row(Trace trace, Span span) {
    var row = JsonNodeFactory.instance.objectNode();
    row.put("trace", trace.traceId()).put("span", span.spanId());
    span.parentId().ifPresent(parent -> row.put("parent", parent));
    row.put("kind", span.kind().name()).put("name", span.name());
    if (span.timing() instanceof Timing.Known known) {
      row.put("start_ms", (known.startNanos() - start(trace)) / 1_000_000);
      row.put("duration_ms", known.durationNanos() / 1_000_000);
    }
    row.put("status", span.status().code().name());
    if (!span.model().isEmpty()) {
      row.put("model", span.model());
    }
    span.tokens().prompt().ifPresent(tokens -> row.put("prompt_tokens", tokens));
    span.tokens().completion().ifPresent(tokens -> row.put("completion_tokens", tokens));
    return row;
  }

  private static long start(Trace trace) {
    return trace.spans().stream()
        .map(Span::timing)
        .filter(Timing.Known.class::isInstance)
        .mapToLong(timing -> ((Timing.Known) timing).startNanos())
        .min()
        .orElse(0);
  }
}
