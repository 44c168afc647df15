package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.evidence.StepStatus;
import dev.clew.interpretation.PlainText;
import dev.clew.investigation.expressions.Known;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.plans.Standing;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.models.ToolCall;
import dev.clew.skills.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Takes a model's decisions into the agenda, each checked: what it names must be there, what it
/// fills in must come from the question, the cards or the data's own names, and what it ends with
/// must be supported.
final class Decisions {
  /// A user who is asked more often gives up.
  static final int MOST_ASKED = 2;

  static final String MODEL = "model";
  private static final int MOST_BRANCHES = 2;
  private static final int MOST_SHOWN = 2_500;
  private static final String BRANCHED = "branched, added ";

  private final SoFar soFar;
  private final Gists gists;
  private final NewSteps steps;
  private final List<TargetNames> targets;
  private final List<Tested> tested;
  private final String at;

  /// @param at the step that was reflected on
  Decisions(
      SoFar soFar,
      Gists gists,
      Catalogue catalogue,
      List<TargetNames> targets,
      List<Tested> tested,
      String at) {
    this.soFar = soFar;
    this.gists = gists;
    this.steps = new NewSteps(soFar, catalogue, targets);
    this.targets = targets;
    this.tested = tested;
    this.at = at;
  }

  /// The agenda after one decision.
  ///
  /// @throws Refused with what is wrong with it
  Agenda taken(Agenda agenda, ToolCall call) throws Refused {
    var arguments = Arguments.parse(call.arguments());
    return switch (call.name()) {
      case DecisionTools.ADD -> adding(agenda, steps.one(arguments), why(arguments), "added ");
      case DecisionTools.BRANCH -> branched(agenda, arguments);
      case DecisionTools.DROP -> dropped(agenda, arguments);
      case DecisionTools.REORDER -> reordered(agenda, arguments);
      case DecisionTools.COMPUTE -> Sums.computed(agenda, soFar, arguments.text("expression"));
      case DecisionTools.ASK -> asked(agenda, arguments.text("about"));
      case DecisionTools.CONTINUE -> agenda;
      case DecisionTools.FINISH -> finished(agenda, arguments);
      default -> throw new Refused("there is no tool '" + Arguments.shortened(call.name()) + "'");
    };
  }

  private Agenda branched(Agenda agenda, Arguments arguments) throws Refused {
    var before =
        agenda.changes().stream().filter(change -> change.what().startsWith(BRANCHED)).count();
    if (before >= MOST_BRANCHES) {
      throw new Refused("the plan has branched often enough; go on with what it has");
    }
    var reason = why(arguments);
    var branched = agenda;
    for (var step : steps.several(arguments)) {
      if (branched.todo().same(step.request()).isEmpty()) {
        branched = adding(branched, step, reason, BRANCHED);
      }
    }
    if (branched.equals(agenda)) {
      throw new Refused("all of these steps are in the plan");
    }
    return branched;
  }

  private Agenda adding(Agenda agenda, NewSteps.New step, String reason, String what)
      throws Refused {
    var todo = agenda.todo();
    var same = todo.same(step.request());
    if (same.isPresent()) {
      throw known(same.get());
    }
    if (todo.isFull()) {
      throw new Refused("the plan is full; go on with what it has");
    }
    var added =
        new PlannedStep(
            todo.nextId(), "", step.request(), step.settles(), "", StepStatus.PENDING, reason);
    return agenda
        .todo(before -> before.adding(added))
        .changed(change(what + added.id() + ": " + step.request().said(), reason));
  }

  /// An identical step is not run again: what it found is shown once more.
  private Refused known(PlannedStep same) {
    return same.isOpen()
        ? new Refused(same.id() + " will do exactly that")
        : new Refused(
            same.id() + " has done exactly that; look at its facts",
            Shown.step(same, gists, MOST_SHOWN));
  }

  private Agenda dropped(Agenda agenda, Arguments arguments) throws Refused {
    var step = pending(agenda, arguments.text("step"));
    return agenda
        .todo(todo -> todo.without(step.id()))
        .changed(change("dropped " + step.id() + ": " + step.request().said(), why(arguments)));
  }

