package dev.clew.skills.latency;

import dev.clew.skills.OperationName;
import dev.clew.skills.applications.ToolName;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Trace;
import java.util.Locale;
import java.util.regex.Pattern;

/// By what spans are told apart.
enum Dimension {
  /// The tool of a TOOL span, else the span's name, numbers masked.
  OPERATION,
  MODEL,
  TOOL,
  KIND,
  AGENT,
  SERVICE,
  /// The name of the span that the run began with.
  ROOT;

  /// A model's day of release, which names of spans leave out.
  private static final Pattern DAY = Pattern.compile("-(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8})$");

  private static String named(Span span) {
    var model = span.model().toLowerCase(Locale.ROOT);
    return span.name().toLowerCase(Locale.ROOT).contains(model)
        ? model
        : DAY.matcher(model).replaceFirst("");
  }

  static Dimension of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Where a span belongs; empty where it has no such thing.
  String of(Trace trace, Span span) {
    return switch (this) {
      case OPERATION ->
          span.kind() == SpanKind.TOOL
              ? ToolName.of(span)
              : OperationName.of(span.name(), named(span));
      case MODEL -> span.kind() == SpanKind.LLM ? span.model() : "";
      case TOOL -> span.kind() == SpanKind.TOOL ? ToolName.of(span) : "";
      case KIND ->
          span.kind() == SpanKind.UNKNOWN ? "" : span.kind().name().toLowerCase(Locale.ROOT);
      case AGENT -> span.agent();
      case SERVICE -> span.service();
      case ROOT -> OperationName.of(trace.spans().getFirst().name());
    };
  }
}
