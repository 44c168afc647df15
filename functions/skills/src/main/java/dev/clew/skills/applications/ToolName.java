package dev.clew.skills.applications;

import dev.clew.skills.OperationName;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.ToolCall;

/// What the tool of a TOOL span is called: its stated name, else the span's.
public final class ToolName {
  private ToolName() {}

  public static String of(Span span) {
    var name = span.tool().map(ToolCall::name).orElse("");
    return name.isEmpty() ? OperationName.of(span.name()) : name;
  }
}
