package dev.clew.interpretation.voice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Evidence;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Results;
import dev.clew.interpretation.ClaimCheck;
import dev.clew.interpretation.FactWriter;
import dev.clew.interpretation.Interpreter;
import dev.clew.interpretation.PlainText;
import dev.clew.interpretation.Sentences;
import dev.clew.models.Call;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.OutputSchema;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.context.Fence;
import dev.clew.models.context.PlainName;
import dev.clew.models.context.Tokens;
import dev.clew.models.context.View;
import dev.clew.models.guard.Guarded;
import dev.clew.models.guard.ModelUse;
import dev.clew.models.prompts.Prompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Has a model say in its words what a skill found.
///
/// The model sees findings, facts with their names and units, how the skill's findings are read,
/// and excerpts from the data, fenced; never rows of raw numbers. What it writes is held against
/// the evidence sentence by sentence. A sentence that fails goes back once with the reason, then it
/// is left out and counted.
public final class Narrator {
  /// Tokens of the facts that findings cite; what is beyond stays with the reader.
  private static final int ROOM_FOR_FACTS = 8_000;

  /// Tokens of facts that no finding cites, beyond those that findings cite.
  private static final int ROOM_FOR_OTHER_FACTS = 1_500;

  /// Characters of one finding, and of a fact's name.
  private static final int LONGEST_FINDING = 2_400;

  private static final int LONGEST_NAME = 240;

  /// Nothing of the data makes a longer part of a prompt, in characters: what comes before it cuts
  /// better.
  private static final int LONGEST_PART = 60_000;

  private static final int MOST_FINDINGS = 12;
  private static final int LONGEST_TEXT = 300;
  private static final int MOST_EXCERPTS = 12;

  /// Tokens of one excerpt, and of all of them.
  private static final long EXCERPT_TOKENS = 250;

  private static final long EXCERPTS_TOKENS = 1_800;
  private static final int MOST_OUTPUT_TOKENS = 2_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Guarded model;

  /// @param model with the question's allowance
  public Narrator(Guarded model) {
    this.model = model;
  }

  /// What the model says of results; [Spoken#isEmpty] where it said nothing that holds. What kept
  /// it from saying more is in its use and refusals.
  public Spoken speak(Results results, Brief brief) {
    var prompts = Prompt.hash(List.of(brief.rules(), brief.interpret()));
    var findings = Interpreter.byWeight(results.findings()).stream().limit(MOST_FINDINGS).toList();
    if (findings.isEmpty()) {
      return Spoken.NOTHING;
    }
    var excerpts = excerpts(results.evidence());
    var check =
        new SentenceCheck(
            findings,
            results.facts(),
            results.evidence(),
            untrusted(brief.target(), results.facts(), excerpts),
            List.of(brief.question(), brief.target(), brief.windows()),
            List.of(brief.card()),
            List.of(brief.rules().text(), brief.interpret().text()));
    var conversation = new ArrayList<Message>();
    conversation.add(new Message.Rules(brief.rules().render(Map.of())));
    conversation.add(new Message.User(prompt(findings, results.facts(), excerpts, brief)));
    var draft = new Draft(check, findings);
    try {
      var reply = asked(conversation);
      var wrong = draft.take(reply);
      if (wrong.isPresent()) {
        conversation.add(new Message.Assistant(reply.text(), List.of()));
        conversation.add(new Message.User(wrong.get()));
        draft.again(asked(conversation));
      }
    } catch (ModelException e) {
      // What held so far is said; the reason stands in the model's use.
    }
    return draft.spoken(model.use(), prompts);
  }

  private Reply asked(List<Message> conversation) {
    return model.complete(
        Call.forJson("interpret", Tier.STRONG, conversation, SCHEMA, MOST_OUTPUT_TOKENS));
  }

  private static String prompt(
      List<Finding> findings, List<Fact> facts, List<Excerpt> excerpts, Brief brief) {
    var values = new HashMap<String, String>();
    values.put("question", PlainText.line(PlainText.cut(brief.question(), 1_000)));
    values.put(
        "target",
        PlainName.is(brief.target())
            ? brief.target()
            : Fence.around("the target's name", PlainText.line(brief.target()), LONGEST_NAME));
    values.put("windows", PlainText.line(brief.windows()));
    values.put("how_to_interpret", brief.card().strip());
    values.put(
        "findings",
        Fence.around(
            "findings",
            findings.stream().map(Narrator::told).collect(Collectors.joining("\n")),
            LONGEST_PART));
    values.put("facts", Fence.around("facts", facts(findings, facts), LONGEST_PART));
    values.put("data", fenced(excerpts, brief.question()));
    return brief.interpret().render(values);
  }

