package dev.clew.investigation.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.StepStatus;
import dev.clew.evidence.Unit;
import dev.clew.interpretation.PlainText;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.expressions.Evaluated;
import dev.clew.investigation.expressions.Expression;
import dev.clew.investigation.expressions.ExpressionError;
import dev.clew.investigation.expressions.Known;
import dev.clew.investigation.expressions.Value;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Computed;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.rails.Said;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.models.ToolCall;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import dev.clew.skills.ParameterSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Takes a model's decisions into the agenda, each checked: what it names must be there, what it
/// fills in must come from the question, the cards or the data's own names, and what it ends with
/// must be supported.
final class Decisions {
  static final String MODEL = "model";
  private static final int MOST_BRANCHES = 2;
  private static final int MOST_COMPUTED = 8;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern OWN_NUMBER =
      Pattern.compile("(?<![A-Za-z0-9.])[0-9]+(?:\\.[0-9]+)?%?");

  private final SoFar soFar;
  private final Catalogue catalogue;
  private final List<TargetNames> targets;
  private final List<Tested> tested;
  private final String at;

  /// @param at the step that was reflected on
  Decisions(
      SoFar soFar, Catalogue catalogue, List<TargetNames> targets, List<Tested> tested, String at) {
    this.soFar = soFar;
    this.catalogue = catalogue;
    this.targets = targets;
    this.tested = tested;
    this.at = at;
  }

  /// The agenda after one decision.
  ///
  /// @throws Refused with what is wrong with it
  Agenda taken(Agenda agenda, ToolCall call) throws Refused {
    var arguments = parsed(call.arguments());
    return switch (call.name()) {
      case DecisionTools.ADD -> added(agenda, arguments);
      case DecisionTools.BRANCH -> branched(agenda, arguments);
      case DecisionTools.DROP -> dropped(agenda, arguments);
      case DecisionTools.REORDER -> reordered(agenda, arguments);
      case DecisionTools.COMPUTE -> computed(agenda, text(arguments, "expression"));
      case DecisionTools.ASK -> asked(agenda, text(arguments, "about"));
      case DecisionTools.CONTINUE -> agenda;
      case DecisionTools.FINISH -> finished(agenda, arguments);
      default -> throw new Refused("there is no tool '" + shortened(call.name()) + "'");
    };
  }

  private Agenda added(Agenda agenda, JsonNode arguments) throws Refused {
    var card = card(text(arguments, "skill"));
    var target = target(card, text(arguments, "target"));
    var request =
        new StepRequest(
            card.name(),
            target,
            window(arguments, "baseline"),
            window(arguments, "current"),
            true,
            settings(card, target, arguments.path("settings")),
            "added by the model");
    return adding(agenda, request, why(arguments), "added ");
  }

  private Agenda branched(Agenda agenda, JsonNode arguments) throws Refused {
    var before =
        agenda.changes().stream().filter(change -> change.what().startsWith("branched")).count();
    if (before >= MOST_BRANCHES) {
      throw new Refused("the plan has branched " + before + " times; go on with what it has");
    }
    var names = texts(arguments, "targets");
    if (names.size() < 2 || names.size() > 3) {
      throw new Refused("a branch takes two or three targets");
    }
    var card = card(text(arguments, "skill"));
    var reason = why(arguments);
    var branched = agenda;
    for (var name : names) {
      var request = StepRequest.of(card.name(), target(card, name));
      if (Rules.same(branched, request).isEmpty()) {
        branched = adding(branched, request, reason, "branched, added ");
      }
    }
    if (branched.equals(agenda)) {
      throw new Refused("all of these steps are in the plan");
    }
    return branched;
  }

  private Agenda adding(Agenda agenda, StepRequest request, String reason, String what)
      throws Refused {
    if (agenda.steps().size() >= Agenda.MOST_STEPS) {
      throw new Refused("the plan has " + Agenda.MOST_STEPS + " steps, which is the most");
    }
    var same = Rules.same(agenda, request);
    if (same.isPresent()) {
      throw new Refused(
          same.get().isOpen()
              ? same.get().id() + " will do exactly that"
              : same.get().id() + " has done exactly that; look at its facts");
    }
    return agenda
        .adding(
            new PlannedStep(
                agenda.nextId(),
                "",
                request,
                settles(request.skill()),
                "",
                StepStatus.PENDING,
                reason))
        .changed(
            new Answer.Change(
                at, what + agenda.nextId() + ": " + Rules.said(request), reason, MODEL));
  }

  private String settles(String skill) {
    var text = catalogue.require(skill).description().replaceAll("\\s+", " ").strip();
    return text.replaceFirst("(?s)(\\.(\\s.*)?$|[:;(].*)", "").strip();
  }

