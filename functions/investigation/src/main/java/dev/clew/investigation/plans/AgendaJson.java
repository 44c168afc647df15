package dev.clew.investigation.plans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Answer;
import dev.clew.evidence.StepStatus;
import dev.clew.evidence.Unit;
import dev.clew.interpretation.AnswerJson;
import dev.clew.investigation.wire.SpokenJson;
import dev.clew.investigation.wire.StepJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Agendas as they lie in a workspace.
public final class AgendaJson {
  private AgendaJson() {}

  public static byte[] bytes(Agenda agenda) {
    return StepJson.bytes(write(agenda));
  }

  public static Agenda read(byte[] bytes) {
    return read(StepJson.parse(bytes, "plan"));
  }

  private static ObjectNode write(Agenda agenda) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.set("brief", write(agenda.brief()));
    var steps = tree.putArray("steps");
    agenda.steps().forEach(step -> steps.add(write(step)));
    tree.put("numbered", agenda.todo().numbered());
    tree.set("standing", write(agenda.standing()));
    var changes = tree.putArray("changes");
    for (var change : agenda.changes()) {
      changes
          .addObject()
          .put("at", change.at())
          .put("what", change.what())
          .put("reason", change.reason())
          .put("by", change.by());
    }
    texts(tree.putArray("fired"), agenda.fired());
    var computed = tree.putArray("computed");
    agenda.computed().forEach(one -> computed.add(write(one)));
    tree.put("asked", agenda.asked());
    tree.put("turns", agenda.turns());
    tree.set("words", SpokenJson.write(agenda.words()));
    tree.set("deciding", write(agenda.deciding()));
    return tree;
  }

  private static Agenda read(JsonNode tree) {
    return new Agenda(
        brief(tree.path("brief")),
        new Todo(list(tree.path("steps"), AgendaJson::step), tree.path("numbered").asInt()),
        standing(tree.path("standing")),
        list(
            tree.path("changes"),
            one ->
                new Answer.Change(
                    one.path("at").asText(),
                    one.path("what").asText(),
                    one.path("reason").asText(),
                    one.path("by").asText())),
        texts(tree.path("fired")),
        list(tree.path("computed"), AgendaJson::computed),
        tree.path("asked").asInt(),
        tree.path("turns").asInt(),
        SpokenJson.use(tree.path("words")),
        deciding(tree.path("deciding")));
  }

  private static ObjectNode write(Brief brief) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("answerId", brief.heading().answerId());
    tree.put("sessionId", brief.heading().sessionId());
    tree.put("createdAt", brief.heading().createdAt().toString());
    tree.put("expiresAt", brief.heading().expiresAt().toString());
    tree.set("question", StepJson.write(brief.question()));
    var lines = tree.putArray("lines");
    brief
        .lines()
        .forEach(line -> lines.addObject().put("kind", line.kind()).put("target", line.target()));
    var carried = tree.putArray("carried");
    brief.carried().forEach(one -> carried.add(AnswerJson.tree(one)));
    tree.set("routing", write(brief.routing()));
    return tree;
  }

  private static Brief brief(JsonNode tree) {
    return new Brief(
        new Brief.Heading(
            tree.path("answerId").asText(),
            tree.path("sessionId").asText(),
            Instant.parse(tree.path("createdAt").asText()),
            Instant.parse(tree.path("expiresAt").asText())),
        StepJson.question(tree.path("question")),
        list(
            tree.path("lines"),
            one -> new Line(one.path("kind").asText(), one.path("target").asText())),
        list(tree.path("carried"), one -> AnswerJson.read(one, "an earlier turn's answer")),
        routing(tree.path("routing")));
  }

  private static ObjectNode write(Standing standing) {
    var tree = JsonNodeFactory.instance.objectNode();
    switch (standing) {
      case Standing.Working _ -> tree.put("is", "working");
      case Standing.Waiting(var question, var approves) ->
          tree.put("is", "waiting").put("question", question).put("approves", approves);
      case Standing.Reporting(var causes) ->
          texts(tree.put("is", "reporting").putArray("causes"), causes);
      case Standing.Cancelled _ -> tree.put("is", "cancelled");
    }
    return tree;
  }

  private static Standing standing(JsonNode tree) {
    return switch (tree.path("is").asText()) {
      case "working" -> new Standing.Working();
      case "waiting" ->
          new Standing.Waiting(tree.path("question").asText(), tree.path("approves").asText(""));
      case "reporting" -> new Standing.Reporting(texts(tree.path("causes")));
      case "cancelled" -> new Standing.Cancelled();
      default -> throw new IllegalStateException("no standing: " + tree);
    };
  }

  private static ObjectNode write(PlannedStep step) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("id", step.id());
    tree.put("kind", step.kind());
    tree.set("request", StepJson.write(step.request()));
    tree.put("settles", step.settles());
    tree.put("done", step.done());
    tree.put("status", step.status().name());
    return tree.put("reason", step.reason());
  }

  private static PlannedStep step(JsonNode tree) {
    return new PlannedStep(
        tree.path("id").asText(),
        tree.path("kind").asText(),
        StepJson.request(tree.path("request")),
        tree.path("settles").asText(),
        tree.path("done").asText(),
        StepStatus.valueOf(tree.path("status").asText()),
        tree.path("reason").asText());
  }

  private static ObjectNode write(Computed one) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("id", one.id());
    tree.put("expression", one.expression());
    tree.put("settles", one.settles());
    tree.put("value", one.value());
    tree.put("unit", one.unit().symbol());
    texts(tree.putArray("facts"), one.facts());
    return tree;
  }

  private static Computed computed(JsonNode tree) {
    return new Computed(
        tree.path("id").asText(),
        tree.path("expression").asText(),
        tree.path("settles").asText(),
        tree.path("value").asDouble(),
        new Unit(tree.path("unit").asText()),
        texts(tree.path("facts")));
  }

  private static ObjectNode write(Answer.Routing routing) {
    var tree = JsonNodeFactory.instance.objectNode();
    texts(tree.putArray("chosen"), routing.chosen());
    var considered = tree.putArray("considered");
    for (var one : routing.considered()) {
      considered
          .addObject()
          .put("skill", one.skill())
          .put("target", one.target())
          .put("score", one.score())
          .put("reason", one.reason());
    }
    texts(tree.putArray("refused"), routing.refused());
    return tree;
  }

  private static Answer.Routing routing(JsonNode tree) {
    return new Answer.Routing(
        texts(tree.path("chosen")),
        list(
            tree.path("considered"),
            one ->
                new Answer.Considered(
                    one.path("skill").asText(),
                    one.path("target").asText(),
                    one.path("score").asDouble(),
                    one.path("reason").asText())),
        texts(tree.path("refused")));
  }

  private static ObjectNode write(Deciding deciding) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.set("use", SpokenJson.write(deciding.use()));
    texts(tree.putArray("prompts"), deciding.prompts());
    tree.put("accepted", deciding.accepted());
    texts(tree.putArray("refusals"), deciding.refusals());
    deciding
        .without()
        .ifPresent(without ->
            tree.putObject("without").put("since", without.since()).put("why", without.why()));
    return tree;
  }

  private static Deciding deciding(JsonNode tree) {
    var without = tree.path("without");
    return new Deciding(
        SpokenJson.use(tree.path("use")),
        texts(tree.path("prompts")),
        tree.path("accepted").asInt(),
        texts(tree.path("refusals")),
        without.isObject()
            ? Optional.of(
                new Deciding.Without(without.path("since").asText(), without.path("why").asText()))
            : Optional.empty());
  }

  private static void texts(ArrayNode into, List<String> texts) {
    texts.forEach(into::add);
  }

  private static List<String> texts(JsonNode list) {
    return list(list, JsonNode::asText);
  }

  private static <T> List<T> list(JsonNode list, Function<JsonNode, T> read) {
    var all = new ArrayList<T>();
    list.forEach(one -> all.add(read.apply(one)));
    return all;
  }
}