  private static String told(Finding finding) {
    return finding.id()
        + " ("
        + finding.severity().name().toLowerCase(Locale.ROOT)
        + ", confidence "
        + Math.round(100 * finding.confidence())
        + " of 100): "
        + PlainText.cut(PlainText.line(finding.title()), LONGEST_NAME)
        + ". "
        + PlainText.cut(PlainText.line(finding.statement()), LONGEST_FINDING);
  }

  /// Facts that findings cite first, then others while there is room. Texts are cut: they come from
  /// the data.
  private static String facts(List<Finding> findings, List<Fact> facts) {
    var cited = new LinkedHashSet<String>();
    findings.forEach(finding -> cited.addAll(finding.factIds()));
    var lines = new ArrayList<String>();
    long left = ROOM_FOR_FACTS;
    for (var fact : facts) {
      if (cited.contains(fact.id())) {
        left = added(lines, fact, left, "(findings cite more facts, which are not shown)");
      }
    }
    long room = ROOM_FOR_OTHER_FACTS;
    for (var fact : facts) {
      if (!cited.contains(fact.id())) {
        room = added(lines, fact, room, "(more facts were computed; the reader can open them)");
      }
    }
    return String.join("\n", lines);
  }

  /// Adds a fact while there is room, and once that there are more.
  ///
  /// @return the room that is left; negative once it is spent
  private static long added(List<String> lines, Fact fact, long room, String more) {
    if (room < 0) {
      return room;
    }
    var line = line(fact);
    long left = room - Tokens.of(line) - 1;
    lines.add(left < 0 ? more : line);
    return left;
  }

  private static String line(Fact fact) {
    var value =
        fact.value() instanceof FactValue.Text(var text)
            ? "a text from the data: " + JSON.getNodeFactory().textNode(clipped(text))
            : FactWriter.write(fact);
    return fact.id()
        + " "
        + PlainText.cut(PlainText.line(fact.name()), LONGEST_NAME)
        + ": "
        + value;
  }

  private static String clipped(String text) {
    return PlainText.cut(PlainText.line(text), LONGEST_TEXT);
  }

  /// Excerpts, each shrunk to its share of tokens with its keys and shape kept, and fenced. The
  /// more there are, the less of each.
  private static String fenced(List<Excerpt> excerpts, String question) {
    if (excerpts.isEmpty()) {
      return "(no excerpts)";
    }
    var wanted =
        Arrays.stream(question.split("[^\\p{L}\\p{N}_]+"))
            .filter(word -> word.length() > 4)
            .toList();
    long each =
        Math.max(View.LEAST_TOKENS, Math.min(EXCERPT_TOKENS, EXCERPTS_TOKENS / excerpts.size()));
    return excerpts.stream()
        .map(excerpt -> {
          var view = View.of("clew traces " + excerpt.where(), excerpt.text(), wanted, each).text();
          return Fence.around(
              PlainName.is(excerpt.where()) ? excerpt.where() : "an excerpt",
              view,
              Math.max(1, view.length()));
        })
        .collect(Collectors.joining("\n"));
  }

  private static List<Excerpt> excerpts(List<Evidence> evidence) {
    return evidence.stream()
        .flatMap(piece -> piece.excerpts().stream())
        .distinct()
        .limit(MOST_EXCERPTS)
        .toList();
  }

  private static List<String> untrusted(String target, List<Fact> facts, List<Excerpt> excerpts) {
    var texts = new ArrayList<>(excerpts.stream().map(Excerpt::text).toList());
    if (!PlainName.is(target)) {
      texts.add(target);
    }
    facts.forEach(fact -> {
      if (fact.value() instanceof FactValue.Text(var text)) {
        texts.add(text);
      }
    });
    return texts;
  }

  private static final OutputSchema SCHEMA = schema();

  private static OutputSchema schema() {
    var json = JsonNodeFactory.instance;
    var texts = json.objectNode().put("type", "array");
    var item = object(texts.putObject("items"), "text", "findings");
    item.putObject("text").put("type", "string");
    item.putObject("findings").put("type", "array").putObject("items").put("type", "string");
    var statements = json.objectNode().put("type", "array");
    var one = object(statements.putObject("items"), "finding", "text");
    one.putObject("finding").put("type", "string");
    one.putObject("text").put("type", "string");
    var root = json.objectNode();
    var properties = object(root, "summary", "statements", "meaning", "next");
    properties.set("summary", texts);
    properties.set("statements", statements);
    properties.set("meaning", texts.deepCopy());
    properties.set("next", texts.deepCopy());
    return new OutputSchema("interpretation", root);
  }

