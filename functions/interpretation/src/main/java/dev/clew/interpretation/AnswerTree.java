package dev.clew.interpretation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Answer;
import dev.clew.evidence.Fact;
import dev.clew.evidence.StepStatus;
import dev.clew.evidence.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The answer's own fields; those it shares with measurements stand in [ResultsTree].
final class AnswerTree {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AnswerTree() {}

  static ObjectNode write(Answer answer) {
    var facts = Statement.byId(answer.facts());
    var node = JSON.objectNode();
    node.put("answerId", answer.answerId());
    node.put("sessionId", answer.sessionId());
    node.put("question", answer.question());
    node.put("target", answer.target());
    node.set("windows", ResultsTree.windows(answer.windows()));
    node.put("mode", Names.of(answer.mode()));
    node.put("status", Names.of(answer.status()));
    ResultsTree.filled(node, "summary", "summaryTemplate", answer.summary(), facts);
    node.set("findings", ResultsTree.findings(answer.findings(), facts));
    node.set("facts", ResultsTree.facts(answer.facts()));
    node.set("evidence", ResultsTree.evidence(answer.evidence()));
    var plan = node.putObject("plan");
    var steps = plan.putArray("steps");
    for (var step : answer.plan().steps()) {
      var one = steps.addObject();
      one.put("id", step.id());
      one.put("skill", step.skill());
      one.put("target", step.target());
      one.set("windows", ResultsTree.windows(step.windows()));
      one.put("status", Names.of(step.status()));
      one.put("reason", step.reason());
      one.set("factIds", ResultsTree.texts(step.factIds()));
    }
    var changes = plan.putArray("changes");
    for (var change : answer.plan().changes()) {
      changes
          .addObject()
          .put("at", change.at())
          .put("what", change.what())
          .put("reason", change.reason())
          .put("by", change.by());
    }
    node.set("coverage", ResultsTree.coverage(answer.coverage()));
    node.put("looks", answer.looks());
    node.put("dropped", answer.dropped());
    node.set("routing", routing(answer.routing()));
    node.set("next", ResultsTree.texts(answer.next()));
    node.set("usage", usage(answer.usage()));
    node.putObject("versions")
        .put("clew", answer.versions().clew())
        .put("prompts", answer.versions().prompts())
        .put("model", answer.versions().model());
    node.putObject("receipt")
        .set("computations", ResultsTree.computations(answer.receipt().computations()));
    node.set("voice", voice(answer.voice(), facts));
    var causes = node.putArray("causes");
    for (var cause : answer.causes()) {
      var one = causes.addObject();
      one.put("cause", cause.cause());
      one.put("target", cause.target());
      one.put("verdict", Names.of(cause.verdict()));
      ResultsTree.filled(one, "reason", "reasonTemplate", cause.reason(), facts);
      one.set("findingIds", ResultsTree.texts(cause.findingIds()));
      one.set("factIds", ResultsTree.texts(cause.factIds()));
    }
    return node;
  }

  private static ObjectNode voice(Answer.Voice voice, Map<String, Fact> facts) {
    var node = JSON.objectNode();
    ResultsTree.filled(node, "meaning", "meaningTemplate", voice.meaning(), facts);
    var advice = node.putArray("advice");
    for (var one : voice.advice()) {
      ResultsTree.filled(advice.addObject(), "text", "template", one, facts);
    }
    node.put("host", voice.host());
    node.set("models", ResultsTree.texts(voice.models()));
    node.put("charactersSent", voice.charactersSent());
    node.put("redacted", voice.redacted());
    node.put("off", voice.off());
    if (!voice.remarks().isEmpty()) {
      node.set("remarks", ResultsTree.texts(voice.remarks()));
    }
    return node;
  }

  private static ObjectNode routing(Answer.Routing routing) {
    var node = JSON.objectNode();
    node.set("chosen", ResultsTree.texts(routing.chosen()));
    var considered = node.putArray("considered");
    for (var one : routing.considered()) {
      considered
          .addObject()
          .put("skill", one.skill())
          .put("target", one.target())
          .put("score", one.score())
          .put("reason", one.reason());
    }
    node.set("refused", ResultsTree.texts(routing.refused()));
    return node;
  }

