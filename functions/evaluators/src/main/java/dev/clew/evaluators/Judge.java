package dev.clew.evaluators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.OutputSchema;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.context.Fence;
import dev.clew.models.prompts.Prompt;
import dev.clew.models.prompts.PromptFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A language model that judges by an evaluator's template.
///
/// The example's texts are fenced. An answer that is no label of the evaluator's is told once;
/// after a second one the example is not judged.
final class Judge {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_OUTPUT_TOKENS = 600;

  /// Characters of one text that a judge is shown; the middle of longer ones is left out.
  private static final int MOST_CHARACTERS = 12_000;

  private static final int LONGEST_EXPLANATION = 1_000;

  private final Definition definition;
  private final Prompt template;
  private final Prompt rules;
  private final Prompt again;

  Judge(Definition definition, Prompt template, PromptFiles prompts) {
    this.definition = definition;
    this.template = template;
    this.rules = prompts.prompt("evaluators/judge.md", Judge.class, "judge.md");
    this.again = prompts.prompt("evaluators/judge-again.md", Judge.class, "judge-again.md");
  }

  Verdict judge(Example example, LanguageModel model) {
    var values = new LinkedHashMap<String, String>();
    for (var place : template.places()) {
      var text = example.text(place);
      if (text.isEmpty()) {
        return Evaluators.notLogged(place);
      }
      values.put(place, Fence.around(place, text.get(), MOST_CHARACTERS));
    }
    var messages = new ArrayList<Message>();
    messages.add(
        new Message.Rules(
            rules.render(
                Map.of(
                    "evaluator", definition.name(),
                    "description", definition.description(),
                    "labels", definition.labels().words()))));
    messages.add(new Message.User(template.render(values)));
    try {
      var first = ask(messages, model);
      var verdict = read(first);
      if (verdict.isPresent()) {
        return verdict.get();
      }
      if (first.finish() == Reply.Finish.REFUSED) {
        return new Verdict.NotJudged(Verdict.Cause.NEEDS_MODEL, "the model would not judge it");
      }
      messages.add(new Message.Assistant(first.text(), List.of()));
      messages.add(new Message.User(again.render(Map.of("labels", definition.labels().words()))));
      return read(ask(messages, model))
          .orElseGet(() ->
              new Verdict.NotJudged(
                  Verdict.Cause.INVALID_LABEL, "the model gave none of the labels, asked twice"));
    } catch (ModelException e) {
      return new Verdict.NotJudged(Verdict.Cause.NEEDS_MODEL, String.valueOf(e.getMessage()));
    }
  }

  private Reply ask(List<Message> messages, LanguageModel model) {
    return model.complete(
        Call.forJson("evaluate", Tier.STRONG, messages, schema(), MOST_OUTPUT_TOKENS));
  }

  /// Explanation first: a model that has written why gives the better label.
  private OutputSchema schema() {
    var schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    var properties = schema.putObject("properties");
    properties.putObject("explanation").put("type", "string");
    var label = properties.putObject("label").put("type", "string");
    var constants = label.putArray("enum");
    definition.labels().all().forEach(one -> constants.add(one.name()));
    schema.putArray("required").add("explanation").add("label");
    schema.put("additionalProperties", false);
    return new OutputSchema("verdict", schema);
  }

  private Optional<Verdict> read(Reply reply) {
    if (reply.finish() == Reply.Finish.LENGTH || reply.finish() == Reply.Finish.REFUSED) {
      return Optional.empty();
    }
    try {
      var answer = JSON.readTree(reply.text());
      if (answer == null || !answer.path("label").isTextual()) {
        return Optional.empty();
      }
      var explanation = answer.path("explanation").asText("").strip();
      return definition
          .labels()
          .read(answer.path("label").asText())
          .map(read ->
              new Verdict.Judged(
                  read.label().name(),
                  read.label().score(),
                  explanation.length() <= LONGEST_EXPLANATION
                      ? explanation
                      : explanation.substring(0, LONGEST_EXPLANATION) + "\u2026",
                  Verdict.Annotator.LLM));
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }
}
