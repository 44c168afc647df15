package dev.clew.skills.promptoptimization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evidence.Coverage;
import dev.clew.skills.promptoptimization.search.Check;
import dev.clew.skills.promptoptimization.search.Example;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Examples as JSON lines:
///
/// ```json
/// {"inputs": {"question": "Where is it?"}, "expected": "left", "check": "normalized", "output": "right"}
/// ```
///
/// `input` with a text is one input of that name; `expected` may be any JSON; `check` is one of
/// [Check], or a list of them; `output` is what the application answered before; `id` names the
/// example. A line that is none is left out and told of.
final class ExampleFile {
  private static final int LONGEST = 200_000;
  private static final int MOST_TOLD = 50;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final String key;
  private final List<Example> examples = new ArrayList<>();
  private final List<Coverage.Unread> unread = new ArrayList<>();
  private final LinkedHashSet<String> ids = new LinkedHashSet<>();
  private long lines;

  private ExampleFile(String key) {
    this.key = key;
  }

  static Examples parse(String key, String text) {
    var file = new ExampleFile(key);
    int number = 0;
    for (var line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (!line.isBlank()) {
        file.line(number, line);
      }
    }
    return new Examples(file.examples, file.unread, file.lines, key);
  }

  private void line(int number, String line) {
    lines++;
    if (line.length() > LONGEST) {
      leave(
          number,
          "it has " + line.length() + " characters, more than " + LONGEST + ": shorten its texts");
      return;
    }
    try {
      var tree = JSON.readTree(line);
      if (!tree.isObject()) {
        throw new IllegalArgumentException("it is no JSON object");
      }
      var id = key + ":" + number;
      var own = tree.path("id").asText("");
      examples.add(
          new Example(
              own.isEmpty() || !ids.add(own) ? id : own,
              inputs(tree),
              text(first(tree, "expected", "expected_output", "label")),
              check(tree.path("check")),
              tree.hasNonNull("output")
                  ? Optional.of(text(tree.path("output")))
                  : Optional.empty()));
    } catch (JsonProcessingException e) {
      leave(number, "it is no JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      leave(number, String.valueOf(e.getMessage()));
    }
  }

  private void leave(int number, String why) {
    if (unread.size() < MOST_TOLD) {
      unread.add(new Coverage.Unread(key, "line " + number, why));
    }
  }

  private static JsonNode first(JsonNode tree, String... names) {
    for (var name : names) {
      if (tree.hasNonNull(name)) {
        return tree.path(name);
      }
    }
    return tree.path(names[0]);
  }

  private static Map<String, String> inputs(JsonNode tree) {
    var inputs = new LinkedHashMap<String, String>();
    var node = tree.path("inputs");
    if (node.isObject()) {
      node.properties().forEach(input -> inputs.put(input.getKey(), text(input.getValue())));
    } else if (node.isTextual()) {
      inputs.put("input", node.textValue());
    } else if (tree.hasNonNull("input")) {
      var one = tree.path("input");
      if (one.isObject()) {
        one.properties().forEach(input -> inputs.put(input.getKey(), text(input.getValue())));
      } else {
        inputs.put("input", text(one));
      }
    }
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException(
          "it has no inputs: write \"inputs\": {\"name\": \"value\"}");
    }
    return inputs;
  }

  private static Optional<Check> check(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    var texts = new ArrayList<String>();
    if (node.isArray()) {
      node.forEach(one -> texts.add(one.asText()));
    } else {
      texts.add(node.asText());
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(Check.all(texts));
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() || node.isNull()
        ? ""
        : node.isTextual() ? node.textValue() : node.toString();
  }
}
