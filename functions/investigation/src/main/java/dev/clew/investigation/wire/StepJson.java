package dev.clew.investigation.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.interpretation.AnswerJson;
import dev.clew.investigation.Asked;
import dev.clew.investigation.Earlier;
import dev.clew.investigation.Question;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.StepResult;
import dev.clew.models.guard.Allowance;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/// Questions, steps and their results on their way between functions.
public final class StepJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StepJson() {}

  public static JsonNode parse(byte[] bytes, String where) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.DEPENDENCY,
              "what came back is no JSON",
              where,
              "Deploy all functions anew"),
          e);
    }
  }

  public static byte[] bytes(JsonNode tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of ours can not be written", e);
    }
  }

  public static ObjectNode write(Question question) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("text", question.text());
    question.target().ifPresent(target -> tree.put("target", target));
    question.baseline().ifPresent(window -> tree.put("baseline", window));
    question.current().ifPresent(window -> tree.put("current", window));
    question.session().ifPresent(session -> tree.put("session", session));
    question
        .earlier()
        .ifPresent(earlier -> {
          var before = tree.putObject("earlier");
          earlier.targets().forEach(before.putArray("targets")::add);
          earlier.skills().forEach(before.putArray("skills")::add);
          var steps = before.putArray("steps");
          for (var step : earlier.steps()) {
            var one = steps.addObject().put("skill", step.skill()).put("target", step.target());
            step.baseline().ifPresent(window -> one.put("baseline", window));
            step.current().ifPresent(window -> one.put("current", window));
            write(one.putObject("parameters"), step.parameters());
          }
        });
    write(tree.putObject("parameters"), question.parameters());
    return tree;
  }

  public static Question question(JsonNode tree) {
    return new Question(
        tree.path("text").asText(),
        optional(tree, "target"),
        optional(tree, "baseline"),
        optional(tree, "current"),
        map(tree.path("parameters")),
        optional(tree, "session"),
        earlier(tree.path("earlier")));
  }

  private static Optional<Earlier> earlier(JsonNode tree) {
    return tree.path("targets").isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Earlier(
                texts(tree.path("targets")),
                texts(tree.path("skills")),
                StreamSupport.stream(tree.path("steps").spliterator(), false)
                    .map(step ->
                        new Earlier.Step(
                            step.path("skill").asText(),
                            step.path("target").asText(),
                            optional(step, "baseline"),
                            optional(step, "current"),
                            map(step.path("parameters"))))
                    .toList()));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  public static ObjectNode write(StepRequest request) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("skill", request.skill());
    tree.put("target", request.target());
    request.baseline().ifPresent(window -> tree.put("baseline", window));
    request.current().ifPresent(window -> tree.put("current", window));
    tree.put("fromWords", request.fromWords());
    write(tree.putObject("parameters"), request.parameters());
    tree.put("reason", request.reason());
    if (request.approved()) {
      tree.put("approved", true);
    }
    return tree;
  }

  public static StepRequest request(JsonNode tree) {
    return new StepRequest(
        tree.path("skill").asText(),
        tree.path("target").asText(),
        optional(tree, "baseline"),
        optional(tree, "current"),
        tree.path("fromWords").asBoolean(false),
        map(tree.path("parameters")),
        tree.path("reason").asText(""),
        tree.path("approved").asBoolean(false));
  }

  public static ObjectNode write(StepResult result) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.set("request", write(result.request()));
    tree.put("elapsedNanos", result.elapsed().toNanos());
    switch (result) {
      case StepResult.Measured measured -> {
        var windows = tree.putObject("windows");
        windows.set("baseline", write(measured.windows().baseline()));
        windows.set("current", write(measured.windows().current()));
        windows.put("chosen", measured.windows().chosen());
        tree.set("measurement", AnswerJson.tree(measured.measurement()));
        tree.set("spoken", SpokenJson.write(measured.spoken()));
        tree.put("bytesRead", measured.bytesRead());
        tree.put("rowsRead", measured.rowsRead());
        var said = tree.putArray("said");
        measured.said().forEach(said::add);
      }
      case StepResult.Failed failed -> tree.set("problem", write(failed.problem()));
    }
    return tree;
  }

  public static StepResult result(JsonNode tree) {
    var request = request(tree.path("request"));
    var elapsed = Duration.ofNanos(tree.path("elapsedNanos").asLong());
    if (tree.has("problem")) {
      return new StepResult.Failed(request, problem(tree.path("problem")), elapsed);
    }
    var said = new ArrayList<String>();
    tree.path("said").forEach(one -> said.add(one.asText()));
    var windows = tree.path("windows");
    return new StepResult.Measured(
        request,
        new Windows(
            window(windows.path("baseline")),
            window(windows.path("current")),
            windows.path("chosen").asText()),
        AnswerJson.readMeasurement(tree.path("measurement"), "result of " + request.skill()),
        tree.path("bytesRead").asLong(),
        tree.path("rowsRead").asLong(),
        elapsed,
        List.copyOf(said),
        SpokenJson.read(tree.path("spoken")));
  }

  public static ObjectNode write(Asked asked) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("question", asked.question());
    tree.put("calls", asked.allowance().calls());
    tree.put("tokens", asked.allowance().tokens());
    asked.allowance().usd().ifPresent(usd -> tree.put("usd", usd));
    tree.put("nanos", asked.allowance().time().toNanos());
    return tree;
  }

  public static Asked asked(JsonNode tree) {
    return new Asked(
        tree.path("question").asText(""),
        new Allowance(
            tree.path("calls").asLong(0),
            tree.path("tokens").asLong(0),
            tree.has("usd")
                ? OptionalDouble.of(tree.path("usd").asDouble())
                : OptionalDouble.empty(),
            Duration.ofNanos(tree.path("nanos").asLong(Allowance.USUAL_TIME.toNanos()))));
  }

  public static ObjectNode write(Problem problem) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("kind", problem.kind().name());
    tree.put("what", problem.what());
    tree.put("where", problem.where());
    tree.put("remedy", problem.remedy());
    return tree;
  }

  public static Problem problem(JsonNode tree) {
    return new Problem(
        Problem.Kind.valueOf(tree.path("kind").asText()),
        tree.path("what").asText(),
        tree.path("where").asText(),
        tree.path("remedy").asText());
  }

  private static ObjectNode write(Window window) {
    var tree = JsonNodeFactory.instance.objectNode();
    switch (window) {
      case Window.All _ -> tree.put("kind", "all");
      case Window.None _ -> tree.put("kind", "none");
      case Window.BaselineFiles _ -> tree.put("kind", "baseline");
      case Window.CurrentFiles _ -> tree.put("kind", "current");
      case Window.Rows rows ->
          tree.put("kind", "rows").put("from", rows.from()).put("to", rows.to());
      case Window.Time time ->
          tree.put("kind", "time")
              .put("from", time.from().toString())
              .put("to", time.to().toString());
    }
    return tree;
  }

  private static Window window(JsonNode tree) {
    return switch (tree.path("kind").asText()) {
      case "all" -> new Window.All();
      case "none" -> new Window.None();
      case "baseline" -> new Window.BaselineFiles();
      case "current" -> new Window.CurrentFiles();
      case "rows" -> new Window.Rows(tree.path("from").asLong(), tree.path("to").asLong());
      case "time" ->
          new Window.Time(
              Instant.parse(tree.path("from").asText()), Instant.parse(tree.path("to").asText()));
      default -> throw new IllegalStateException("no window: " + tree.path("kind"));
    };
  }

  private static Optional<String> optional(JsonNode tree, String name) {
    return tree.path(name).isTextual() ? Optional.of(tree.path(name).asText()) : Optional.empty();
  }

  private static void write(ObjectNode into, Map<String, String> values) {
    values.forEach(into::put);
  }

  private static Map<String, String> map(JsonNode tree) {
    var values = new LinkedHashMap<String, String>();
    tree.properties().forEach(value -> values.put(value.getKey(), value.getValue().asText()));
    return values;
  }
}
