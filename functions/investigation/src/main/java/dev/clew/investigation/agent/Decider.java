package dev.clew.investigation.agent;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.FactValue;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.plans.Deciding;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.rails.Aliases;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.models.ModelException;
import dev.clew.models.guard.Guarded;
import dev.clew.models.guard.Models;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Has a model say whether the plan still makes sense: one call after each step, with a prompt made
/// anew. What it decides is checked; a decision that can not be taken is explained once, then the
/// playbook decides that turn. A model that is down, or whose budget is spent, is not asked again.
final class Decider {
  /// After so many decisions that could not be taken, and none that could, the playbook decides
  /// alone.
  private static final int MOST_USELESS = 6;

  private static final int MOST_REFUSALS = 20;

  private final Models models;
  private final Catalogue catalogue;
  private final Courses courses;
  private final PromptFiles prompts;

  Decider(Models models, Catalogue catalogue, Courses courses, PromptFiles prompts) {
    this.models = models;
    this.catalogue = catalogue;
    this.courses = courses;
    this.prompts = prompts;
  }

  /// The agenda after the model was asked; the same but for what it cost where it decided nothing.
  ///
  /// @param stepId the step that was reflected on
  Agenda decide(Agenda agenda, String stepId, Gists gists, List<TargetNames> targets) {
    return agenda.deciding().without().isPresent()
        ? agenda
        : models
            .within(models.allowance().less(agenda.spent()))
            .map(model -> asked(agenda, stepId, gists, targets, model))
            .orElse(agenda);
  }

  private Agenda asked(
      Agenda agenda, String stepId, Gists gists, List<TargetNames> targets, Guarded model) {
    var soFar = SoFar.of(agenda, gists);
    var tested = Tested.all(soFar, courses);
    var cards = cards(targets);
    var consultation =
        new Consultation(
            model,
            DecisionTools.of(
                agenda,
                cards,
                targets.stream().map(TargetNames::name).map(Aliases::of).toList(),
                tested.stream().map(Shown::key).toList()),
            new Looks(soFar, gists),
            new Decisions(soFar, gists, catalogue, targets, tested, stepId),
            () -> new Aliases(names(soFar, targets)));
    var turn = new Turned(agenda, stepId, consultation, model);
    try {
      var prompt = prompts.prompt("agent/decide.md", Decider.class, "decide.md");
      turn.prompt = prompt.hash();
      var text = prompt.render(DecidePrompt.values(agenda, stepId, gists, tested, cards, targets));
      return consultation.decided(agenda, text).map(turn::accepted).orElseGet(turn::refused);
    } catch (ModelException e) {
      return turn.alone(String.valueOf(e.getMessage()));
    } catch (ClewException | IllegalArgumentException e) {
      // A prompt that a user edited can be broken; he is told, and answered all the same.
      return turn.alone(String.valueOf(e.getMessage()));
    }
  }

  /// What an alias may stand for.
  private static Set<String> names(SoFar soFar, List<TargetNames> targets) {
    var names = new LinkedHashSet<String>();
    targets.forEach(target -> names.add(target.name()));
    for (var known : soFar.all().all()) {
      if (known.fact().value() instanceof FactValue.Text(var text)) {
        names.add(text);
      }
      names.addAll(Aliases.qualifiers(known.fact().name()));
    }
    return names;
  }

  private List<Card> cards(List<TargetNames> targets) {
    return catalogue.cards().stream()
        .filter(card -> targets.stream().anyMatch(one -> card.reads().contains(one.reads())))
        .toList();
  }

  /// What is written down of a turn.
  private static final class Turned {
    private final Agenda before;
    private final String stepId;
    private final Consultation consultation;
    private final Guarded model;
    private String prompt = "";

    Turned(Agenda before, String stepId, Consultation consultation, Guarded model) {
      this.before = before;
      this.stepId = stepId;
      this.consultation = consultation;
      this.model = model;
    }

    Agenda accepted(Agenda next) {
      return next.deciding(after(1, Optional.empty()));
    }

    Agenda refused() {
      var deciding = before.deciding();
      boolean useless =
          deciding.accepted() == 0
              && deciding.refusals().size() + consultation.refusals().size() >= MOST_USELESS;
      return useless
          ? alone("none of its decisions could be taken")
          : before.deciding(after(0, Optional.empty()));
    }

    Agenda alone(String why) {
      var since = before.todo().next().map(PlannedStep::id).orElse("the report");
      return before.deciding(after(0, Optional.of(new Deciding.Without(since, why))));
    }

    private Deciding after(int accepted, Optional<Deciding.Without> without) {
      var deciding = before.deciding();
      var refusals = new ArrayList<>(deciding.refusals());
      consultation.refusals().stream()
          .map(why -> "after " + stepId + ": " + why)
          .limit(Math.max(0, MOST_REFUSALS - refusals.size()))
          .forEach(refusals::add);
      var hashes = new LinkedHashSet<>(deciding.prompts());
      if (!prompt.isEmpty()) {
        hashes.add(prompt);
      }
      return new Deciding(
          deciding.use().and(model.use()),
          List.copyOf(hashes),
          deciding.accepted() + accepted,
          refusals,
          without);
    }
  }
}