  private Agenda dropped(Agenda agenda, JsonNode arguments) throws Refused {
    var step = pending(agenda, text(arguments, "step"));
    var reason = why(arguments);
    return agenda
        .without(step.id())
        .changed(
            new Answer.Change(
                at, "dropped " + step.id() + ": " + Rules.said(step.request()), reason, MODEL));
  }

  private Agenda reordered(Agenda agenda, JsonNode arguments) throws Refused {
    var ids = new ArrayList<>(new LinkedHashSet<>(texts(arguments, "steps")));
    if (ids.isEmpty()) {
      throw new Refused("name the steps that come first");
    }
    var reason = why(arguments);
    var moved = agenda;
    for (var id : ids.reversed()) {
      moved = Rules.moved(moved, pending(agenda, id));
    }
    return moved.steps().equals(agenda.steps())
        ? agenda
        : moved.changed(
            new Answer.Change(at, "took " + String.join(", ", ids) + " first", reason, MODEL));
  }

  private Agenda computed(Agenda agenda, String source) throws Refused {
    if (agenda.computed().size() >= MOST_COMPUTED) {
      throw new Refused("enough was computed: " + MOST_COMPUTED + " numbers");
    }
    var same =
        agenda.computed().stream()
            .filter(one -> one.expression().equals(source.strip()))
            .findFirst();
    if (same.isPresent()) {
      return agenda;
    }
    for (var number : OWN_NUMBER.matcher(source).results().map(m -> m.group()).toList()) {
      if (!List.of("1", "2", "100").contains(number)) {
        throw new Refused("the number " + number + " comes from no fact; name facts by their ids");
      }
    }
    Evaluated evaluated;
    try {
      evaluated = Expression.parse(source).on(soFar.all());
    } catch (ExpressionError e) {
      throw new Refused(e.why());
    }
    if (!source.strip().matches("[-+*/(), A-Za-z0-9.]*") || evaluated.facts().isEmpty()) {
      throw new Refused("compute takes facts by their ids, such as S1.F7 / S2.F3");
    }
    if (evaluated.facts().stream()
        .anyMatch(known -> known.step().equals(SoFar.COMPUTED) || known.step().startsWith("A"))) {
      throw new Refused("compute takes facts of this investigation's steps");
    }
    return switch (evaluated.value()) {
      case Value.Amount(var value, Unit unit, var _) ->
          agenda.computing(
              new Computed(
                  "K" + (agenda.computed().size() + 1),
                  source.strip(),
                  "asked for by the model",
                  value,
                  unit,
                  evaluated.facts().stream().map(Known::ref).toList()));
      case Value.Unknown(var why) -> throw new Refused("that can not be told: " + why);
      case Value.Text _, Value.Flag _ -> throw new Refused("that is no number");
    };
  }

  private Agenda asked(Agenda agenda, String about) throws Refused {
    if (agenda.asked() >= Decider.MOST_ASKED) {
      throw new Refused("the user was asked often enough");
    }
    return agenda.asking(
        switch (about) {
          case "current" ->
              "Which stretch of the data shall be looked at, such as 'since row 70,000' or 'last 7 days'?";
          case "baseline" -> "With which stretch of the data shall it be compared?";
          case "target" ->
              "Which of these is meant: "
                  + targets.stream().map(TargetNames::name).collect(Collectors.joining(", "))
                  + "?";
          default -> throw new Refused("'" + shortened(about) + "' is nothing to ask about");
        });
  }

  private Agenda finished(Agenda agenda, JsonNode arguments) throws Refused {
    var open = agenda.open();
    if (!open.isEmpty()) {
      throw new Refused(
          "these steps are open: "
              + open.stream()
                  .map(step -> step.id() + " (" + Rules.said(step.request()) + ")")
                  .collect(Collectors.joining(", "))
              + "; take them, or drop them with a reason");
    }
    var keys = new ArrayList<String>();
    var wrong = new ArrayList<String>();
    for (var one : arguments.path("causes")) {
      var key = one.path("cause").asText("");
      var cause = tested.stream().filter(test -> test.key().equals(key)).findFirst();
      if (cause.isEmpty()) {
        wrong.add("'" + shortened(key) + "' is none of the causes");
      } else if (!cause.get().is(Answer.Verdict.SUPPORTED)) {
        wrong.add(
            key
                + " is "
                + (cause.get().is(Answer.Verdict.RULED_OUT)
                    ? "ruled out by " + refs(cause.get().facts())
                    : "open: " + cause.get().open()));
      } else {
        unsupported(cause.get(), one.path("facts")).ifPresent(wrong::add);
        keys.add(key);
      }
    }
    if (!wrong.isEmpty()) {
      throw new Refused("no fact supports that: " + String.join("; ", wrong));
    }
    return agenda.finishing(keys).standing(Agenda.Standing.REPORTING);
  }

