package dev.clew.local.states;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A state machine as its definition says: read once, checked, run often.
public final class StateMachine {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

  private final Graph graph;
  private final Optional<Duration> timeout;

  StateMachine(Graph graph, Optional<Duration> timeout) {
    this.graph = graph;
    this.timeout = timeout;
  }

  /// @param json in the Amazon States Language, JSONPath
  /// @param substitutions values of `${Name}`, as template.yaml gives them
  /// @throws dev.clew.evidence.ClewException what is not known or wrong, with its JSON pointer
  public static StateMachine parse(String json, Map<String, String> substitutions) {
    var text =
        PLACE
            .matcher(json)
            .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), substitutions)));
    try {
      return new DefinitionReader().machine(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw Pointer.ROOT.refuse(
          "line "
              + where.getLineNr()
              + ", column "
              + where.getColumnNr()
              + ": "
              + e.getOriginalMessage());
    }
  }

  private static String value(String name, Map<String, String> substitutions) {
    var value = substitutions.get(name);
    if (value == null) {
      throw Pointer.ROOT.refuse("no value is given for ${" + name + "}");
    }
    var quoted = MAPPER.getNodeFactory().textNode(value).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  Graph graph() {
    return graph;
  }

  /// How long a run may last.
  public Optional<Duration> timeout() {
    return timeout;
  }
}
