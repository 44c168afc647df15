package dev.clew.models.openai;

import java.util.List;
import java.util.Optional;

/// How much of OpenAI's protocol a model's server takes. It begins with all of it; what a server
/// refuses by name is left out from then on.
///
/// @param newLimit `max_completion_tokens`; older servers know `max_tokens` alone
/// @param strict `strict` in tools and schemas
/// @param effortNone `reasoning_effort: none`, which OpenAI's newer models want said where there
///   are tools (they reason beside tools in another interface only)
/// @param mustChoose `tool_choice: required`
record Protocol(
    boolean newLimit, boolean strict, Form form, boolean effortNone, boolean mustChoose) {

  /// How the form of an answer is asked for.
  enum Form {
    /// By its schema.
    SCHEMA,
    /// As any JSON object, the schema in words.
    OBJECT,
    /// In words only.
    WORDS
  }

  static final Protocol WHOLE = new Protocol(true, true, Form.SCHEMA, false, true);

  /// What servers name when they refuse it, the more particular first.
  private static final List<String> NAMES =
      List.of(
          "reasoning_effort",
          "max_completion_tokens",
          "strict",
          "response_format",
          "json_schema",
          "json_object",
          "tool_choice");

  /// The same without what a refusal names; empty when it names nothing that can be left out.
  ///
  /// @param parameter the field that the server says is wrong, or empty
  /// @param words the refusal as it came
  Optional<Protocol> without(String parameter, String words) {
    return NAMES.stream()
        .filter(parameter::contains)
        .flatMap(name -> without(name).stream())
        .findFirst()
        .or(() ->
            NAMES.stream()
                .filter(words::contains)
                .flatMap(name -> without(name).stream())
                .findFirst());
  }

  private Optional<Protocol> without(String name) {
    var less =
        switch (name) {
          case "reasoning_effort" -> new Protocol(newLimit, strict, form, true, mustChoose);
          case "max_completion_tokens" -> new Protocol(false, strict, form, effortNone, mustChoose);
          case "strict" -> new Protocol(newLimit, false, form, effortNone, mustChoose);
          case "tool_choice" -> new Protocol(newLimit, strict, form, effortNone, false);
          default -> new Protocol(newLimit, strict, lesser(), effortNone, mustChoose);
        };
    return Optional.of(less).filter(other -> !other.equals(this));
  }

  private Form lesser() {
    return switch (form) {
      case SCHEMA -> Form.OBJECT;
      case OBJECT, WORDS -> Form.WORDS;
    };
  }
}