  private static ObjectNode usage(Answer.Usage usage) {
    var node =
        JSON.objectNode()
            .put("modelCalls", usage.modelCalls())
            .put("inputTokens", usage.inputTokens())
            .put("outputTokens", usage.outputTokens());
    if (Double.isNaN(usage.costUsd())) {
      node.putNull("costUsd");
    } else {
      node.put("costUsd", usage.costUsd());
    }
    return node.put("bytesRead", usage.bytesRead())
        .put("rowsRead", usage.rowsRead())
        .put("elapsedMs", usage.elapsedMs());
  }

  static Answer read(JsonNode node) {
    var tree = new Tree(node, "$");
    return new Answer(
        tree.text("answerId"),
        tree.textOr("sessionId", ""),
        tree.text("question"),
        tree.textOr("target", ""),
        ResultsTree.readWindows(tree.at("windows")),
        tree.constant("mode", Answer.Mode.class),
        tree.constant("status", Answer.Status.class),
        tree.textOr("summaryTemplate", tree.textOr("summary", "")),
        tree.list("findings", ResultsTree::readFinding),
        tree.list("facts", ResultsTree::readFact),
        tree.list("evidence", ResultsTree::readEvidence),
        new Answer.Plan(
            tree.at("plan").list("steps", AnswerTree::readStep),
            tree.at("plan").list("changes", AnswerTree::readChange)),
        ResultsTree.readCoverage(tree.at("coverage")),
        tree.whole("looks"),
        tree.whole("dropped"),
        new Answer.Routing(
            tree.at("routing").texts("chosen"),
            tree.at("routing").list("considered", AnswerTree::readConsidered),
            tree.at("routing").texts("refused")),
        tree.texts("next"),
        readUsage(tree.at("usage")),
        new Answer.Versions(
            tree.at("versions").textOr("clew", ""),
            tree.at("versions").textOr("prompts", ""),
            tree.at("versions").textOr("model", "")),
        new Answer.Receipt(tree.at("receipt").list("computations", ResultsTree::readComputation)),
        tree.has("voice") ? readVoice(tree.at("voice")) : Answer.Voice.OFF,
        tree.list("causes", AnswerTree::readCause));
  }

  private static Answer.Change readChange(Tree tree) {
    return new Answer.Change(
        tree.textOr("at", ""), tree.text("what"), tree.textOr("reason", ""), tree.textOr("by", ""));
  }

  private static Answer.Cause readCause(Tree tree) {
    return new Answer.Cause(
        tree.text("cause"),
        tree.textOr("target", ""),
        tree.constant("verdict", Answer.Verdict.class),
        tree.textOr("reasonTemplate", tree.textOr("reason", "")),
        tree.texts("findingIds"),
        tree.texts("factIds"));
  }

  private static Answer.Voice readVoice(Tree tree) {
    return new Answer.Voice(
        tree.textOr("meaningTemplate", tree.textOr("meaning", "")),
        tree.list("advice", one -> one.textOr("template", one.textOr("text", ""))),
        tree.textOr("host", ""),
        tree.texts("models"),
        tree.whole("charactersSent"),
        tree.whole("redacted"),
        tree.textOr("off", ""),
        tree.texts("remarks"));
  }

  private static Answer.Step readStep(Tree tree) {
    Windows windows = ResultsTree.readWindows(tree.at("windows"));
    List<String> facts = new ArrayList<>(tree.texts("factIds"));
    return new Answer.Step(
        tree.text("id"),
        tree.text("skill"),
        tree.textOr("target", ""),
        windows,
        tree.constant("status", StepStatus.class),
        tree.textOr("reason", ""),
        facts);
  }

  private static Answer.Considered readConsidered(Tree tree) {
    return new Answer.Considered(
        tree.text("skill"),
        tree.textOr("target", ""),
        tree.number("score"),
        tree.textOr("reason", ""));
  }

  private static Answer.Usage readUsage(Tree tree) {
    return new Answer.Usage(
        tree.whole("modelCalls"),
        tree.whole("inputTokens"),
        tree.whole("outputTokens"),
        tree.node().path("costUsd").isNull() ? Double.NaN : tree.number("costUsd"),
        tree.whole("bytesRead"),
        tree.whole("rowsRead"),
        tree.whole("elapsedMs"));
  }
}
