package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a Choice state's rules.
final class ChoiceReader {
  private final Fields fields;

  ChoiceReader(Fields fields) {
    this.fields = fields;
  }

  State.Choice choice(State.Data data) {
    var branches = new ArrayList<State.Choice.Branch>();
    for (var rule : rules(fields, "Choices")) {
      rule.text("Comment");
      var next = rule.neededText("Next");
      branches.add(new State.Choice.Branch(rule(rule), next));
    }
    return new State.Choice(data, List.copyOf(branches), fields.text("Default"));
  }

  private static List<Fields> rules(Fields fields, String name) {
    var json = fields.needed(name);
    var at = fields.at(name);
    if (!json.isArray() || json.isEmpty()) {
      throw at.refuse("at least one rule is needed");
    }
    var rules = new ArrayList<Fields>();
    for (var i = 0; i < json.size(); i++) {
      rules.add(new Fields(json.get(i), at.then(i)));
    }
    return rules;
  }

  private static List<Rule> inner(Fields fields, String name) {
    return rules(fields, name).stream().map(ChoiceReader::rule).toList();
  }

  private static Rule rule(Fields fields) {
    Rule rule;
    if (fields.has("And")) {
      rule = new Rule.And(inner(fields, "And"));
    } else if (fields.has("Or")) {
      rule = new Rule.Or(inner(fields, "Or"));
    } else if (fields.has("Not")) {
      rule = new Rule.Not(rule(new Fields(fields.needed("Not"), fields.at("Not"))));
    } else {
      rule = test(fields);
    }
    fields.done();
    return rule;
  }

  private static Rule test(Fields fields) {
    fields.neededText("Variable");
    var variable = fields.path("Variable").orElseThrow();
    for (var comparison : Comparison.values()) {
      var value = fields.value(comparison.field());
      if (value.isPresent()) {
        return new Rule.Test(variable, comparison, literal(fields, comparison, value.get()));
      }
      if (comparison.takesPath()) {
        Optional<Path> path = fields.path(comparison.field() + "Path");
        if (path.isPresent()) {
          return new Rule.Test(variable, comparison, path.get());
        }
      }
    }
    throw fields.at().refuse("it compares nothing, or by an operator that is not known");
  }

  private static Expression literal(Fields fields, Comparison comparison, JsonNode value) {
    if (!comparison.takes(value)) {
      throw fields.at(comparison.field()).refuse(comparison.field() + " does not take " + value);
    }
    return new Literal(value);
  }
}
