package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether a tool's result says of itself that the call failed.
///
/// It does when it is text that begins with an error (`Error: ..`, `ValueError: ..`, a traceback, a
/// nonzero exit code), or JSON with a filled `error`, with `is_error`, or with `success` false. A
/// result that only talks about errors further on does not.
final class StatedError {
  private static final Pattern TEXT =
      Pattern.compile(
          "(?i:error|exception|fatal|failed|failure)\\s*[:\\-\\[(].*"
              + "|(?i:error) (?i:executing|calling|running|while|in|when|occurred)\\b.*"
              + "|Traceback \\(most recent call last\\).*"
              + "|[A-Za-z_.]*[A-Za-z](?:Error|Exception)(?:\\([^)]*\\))?:.*"
              + "|exitcode: (?!0\\b)-?\\d+.*",
          Pattern.DOTALL);

  private StatedError() {}

  /// @param tree the result as JSON; missing where it is none
  static Optional<String> of(String result, JsonNode tree) {
    if (tree.isObject()) {
      JsonNode error = Messages.first(tree, "error", "Error", "errorMessage", "error_message");
      if (isTrue(Messages.first(tree, "is_error", "isError"))) {
        return Optional.of(message(error, result));
      }
      if ((error.isObject() && !error.isEmpty())
          || (error.isTextual() && !error.textValue().isBlank())
          || isTrue(error)) {
        return Optional.of(message(error, result));
      }
      if ((tree.path("success").isBoolean() && !isTrue(tree.path("success")))
          || tree.path("status").asText("").equalsIgnoreCase("error")) {
        return Optional.of(message(Messages.first(tree, "message", "detail", "reason"), result));
      }
      return Optional.empty();
    }
    String text = result.strip();
    return TEXT.matcher(text).lookingAt() ? Optional.of(text) : Optional.empty();
  }

  /// Whether a message is the report of code that was run, rather than something said.
  static boolean isExecutionReport(String text) {
    return text.startsWith("exitcode: ");
  }

  private static boolean isTrue(JsonNode node) {
    return node.isBoolean() && node.booleanValue();
  }

  private static String message(JsonNode error, String otherwise) {
    if (error.isTextual() && !error.textValue().isBlank()) {
      return error.textValue();
    }
    String inner = Messages.text(error, "message", "detail", "type");
    return inner.isEmpty() ? otherwise : inner;
  }
}
