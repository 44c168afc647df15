package dev.clew.skills.promptoptimization.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.models.Call;
import dev.clew.models.Message;
import dev.clew.models.OutputSchema;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.context.Fence;
import dev.clew.models.prompts.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Shows a model the texts and a few answers with what was wrong with them, and has it propose a
/// few edits. What it proposes is only tried; nothing is believed.
final class Reflection implements Proposer {
  static final String PURPOSE = "reflect";
  private static final int FAILURES = 4;
  private static final int PASSES = 2;
  private static final int LONGEST_TEXT = 120_000;
  private static final int LONGEST_INPUT = 2_000;
  private static final int LONGEST_ANSWER = 1_200;
  private static final int MOST_EDITS = 4;
  private static final int LONGEST_WHY = 300;
  private static final int MOST_OUTPUT_TOKENS = 2_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Prompt rules;
  private final Prompt failures;

  /// @param rules what the model is told to do
  /// @param failures how texts and failures are set out: places `texts` and `answers`
  Reflection(Prompt rules, Prompt failures) {
    this.rules = rules;
    this.failures = failures;
  }

  @Override
  public Optional<Proposal> propose(Situation situation) {
    var failing = situation.failures();
    if (failing.isEmpty()) {
      return Optional.empty();
    }
    var texts = situation.parent().candidate().texts();
    var reply =
        situation
            .bench()
            .ask(
                Call.forJson(
                    PURPOSE,
                    Tier.STRONG,
                    List.of(
                        new Message.Rules(rules.text()),
                        new Message.User(
                            failures.render(
                                Map.of(
                                    "texts", shown(texts),
                                    "answers", answers(situation, failing))))),
                    schema(texts),
                    MOST_OUTPUT_TOKENS));
    return reply.finish() == Reply.Finish.STOP ? read(situation, reply.text()) : Optional.empty();
  }

  private static String shown(Texts texts) {
    var shown = new ArrayList<String>();
    texts
        .byName()
        .forEach((name, text) -> shown.add(Fence.around("text " + name, text, LONGEST_TEXT)));
    return String.join("\n", shown);
  }

  private static String answers(Situation situation, List<Integer> failing) {
    var some = new ArrayList<>(failing.subList(0, Math.min(FAILURES, failing.size())));
    var passes = situation.passes();
    some.addAll(passes.subList(0, Math.min(PASSES, passes.size())));
    var shown = new ArrayList<String>();
    for (int e : some) {
      var example = situation.training().get(e);
      situation.parent().trial(e).ifPresent(trial -> shown.add(answer(example, trial)));
    }
    return String.join("\n\n", shown);
  }

  private static String answer(Example example, Trial trial) {
    return Fence.around("input", example.asked(), LONGEST_INPUT)
        + "\n"
        + Fence.around("answer given", trial.answer(), LONGEST_ANSWER)
        + "\n"
        + (example.expected().isEmpty()
            ? ""
            : Fence.around("answer expected", example.expected(), LONGEST_ANSWER) + "\n")
        + (trial.score().isRight()
            ? "Right."
            : "Wrong: " + Fence.harmless(trial.score().reason().toLowerCase(Locale.ROOT)));
  }

  /// `{why, edits: [{text, find, replace}]}`, strict.
  private static OutputSchema schema(Texts texts) {
    var schema = object("why", "edits");
    var properties = schema.putObject("properties");
    properties.putObject("why").put("type", "string");
    var edits = properties.putObject("edits").put("type", "array");
    var edit = object("text", "find", "replace");
    var fields = edit.putObject("properties");
    var names = fields.putObject("text").put("type", "string").putArray("enum");
    texts.byName().keySet().forEach(names::add);
    fields.putObject("find").put("type", "string");
    fields.putObject("replace").put("type", "string");
    edits.set("items", edit);
    return new OutputSchema("edits", schema);
  }

  private static ObjectNode object(String... required) {
    var node = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
    var names = node.putArray("required");
    for (var name : required) {
      names.add(name);
    }
    return node;
  }

  private static Optional<Proposal> read(Situation situation, String reply) {
    JsonNode tree;
    try {
      tree = JSON.readTree(reply);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    var parent = situation.parent();
    var texts = parent.candidate().texts();
    int edits = 0;
    for (var edit : tree.path("edits")) {
      var name = edit.path("text").asText();
      if (edits++ == MOST_EDITS || !texts.byName().containsKey(name)) {
        return Optional.empty();
      }
      var changed =
          edited(texts.text(name), edit.path("find").asText(), edit.path("replace").asText());
      if (changed.isEmpty()) {
        return Optional.empty();
      }
      texts = texts.with(name, changed.get());
    }
    var why = tree.path("why").asText().strip().replaceAll("\\s+", " ");
    return texts.equals(parent.candidate().texts())
        ? Optional.empty()
        : Optional.of(
            new Proposal(
                texts,
                List.of(parent),
                Candidate.Move.REFLECTION,
                Set.copyOf(parent.candidate().shown()),
                why.length() <= LONGEST_WHY ? why : why.substring(0, LONGEST_WHY) + "\u2026"));
  }

  /// The text with what was found once replaced; what is to be found nowhere is a paragraph of its
  /// own, before the one with the first variable.
  private static Optional<String> edited(String text, String find, String replace) {
    if (find.isEmpty()) {
      return replace.isBlank() ? Optional.empty() : Optional.of(added(text, replace.strip()));
    }
    int at = text.indexOf(find);
    if (at < 0 || text.indexOf(find, at + 1) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        (text.substring(0, at) + replace + text.substring(at + find.length()))
            .replaceAll("\n{3,}", "\n\n"));
  }

  private static String added(String text, String paragraph) {
    var paragraphs = new ArrayList<>(List.of(text.split("\n\n", -1)));
    int at = paragraphs.size();
    for (int i = paragraphs.size() - 1; i >= 0; i--) {
      at = Variables.in(paragraphs.get(i)).isEmpty() ? at : i;
    }
    paragraphs.add(at, paragraph);
    return String.join("\n\n", paragraphs);
  }

  @Override
  public int weight() {
    return 6;
  }
}
