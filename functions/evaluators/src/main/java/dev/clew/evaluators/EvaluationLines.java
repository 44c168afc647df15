package dev.clew.evaluators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Evaluations as JSON lines, in OpenInference's attributes: of a span
/// `evaluations.0.evaluation.*`, of a trace `trace.evaluations.0..`, of a session
/// `session.evaluations.0..`, each with name, label, score, explanation, annotator_kind and
/// identifier.
///
/// ```
/// {"traceId":"4f2a","spanId":"91bc","attributes":{"evaluations.0.evaluation.name":"refusal", ...}}
/// ```
public final class EvaluationLines {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ONE = "evaluations.0.evaluation.";
  private static final List<Level> LEVELS =
      List.of(Level.SPAN, Level.TOOL_CALL, Level.TRACE, Level.SESSION);

  private EvaluationLines() {}

  /// What was read.
  ///
  /// @param broken lines that hold no evaluation, counted from 1
  public record Read(List<Evaluation> evaluations, List<Integer> broken) {
    public Read {
      evaluations = List.copyOf(evaluations);
      broken = List.copyOf(broken);
    }
  }

  /// UTF-8, a line each.
  public static byte[] write(List<Evaluation> evaluations) {
    var text = new StringBuilder();
    for (var one : evaluations) {
      var line = JsonNodeFactory.instance.objectNode();
      put(line, "traceId", one.place().traceId());
      put(line, "spanId", one.place().spanId());
      put(line, "sessionId", one.place().session());
      if (one.level() == Level.TOOL_CALL) {
        line.put("level", one.level().word());
      }
      var prefix = prefix(one.level());
      line.putObject("attributes")
          .put(prefix + "name", one.name())
          .put(prefix + "label", one.label())
          .put(prefix + "score", one.score())
          .put(prefix + "explanation", one.explanation())
          .put(prefix + "annotator_kind", one.annotator().name())
          .put(prefix + "identifier", one.identifier());
      text.append(line).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ObjectNode line, String name, String value) {
    if (!value.isEmpty()) {
      line.put(name, value);
    }
  }

  /// A line that is none spoils no other.
  public static Read read(byte[] bytes) {
    var evaluations = new ArrayList<Evaluation>();
    var broken = new ArrayList<Integer>();
    int number = 0;
    for (var line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        var read = one(line);
        if (read.isPresent()) {
          evaluations.add(read.get());
        } else {
          broken.add(number);
        }
      }
    }
    return new Read(evaluations, broken);
  }

  private static Optional<Evaluation> one(String line) {
    try {
      var tree = JSON.readTree(line);
      var attributes = tree.path("attributes");
      for (var level : LEVELS) {
        var prefix = prefix(level);
        if (attributes.path(prefix + "name").isTextual()
            && (level != Level.SPAN
                || !tree.path("level").asText().equals(Level.TOOL_CALL.word()))) {
          return one(level, prefix, tree, attributes);
        }
      }
      return Optional.empty();
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private static Optional<Evaluation> one(
      Level level, String prefix, JsonNode tree, JsonNode attributes) {
    var kind = attributes.path(prefix + "annotator_kind").asText("").toUpperCase(Locale.ROOT);
    var annotator =
        List.of(Verdict.Annotator.values()).stream()
            .filter(one -> one.name().equals(kind))
            .findFirst();
    if (annotator.isEmpty() || !attributes.path(prefix + "label").isTextual()) {
      return Optional.empty();
    }
    return Optional.of(
        new Evaluation(
            level,
            new Example.Place(
                tree.path("traceId").asText(""),
                tree.path("spanId").asText(""),
                tree.path("sessionId").asText("")),
            attributes.path(prefix + "name").asText(),
            attributes.path(prefix + "label").asText(),
            attributes.path(prefix + "score").asDouble(0),
            attributes.path(prefix + "explanation").asText(""),
            annotator.get(),
            attributes.path(prefix + "identifier").asText("")));
  }

  private static String prefix(Level level) {
    return switch (level) {
      case SPAN, TOOL_CALL -> ONE;
      case TRACE -> "trace." + ONE;
      case SESSION -> "session." + ONE;
    };
  }
}
