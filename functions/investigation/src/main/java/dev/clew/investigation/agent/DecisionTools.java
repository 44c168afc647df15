package dev.clew.investigation.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.models.Tool;
import dev.clew.skills.Card;
import dev.clew.skills.ParameterSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// The tools by which a model decides, with strict schemas made from the cards and from what the
/// plan holds: what is not there can not be named.
final class DecisionTools {
  static final String ADD = "add_step";
  static final String DROP = "drop_step";
  static final String REORDER = "reorder";
  static final String BRANCH = "branch";
  static final String FACTS = "facts";
  static final String READ = "read";
  static final String COMPUTE = "compute";
  static final String ASK = "ask_user";
  static final String CONTINUE = "continue";
  static final String FINISH = "finish";

  private DecisionTools() {}

  /// Those that make sense now.
  ///
  /// @param causes keys of the causes that are considered
  static List<Tool> of(Agenda agenda, List<Card> cards, List<String> targets, List<String> causes) {
    var tools = new ArrayList<Tool>();
    var pending = ids(agenda.todo().pending());
    if (!agenda.todo().isFull()) {
      tools.add(add(cards, targets));
      if (targets.size() > 1) {
        tools.add(branch(cards, targets));
      }
    }
    if (!pending.isEmpty()) {
      tools.add(drop(pending));
    }
    if (pending.size() > 1) {
      tools.add(reorder(pending));
    }
    var over = ids(agenda.todo().over());
    tools.add(facts(over));
    tools.add(read(over));
    tools.add(compute());
    if (agenda.asked() < Decisions.MOST_ASKED) {
      tools.add(ask());
    }
    tools.add(new Tool(CONTINUE, "Goes on with the plan as it is.", strict()));
    tools.add(finish(causes));
    return List.copyOf(tools);
  }

  private static List<String> ids(List<PlannedStep> steps) {
    return steps.stream().map(PlannedStep::id).toList();
  }

  private static Tool add(List<Card> cards, List<String> targets) {
    var schema = strict();
    constant(schema, "skill", cards.stream().map(Card::name).toList());
    constant(schema, "target", targets);
    window(schema, "baseline");
    window(schema, "current");
    var names = new LinkedHashSet<String>();
    cards.forEach(card -> names.addAll(ParameterSchema.of(card).names()));
    settings(schema, List.copyOf(names));
    why(schema);
    return new Tool(ADD, "Adds a step that is taken next.", schema);
  }

  private static Tool branch(List<Card> cards, List<String> targets) {
    var schema = strict();
    constant(schema, "skill", cards.stream().map(Card::name).toList());
    constants(schema, "targets", targets);
    why(schema);
    return new Tool(BRANCH, "Adds the same step on two or three targets.", schema);
  }

  private static Tool drop(List<String> pending) {
    var schema = strict();
    constant(schema, "step", pending);
    why(schema);
    return new Tool(DROP, "Leaves a step out that is not needed any more.", schema);
  }

  private static Tool reorder(List<String> pending) {
    var schema = strict();
    constants(schema, "steps", pending);
    why(schema);
    return new Tool(REORDER, "Takes these steps first, in this order.", schema);
  }

  private static Tool facts(List<String> over) {
    var schema = strict();
    constant(schema, "step", over);
    text(schema, "name", "a fact's name; * stands for any characters");
    return new Tool(FACTS, "Shows facts that a step found.", schema);
  }

  private static Tool read(List<String> over) {
    var schema = strict();
    constant(schema, "step", over);
    optional(schema, "path", "string", "a part of it, such as $.evidence[0].excerpts; null: all");
    optional(schema, "grep", "string", "words to look for in that part; null: none");
    optional(schema, "page", "integer", "a page of that part, from 1; null: as much as fits");
    return new Tool(READ, "Opens a step's whole result, or a part of it.", schema);
  }

  private static Tool compute() {
    var schema = strict();
    text(
        schema,
        "expression",
        "facts by id with + - * / abs min max and brackets: S1.F7 / S2.F3; no numbers of your own but small whole ones");
    return new Tool(
        COMPUTE, "Has code work out a number from facts, and keeps it as a fact.", schema);
  }

  private static Tool ask() {
    var schema = strict();
    constant(schema, "about", List.of("current", "baseline", "target"));
    return new Tool(
        ASK, "Asks the user which stretch of data or which target he means, and waits.", schema);
  }

  private static Tool finish(List<String> causes) {
    var schema = strict();
    var list = property(schema, "causes").put("type", "array");
    var item = JsonNodeFactory.instance.objectNode();
    item.put("type", "object");
    item.putObject("properties");
    item.putArray("required");
    item.put("additionalProperties", false);
    if (causes.isEmpty()) {
      text(item, "cause", "a cause");
    } else {
      constant(item, "cause", causes);
    }
    var facts = property(item, "facts").put("type", "array");
    facts.putObject("items").put("type", "string");
    list.set("items", item);
    return new Tool(FINISH, "Ends the investigation; refused while steps are open.", schema);
  }

  private static void why(ObjectNode schema) {
    constant(schema, "why", Why.ids());
    var facts = property(schema, "facts").put("type", "array");
    facts.put("description", "ids of the facts that made you decide so, such as S1.F7");
    facts.putObject("items").put("type", "string");
  }

  private static void settings(ObjectNode schema, List<String> names) {
    var list = property(schema, "settings").put("type", "array");
    list.put(
        "description",
        "parameters of the skill; empty for the defaults, which are right unless the question says otherwise");
    var item = JsonNodeFactory.instance.objectNode();
    item.put("type", "object");
    item.putObject("properties");
    item.putArray("required");
    item.put("additionalProperties", false);
    constant(item, "name", names);
    text(item, "value", "in the question's own words, or a name from the data");
    list.set("items", item);
  }

  private static void window(ObjectNode schema, String which) {
    optional(
        schema,
        which,
        "string",
        "the "
            + which
            + " window in the question's own words, such as 'since row 70,000'; null for the default");
  }

  private static void optional(ObjectNode schema, String name, String type, String description) {
    var property = property(schema, name);
    property.putArray("type").add(type).add("null");
    property.put("description", description);
  }

  private static void constant(ObjectNode schema, String name, List<String> values) {
    var property = property(schema, name).put("type", "string");
    ArrayNode list = property.putArray("enum");
    values.forEach(list::add);
  }

  private static void constants(ObjectNode schema, String name, List<String> values) {
    var items =
        property(schema, name).put("type", "array").putObject("items").put("type", "string");
    ArrayNode list = items.putArray("enum");
    values.forEach(list::add);
  }

  private static void text(ObjectNode schema, String name, String description) {
    property(schema, name).put("type", "string").put("description", description);
  }

  private static ObjectNode property(ObjectNode schema, String name) {
    schema.withArray("/required").add(name);
    return schema.withObject("/properties").putObject(name);
  }

  private static ObjectNode strict() {
    var root = JsonNodeFactory.instance.objectNode();
    root.put("type", "object");
    root.putObject("properties");
    root.putArray("required");
    root.put("additionalProperties", false);
    return root;
  }
}
