package dev.clew.skills.promptoptimization.search;

import static dev.clew.skills.promptoptimization.search.Defects.bag;
import static dev.clew.skills.promptoptimization.search.Defects.example;
import static dev.clew.skills.promptoptimization.search.Defects.text;
import static dev.clew.skills.promptoptimization.search.Defects.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.models.Tier;
import dev.clew.models.Tool;
import dev.clew.skills.promptoptimization.search.Defects.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Six tasks with planted defects, each with its truth.
public final class PlantedTasks {
  private static final int EXAMPLES = 48;
  private static final String P = PromptTask.NAME;

  private PlantedTasks() {}

  static List<Defects> all() {
    return List.of(
        missingFormat(),
        contradiction(),
        wrongExample(),
        missingLanguage(),
        missingUnit(),
        misleadingTool());
  }

  private static Task prompt(String text) {
    return new PromptTask(text, new Check.Exact(), Tier.FAST, 200);
  }

  /// No order to answer as JSON, and none for the date's form: every answer is wrong, then half.
  static Defects missingFormat() {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < EXAMPLES; i++) {
      boolean dated = i % 2 == 0;
      examples.add(
          example(
              i,
              Map.of("order", "Order " + i + (dated ? " of 3 May 2026" : "")),
              dated ? "{\"id\":" + i + ",\"date\":\"2026-05-03\"}" : "{\"id\":" + i + "}"));
    }
    return new Defects(
        "missing format",
        new PromptTask(
            "Extract number and date.\n\nOrder: {{order}}",
            new Check.Json(List.of()),
            Tier.FAST,
            200),
        examples,
        (call, said) -> {
          var words = said.substring(said.indexOf("Order: Order ") + 13).split(" ", 2);
          var id = words[0].strip();
          boolean dated = words.length > 1;
          boolean json = said.contains("Answer with JSON alone");
          boolean iso = said.contains("YYYY-MM-DD");
          var date = iso ? "2026-05-03" : "3 May 2026";
          return text(
              said.contains("Explain yourself")
                  ? "Well, it is " + id
                  : json
                      ? dated
                          ? "{\"id\":" + id + ",\"date\":\"" + date + "\"}"
                          : "{\"id\":" + id + "}"
                      : "The number is " + id);
        },
        bag(
            List.of(
                new Edit(P, "", "Answer with JSON alone: id, and date where there is one."),
                new Edit(P, "", "Write dates as YYYY-MM-DD.")),
            List.of(
                new Edit(P, "", "Explain yourself."),
                new Edit(P, "Extract number and date.", "Extract it.")),
            P),
        texts ->
            texts.text(P).contains("Answer with JSON alone")
                && texts.text(P).contains("YYYY-MM-DD")
                && !texts.text(P).contains("Explain yourself"));
  }

  /// One line asks for one word, a later one for a full sentence.
  public static Defects contradiction() {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < EXAMPLES; i++) {
      examples.add(
          example(i, Map.of("review", "Review " + i), i % 3 == 0 ? "positive" : "negative"));
    }
    return new Defects(
        "contradiction",
        prompt(
            "Answer with one word, positive or negative.\nBe polite.\nAlways answer in a full"
                + " sentence.\n\nReview: {{review}}"),
        examples,
        (call, said) -> {
          int number = Integer.parseInt(said.substring(said.lastIndexOf(' ') + 1).strip());
          var label = number % 3 == 0 ? "positive" : "negative";
          boolean sentence = said.contains("full sentence");
          boolean word = said.contains("one word");
          return text(
              word && !sentence
                  ? label
                  // Torn between both, it obeys the one or the other.
                  : word && number % 4 == 0 ? label : "The review is " + label + ".");
        },
        bag(
            List.of(new Edit(P, "Always answer in a full sentence.", "")),
            List.of(
                new Edit(P, "Answer with one word, positive or negative.", ""),
                new Edit(P, "Be polite.", "Be very polite.")),
            P),
        texts -> !texts.text(P).contains("full sentence") && texts.text(P).contains("one word"));
  }

  /// An example in the prompt shows the wrong label for a kind of input.
  static Defects wrongExample() {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < EXAMPLES; i++) {
      examples.add(
          example(
              i,
              Map.of("mail", (i % 2 == 0 ? "money back " : "lost parcel ") + i),
              i % 2 == 0 ? "refund" : "shipping"));
    }
    return new Defects(
        "wrong example",
        prompt(
            "Label the mail: refund, shipping or other.\n\nExample: I want my money back -> other"
                + "\nExample: where is my parcel -> shipping\n\nMail: {{mail}}"),
        examples,
        (call, said) -> {
          boolean refund = said.substring(said.lastIndexOf("Mail:")).contains("money back");
          boolean misled = said.contains("money back -> other");
          boolean knows = said.contains("refund");
          return text(refund ? misled || !knows ? "other" : "refund" : "shipping");
        },
        bag(
            List.of(new Edit(P, "money back -> other", "money back -> refund")),
            List.of(
                new Edit(P, "my parcel -> shipping", "my parcel -> other"),
                new Edit(P, "refund, shipping or other", "shipping or other")),
            P),
        texts -> !texts.text(P).contains("money back -> other"));
  }

  /// Nothing says in which language to answer, and a third of the questions are in another one.
  static Defects missingLanguage() {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < EXAMPLES; i++) {
      boolean german = i % 3 == 0;
      examples.add(
          example(
              i,
              Map.of("question", german ? "Wo ist Gleis " + i : "Where is platform " + i),
              german ? "links" : "left"));
    }
    return new Defects(
        "missing language",
        prompt("You help travellers.\n\nQuestion: {{question}}"),
        examples,
        (call, said) -> {
          boolean german = said.substring(said.lastIndexOf("Question:")).contains("Wo ist");
          boolean same = said.contains("in the language of the question");
          boolean english = said.contains("Answer in English");
          return text(german && same && !english ? "links" : "left");
        },
        bag(
            List.of(new Edit(P, "", "Answer in the language of the question.")),
            List.of(
                new Edit(P, "", "Answer in English."),
                new Edit(P, "You help travellers.", "You help.")),
            P),
        texts ->
            texts.text(P).contains("in the language of the question")
                && !texts.text(P).contains("Answer in English"));
  }

  /// No unit is asked for, and nothing about rounding: two defects that hide each other.
  static Defects missingUnit() {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < EXAMPLES; i++) {
      examples.add(
          example(i, Map.of("length", i + (i % 2 == 0 ? ".4" : "") + " metres"), i + " m"));
    }
    return new Defects(
        "missing unit",
        prompt("Give the length.\nBe brief.\n\nLength: {{length}}"),
        examples,
        (call, said) -> {
          var value = said.substring(said.lastIndexOf("Length:") + 8).split(" ")[0];
          boolean rounds = said.contains("Round to whole metres");
          var number = rounds && value.contains(".") ? value.split("\\.")[0] : value;
          var unit = said.contains("unit m") ? said.contains("unit mm") ? " mm" : " m" : "";
          return text(number + unit);
        },
        bag(
            List.of(
                new Edit(P, "", "Put the unit m behind the number."),
                new Edit(P, "Be brief.", "Round to whole metres.")),
            List.of(new Edit(P, "", "Put the unit mm behind the number.")),
            P),
        texts ->
            texts.text(P).contains("unit m ")
                && texts.text(P).contains("Round to whole metres")
                && !texts.text(P).contains("unit mm"));
  }

  /// A tool's description claims what another tool is for.
  public static Defects misleadingTool() {
    var parameters = JsonNodeFactory.instance.objectNode().put("type", "object");
    parameters.putObject("properties");
    var tools =
        List.of(
            new Tool("cancel_order", "Cancels orders. Also answers where an order is.", parameters),
            new Tool("track_order", "Works with orders.", parameters),
            new Tool("refund", "Pays money back.", parameters));
    var examples = new ArrayList<Example>();
    for (int i = 0; i < EXAMPLES; i++) {
      var kind = i % 3;
      examples.add(
          example(
              i,
              Map.of(
                  "user",
                  (kind == 0 ? "Cancel " : kind == 1 ? "Where is " : "Money back for ") + i),
              kind == 0 ? "cancel_order" : kind == 1 ? "track_order" : "refund"));
    }
    return new Defects(
        "misleading tool",
        new ToolTask(tools, Tier.FAST, 200),
        examples,
        (call, said) -> {
          var cancel = description(call.tools(), "cancel_order");
          var track = description(call.tools(), "track_order");
          var refund = description(call.tools(), "refund");
          return tool(
              said.startsWith("Cancel")
                  ? cancel.contains("cancels") ? "cancel_order" : "refund"
                  : said.startsWith("Where")
                      ? chance(said, track.contains("where"), cancel.contains("where"))
                          ? "track_order"
                          : "cancel_order"
                      : refund.contains("money back") ? "refund" : "cancel_order");
        },
        bag(
            List.of(
                new Edit("cancel_order", " Also answers where an order is.", ""),
                new Edit("track_order", "Works with orders.", "Says where an order is.")),
            List.of(
                new Edit("cancel_order", "Cancels orders.", "Does things."),
                new Edit("refund", "Pays money back.", "Handles payments.")),
            "track_order"),
        texts ->
            !texts.text("cancel_order").contains("where")
                && texts.text("track_order").toLowerCase(Locale.ROOT).contains("where"));
  }

  /// With one defect of two left, one request in two goes the wrong way.
  private static boolean chance(String said, boolean isSaid, boolean isClaimed) {
    boolean oneLeft = isSaid == isClaimed;
    return isSaid && !isClaimed || oneLeft && said.hashCode() % 2 == 0;
  }

  private static String description(List<Tool> tools, String name) {
    return tools.stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseThrow()
        .description()
        .toLowerCase(Locale.ROOT);
  }
}
