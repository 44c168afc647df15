package dev.clew.skills.search;

import dev.clew.traces.spans.SpanKind;
import java.util.Locale;

/// Who says a text.
enum Speaker {
  USER,
  ASSISTANT,
  /// A tool, a retriever, an error: programs.
  PROGRAM;

  /// As a filter writes it.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Who says a text of a span.
  ///
  /// @param part the kind of place where it stands, such as `input user`
  static Speaker of(SpanKind kind, String part) {
    return switch (part) {
      case "input user", "input human", "output user", "output human" -> USER;
      case "input assistant", "output assistant", "input ai", "output ai" -> ASSISTANT;
      case "input" -> talks(kind) ? USER : PROGRAM;
      case "output" -> talks(kind) ? ASSISTANT : PROGRAM;
      case "input tool call", "output tool call" -> PROGRAM;
      default -> part.startsWith("output ") && talks(kind) ? ASSISTANT : PROGRAM;
    };
  }

  private static boolean talks(SpanKind kind) {
    return kind == SpanKind.LLM || kind == SpanKind.AGENT || kind == SpanKind.CHAIN;
  }
}