  private static ObjectNode object(ObjectNode node, String... required) {
    node.put("type", "object").put("additionalProperties", false);
    var names = node.putArray("required");
    Set.of(required).stream().sorted().forEach(names::add);
    return node.putObject("properties");
  }

  /// The model's answer on its way from a reply to sentences that hold.
  private static final class Draft {
    private final SentenceCheck check;
    private final Set<String> known;
    private final Map<String, List<Spoken.Said>> kept = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private List<ClaimCheck.Refusal> refused = new ArrayList<>();
    private Optional<String> unread = Optional.empty();

    Draft(SentenceCheck check, List<Finding> findings) {
      this.check = check;
      this.known = findings.stream().map(Finding::id).collect(Collectors.toSet());
    }

    /// Takes the first reply.
    ///
    /// @return what the model must be told to do better, where anything is wrong
    Optional<String> take(Reply reply) {
      var broken = unusable(reply);
      unread = broken;
      if (broken.isPresent()) {
        return Optional.of(
            "Your answer could not be used: "
                + broken.get()
                + ". Answer again, as JSON of the schema.");
      }
      read(reply.text());
      if (refused.isEmpty()) {
        return Optional.empty();
      }
      var complaints =
          refused.stream()
              .map(one -> "- " + one.sentence() + "\n  refused: " + one.reason())
              .collect(Collectors.joining("\n"));
      return Optional.of(
          "These sentences were refused; all others are taken. Write only these anew, in the same form"
              + " and lists, or leave them out.\n"
              + Fence.around("your sentences, and why not", complaints, LONGEST_PART));
    }

    /// Takes the second reply: what fails now is left out.
    void again(Reply reply) {
      var first = refused;
      refused = new ArrayList<>();
      var broken = unusable(reply);
      if (broken.isPresent()) {
        refused = first;
        return;
      }
      unread = broken;
      read(reply.text());
    }

    Spoken spoken(ModelUse use, String prompts) {
      return new Spoken(
          list("summary"),
          list("statements"),
          list("meaning"),
          list("next"),
          refused,
          unread.map(why -> use.with("what it wrote could not be used, " + why)).orElse(use),
          prompts);
    }

    private List<Spoken.Said> list(String name) {
      return kept.getOrDefault(name, List.of());
    }

    private static Optional<String> unusable(Reply reply) {
      return switch (reply.finish()) {
        case LENGTH -> Optional.of("it was cut off before its end");
        case REFUSED -> Optional.of("it was refused");
        case TOOL_CALLS -> Optional.of("it calls a tool, and there is none");
        case STOP ->
            parsed(reply.text()).isPresent()
                ? Optional.empty()
                : Optional.of("it is no JSON object");
      };
    }

    private static Optional<JsonNode> parsed(String text) {
      var inner = text.strip().replaceFirst("(?s)^```(?:json)?\\s*(.*?)\\s*```$", "$1");
      try {
        var tree = JSON.readTree(inner);
        return tree != null && tree.isObject() ? Optional.of(tree) : Optional.empty();
      } catch (JsonProcessingException e) {
        return Optional.empty();
      }
    }

    private void read(String text) {
      var tree = parsed(text).orElseThrow();
      for (var name : List.of("summary", "meaning", "next")) {
        tree.path(name)
            .forEach(item -> {
              var about = new ArrayList<String>();
              item.path("findings").forEach(id -> about.add(id.asText()));
              take(name, item.path("text").asText(""), about);
            });
      }
      tree.path("statements")
          .forEach(item ->
              take(
                  "statements",
                  item.path("text").asText(""),
                  List.of(item.path("finding").asText(""))));
    }

    private void take(String list, String text, List<String> about) {
      var said = new ArrayList<String>();
      var ids = about.stream().filter(known::contains).distinct().toList();
      for (var sentence : Sentences.of(text.replaceAll("\\s+", " ").strip())) {
        if (!taken.add(list + about + sentence)) {
          // Sent again beside what was asked for anew.
          continue;
        }
        var wrong =
            check.wrong(sentence, about, list.equals("next") ? Manner.ADVICE : Manner.CLAIM);
        if (wrong.isPresent()) {
          taken.remove(list + about + sentence);
          refused.add(new ClaimCheck.Refusal(sentence, wrong.get()));
        } else {
          said.add(ended(sentence));
        }
      }
      if (!said.isEmpty()) {
        kept.computeIfAbsent(list, _ -> new ArrayList<>())
            .add(new Spoken.Said(String.join(" ", said), ids));
      }
    }

    private static String ended(String sentence) {
      return sentence.matches("(?s).*[.!?][\"'\u201d)]*") ? sentence : sentence + ".";
    }
  }
}
