package dev.clew.investigation.agent;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Unit;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.rails.Said;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import dev.clew.skills.ParameterSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Steps that a model asks for: the skill and the target must be there, and what it fills in must
/// stand in the question, in the card, in a fact, or among the data's own names.
final class NewSteps {
  private final SoFar soFar;
  private final Catalogue catalogue;
  private final List<TargetNames> targets;

  NewSteps(SoFar soFar, Catalogue catalogue, List<TargetNames> targets) {
    this.soFar = soFar;
    this.catalogue = catalogue;
    this.targets = targets;
  }

  /// @param settles what is known after it
  record New(StepRequest request, String settles) {}

  /// @throws Refused with what is wrong with it
  New one(Arguments arguments) throws Refused {
    var card = card(arguments);
    var target = target(card, arguments.text("target"));
    return of(
        card,
        new StepRequest(
            card.name(),
            target,
            window(arguments, "baseline"),
            window(arguments, "current"),
            true,
            settings(card, target, arguments),
            "added by the model"));
  }

  /// The same step on two or three targets.
  ///
  /// @throws Refused with what is wrong with it
  List<New> several(Arguments arguments) throws Refused {
    var names = arguments.texts("targets");
    if (names.size() < 2 || names.size() > 3) {
      throw new Refused("a branch takes two or three targets");
    }
    var card = card(arguments);
    var steps = new ArrayList<New>();
    for (var name : names) {
      steps.add(of(card, StepRequest.of(card.name(), target(card, name))));
    }
    return steps;
  }

  private static New of(Card card, StepRequest request) {
    var about = card.description().replaceAll("\\s+", " ").strip();
    return new New(request, about.replaceFirst("(?s)(\\.(\\s.*)?$|[:;(].*)", "").strip());
  }

  private Card card(Arguments arguments) throws Refused {
    var skill = arguments.text("skill");
    return catalogue
        .card(skill)
        .orElseThrow(() ->
            new Refused(
                "there is no skill '"
                    + Arguments.shortened(skill)
                    + "'; there are "
                    + String.join(", ", catalogue.ids())));
  }

  private String target(Card card, String name) throws Refused {
    var fitting =
        targets.stream()
            .filter(one -> card.reads().contains(one.reads()))
            .map(TargetNames::name)
            .toList();
    if (!fitting.contains(name)) {
      throw new Refused(
          card.name()
              + " can not look at '"
              + Arguments.shortened(name)
              + "', only at "
              + String.join(", ", fitting));
    }
    return name;
  }

  private Map<String, String> settings(Card card, String target, Arguments arguments)
      throws Refused {
    var schema = ParameterSchema.of(card);
    var settings = new LinkedHashMap<String, String>();
    for (var one : arguments.each("settings")) {
      var name = one.tree().path("name").asText("");
      var value = one.tree().path("value").asText("").strip();
      if (!schema.names().contains(name)) {
        throw new Refused(
            card.name()
                + " has no parameter '"
                + Arguments.shortened(name)
                + "', only "
                + String.join(", ", schema.names()));
      }
      if (value.isEmpty() || value.equals(schema.defaultOf(name).orElse(""))) {
        continue;
      }
      try {
        schema.complete(Map.of(name, value));
      } catch (ClewException e) {
        throw new Refused(e.problem().toString());
      }
      if (!schema.constants(name).contains(value)
          && !isNamed(schema.description(name), target, value)) {
        throw new Refused(
            "'"
                + Arguments.shortened(value)
                + "' stands neither in the question nor in the data's names");
      }
      settings.put(name, value);
    }
    return settings;
  }

  /// Whether a value is made of the question's words, the card's, and names of what is in the
  /// target. Its content is opened only where the question does not suffice.
  private boolean isNamed(String description, String target, String value) {
    var said = said();
    if (said.holds(value)) {
      return true;
    }
    var names = new ArrayList<String>();
    names.add(description.replaceAll("[0-9]+", " "));
    targets.stream()
        .filter(one -> one.name().equals(target))
        .flatMap(one -> one.content().stream())
        .map(TargetNames.Name::text)
        .forEach(names::add);
    return said.and(names).holds(value);
  }

  private Optional<String> window(Arguments arguments, String which) throws Refused {
    var window = arguments.textOrNone(which);
    if (window.isEmpty() || window.equals("null")) {
      return Optional.empty();
    }
    var rows =
        soFar.all().all().stream()
            .filter(known -> known.fact().unit().equals(Unit.ROW_NUMBER))
            .filter(known -> known.fact().value() instanceof FactValue.Whole)
            .map(known -> String.valueOf((long) known.fact().number()))
            .toList();
    if (!said().and(rows).holds(window)) {
      throw new Refused(
          which
              + " '"
              + Arguments.shortened(window)
              + "' stands neither in the question nor in a fact");
    }
    return Optional.of(window);
  }

  private Said said() {
    return Said.in(soFar.agenda().brief().question().text());
  }
}