  private Agenda reordered(Agenda agenda, Arguments arguments) throws Refused {
    var ids = new ArrayList<>(new LinkedHashSet<>(arguments.texts("steps")));
    if (ids.isEmpty()) {
      throw new Refused("name the steps that come first");
    }
    var reason = why(arguments);
    var moved = agenda;
    for (var id : ids.reversed()) {
      var step = pending(agenda, id);
      moved = moved.todo(todo -> todo.first(step));
    }
    return moved.todo().equals(agenda.todo())
        ? agenda
        : moved.changed(change("took " + String.join(", ", ids) + " first", reason));
  }

  private Answer.Change change(String what, String reason) {
    return new Answer.Change(at, what, reason, MODEL);
  }

  private Agenda asked(Agenda agenda, String about) throws Refused {
    if (agenda.asked() >= MOST_ASKED) {
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
          default ->
              throw new Refused("'" + Arguments.shortened(about) + "' is nothing to ask about");
        });
  }

  private Agenda finished(Agenda agenda, Arguments arguments) throws Refused {
    var open = agenda.todo().open();
    if (!open.isEmpty()) {
      throw new Refused(
          "these steps are open: "
              + open.stream()
                  .map(step -> step.id() + " (" + step.request().said() + ")")
                  .collect(Collectors.joining(", "))
              + "; take them, or drop them with a reason");
    }
    var keys = new ArrayList<String>();
    var wrong = new ArrayList<String>();
    for (var one : arguments.each("causes")) {
      var key = one.textOrNone("cause");
      var cause = tested.stream().filter(test -> test.key().equals(key)).findFirst();
      if (cause.isEmpty()) {
        wrong.add("'" + Arguments.shortened(key) + "' is none of the causes");
      } else {
        unsupported(cause.get(), one.texts("facts"))
            .ifPresentOrElse(wrong::add, () -> keys.add(key));
      }
    }
    if (!wrong.isEmpty()) {
      throw new Refused("no fact supports that: " + String.join("; ", wrong));
    }
    return agenda.standing(new Standing.Reporting(keys));
  }

  /// Why a cause can not be named with these facts; empty where it can.
  private Optional<String> unsupported(Tested cause, List<String> named) {
    return switch (cause.verdict()) {
      case OPEN -> Optional.of(cause.key() + " is open: " + cause.open());
      case RULED_OUT -> Optional.of(cause.key() + " is ruled out by " + refs(cause.facts()));
      case SUPPORTED -> {
        var all = soFar.all();
        var strange = named.stream().filter(ref -> all.byRef(ref).isEmpty()).findFirst();
        yield strange.isPresent()
            ? Optional.of("there is no fact " + Arguments.shortened(strange.get()))
            : cause.facts().stream().map(Known::ref).anyMatch(named::contains)
                ? Optional.empty()
                : Optional.of(
                    cause.key() + " rests on " + refs(cause.facts()) + ", name one of them");
      }
    };
  }

  private static String refs(List<Known> facts) {
    return facts.stream().limit(4).map(Known::ref).collect(Collectors.joining(", "));
  }

  private static PlannedStep pending(Agenda agenda, String id) throws Refused {
    return agenda.todo().pending().stream()
        .filter(step -> step.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new Refused("'" + Arguments.shortened(id) + "' is no step that is pending"));
  }

  /// The reason in our words, with the names of the facts that were given.
  private String why(Arguments arguments) throws Refused {
    var why =
        Why.of(arguments.textOrNone("why"))
            .orElseThrow(() -> new Refused("why must be one of " + String.join(", ", Why.ids())));
    var names = new ArrayList<String>();
    var all = soFar.all();
    for (var ref : arguments.texts("facts")) {
      names.add(
          all.byRef(ref)
              .map(known -> PlainText.cut(PlainText.line(known.fact().name()), 80))
              .orElseThrow(() -> new Refused("there is no fact " + Arguments.shortened(ref))));
    }
    return names.isEmpty()
        ? why.words()
        : why.words() + " (" + String.join(", ", names.subList(0, Math.min(3, names.size()))) + ")";
  }
}