  private Optional<String> unsupported(Tested cause, JsonNode facts) {
    var rests = cause.facts().stream().map(Known::ref).collect(Collectors.toSet());
    var named = new ArrayList<String>();
    facts.forEach(one -> named.add(one.asText("")));
    for (var ref : named) {
      if (soFar.all().byRef(ref).isEmpty()) {
        return Optional.of("there is no fact " + shortened(ref));
      }
    }
    return named.stream().anyMatch(rests::contains)
        ? Optional.empty()
        : Optional.of(cause.key() + " rests on " + refs(cause.facts()) + ", name one of them");
  }

  private static String refs(List<Known> facts) {
    return facts.stream().limit(4).map(Known::ref).collect(Collectors.joining(", "));
  }

  private Card card(String skill) throws Refused {
    return catalogue
        .card(skill)
        .orElseThrow(() ->
            new Refused(
                "there is no skill '"
                    + shortened(skill)
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
              + shortened(name)
              + "', only at "
              + String.join(", ", fitting));
    }
    return name;
  }

  private Map<String, String> settings(Card card, String target, JsonNode list) throws Refused {
    var schema = ParameterSchema.of(card);
    var settings = new LinkedHashMap<String, String>();
    for (var one : list) {
      var name = one.path("name").asText("");
      var value = one.path("value").asText("").strip();
      if (!schema.names().contains(name)) {
        throw new Refused(
            card.name()
                + " has no parameter '"
                + shortened(name)
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
      if (!schema.constants(name).contains(value) && !isNamed(card, name, target, value)) {
        throw new Refused(
            "'" + shortened(value) + "' stands neither in the question nor in the data's names");
      }
      settings.put(name, value);
    }
    return settings;
  }

  /// Whether a value is made of the question's words, the card's, and names of what is in the
  /// target. Its content is opened only where the question does not suffice.
  private boolean isNamed(Card card, String name, String target, String value) {
    var said = Said.in(soFar.agenda().question().text());
    if (said.holds(value)) {
      return true;
    }
    var names = new ArrayList<String>();
    names.add(ParameterSchema.of(card).description(name).replaceAll("[0-9]+", " "));
    targets.stream()
        .filter(one -> one.name().equals(target))
        .flatMap(one -> one.content().stream())
        .map(TargetNames.Name::text)
        .forEach(names::add);
    return said.and(names).holds(value);
  }

  private Optional<String> window(JsonNode arguments, String which) throws Refused {
    var said = arguments.path(which).asText("").strip();
    if (said.isEmpty() || said.equals("null")) {
      return Optional.empty();
    }
    var rows =
        soFar.all().all().stream()
            .filter(known -> known.fact().unit().equals(Unit.ROW_NUMBER))
            .filter(known -> known.fact().value() instanceof FactValue.Whole)
            .map(known -> String.valueOf((long) known.fact().number()))
            .toList();
    if (!Said.in(soFar.agenda().question().text()).and(rows).holds(said)) {
      throw new Refused(
          which + " '" + shortened(said) + "' stands neither in the question nor in a fact");
    }
    return Optional.of(said);
  }

  private static PlannedStep pending(Agenda agenda, String id) throws Refused {
    return agenda
        .step(id)
        .filter(step -> step.status() == StepStatus.PENDING)
        .orElseThrow(() -> new Refused("'" + shortened(id) + "' is no step that is pending"));
  }

  /// The reason in our words, with the names of the facts that were given.
  private String why(JsonNode arguments) throws Refused {
    var id = arguments.path("why").asText("");
    for (var why : Why.values()) {
      if (why.id().equals(id)) {
        var facts = new ArrayList<String>();
        for (var ref : texts(arguments, "facts")) {
          facts.add(
              soFar
                  .all()
                  .byRef(ref)
                  .map(known -> PlainText.cut(PlainText.line(known.fact().name()), 80))
                  .orElseThrow(() -> new Refused("there is no fact " + shortened(ref))));
        }
        return why.words()
            + (facts.isEmpty()
                ? ""
                : " (" + String.join(", ", facts.subList(0, Math.min(3, facts.size()))) + ")");
      }
    }
    throw new Refused("why must be one of " + String.join(", ", Why.ids()));
  }

  private static String text(JsonNode arguments, String name) throws Refused {
    if (!arguments.path(name).isTextual()) {
      throw new Refused(name + " must be a text");
    }
    return arguments.path(name).asText();
  }

  private static List<String> texts(JsonNode arguments, String name) {
    var texts = new ArrayList<String>();
    arguments.path(name).forEach(one -> texts.add(one.asText("")));
    return texts;
  }

  static JsonNode parsed(String arguments) throws Refused {
    try {
      var tree = JSON.readTree(arguments);
      if (tree != null && tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      // Said below.
    }
    throw new Refused("the arguments are no JSON object");
  }

  static String shortened(String text) {
    return PlainText.line(PlainText.cut(text, 60));
  }
}
