package dev.clew.investigation.agent;

import dev.clew.evidence.ClewException;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.plans.Deciding;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.models.Call;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.Tier;
import dev.clew.models.Tool;
import dev.clew.models.ToolCall;
import dev.clew.models.guard.Guarded;
import dev.clew.models.guard.Models;
import dev.clew.models.prompts.Prompt;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Has a model say whether the plan still makes sense: one call after each step, with a prompt made
/// anew. What it decides is checked; a decision that can not be taken is explained once, then the
/// playbook decides that turn. A model that is down, or whose budget is spent, is not asked again.
final class Decider {
  /// A user who is asked more often gives up.
  static final int MOST_ASKED = 2;

  /// After so many turns without one decision that could be taken, the playbook decides alone.
  private static final int MOST_USELESS = 3;

  private static final int MOST_CALLS = 4;
  private static final int MOST_LOOKS = 2;
  private static final int MOST_OUTPUT_TOKENS = 700;
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
  Agenda decide(SoFar soFar, String stepId, List<TargetNames> targets) {
    var agenda = soFar.agenda();
    if (agenda.deciding().without().isPresent()) {
      return agenda;
    }
    return models
        .within(Spent.left(models.allowance(), agenda, soFar.results().values()))
        .map(model -> new Turned(soFar, stepId, targets, model).decided())
        .orElse(agenda);
  }

  /// One turn.
  private final class Turned {
    private final SoFar soFar;
    private final List<TargetNames> targets;
    private final Guarded model;
    private final Decisions decisions;
    private final List<Tool> tools;
    private final List<Tested> tested;
    private final List<String> refusals = new ArrayList<>();
    private final String stepId;
    private String prompt = "";

    Turned(SoFar soFar, String stepId, List<TargetNames> targets, Guarded model) {
      this.soFar = soFar;
      this.stepId = stepId;
      this.targets = targets;
      this.model = model;
      this.tested = Tested.all(soFar, courses);
      this.decisions = new Decisions(soFar, catalogue, targets, tested, stepId);
      this.tools =
          DecisionTools.of(
              soFar.agenda(),
              cards(),
              targets.stream().map(TargetNames::name).toList(),
              tested.stream().map(Tested::key).toList());
    }

    private List<Card> cards() {
      return catalogue.cards().stream()
          .filter(card -> targets.stream().anyMatch(one -> card.reads().contains(one.reads())))
          .toList();
    }

    Agenda decided() {
      var agenda = soFar.agenda();
      try {
        var taken = asked();
        return taken
            .map(next -> next.deciding(after(next, 1, Optional.empty())))
            .orElseGet(() -> agenda.deciding(after(agenda, 0, useless())));
      } catch (ModelException e) {
        return agenda.deciding(
            after(agenda, 0, Optional.of(without(String.valueOf(e.getMessage())))));
      } catch (ClewException | IllegalArgumentException e) {
        // A prompt that a user edited can be broken; he is told, and answered all the same.
        return agenda.deciding(
            after(agenda, 0, Optional.of(without(String.valueOf(e.getMessage())))));
      }
    }

    /// The agenda with its decisions; empty where none could be taken.
    private Optional<Agenda> asked() {
      var messages = new ArrayList<Message>();
      messages.add(new Message.User(rendered()));
      int explained = 0;
      int looks = 0;
      while (true) {
        var reply =
            model.complete(
                Call.forTool("decide", Tier.STRONG, messages, tools, MOST_OUTPUT_TOKENS));
        var calls = reply.calls().stream().limit(MOST_CALLS).toList();
        try {
          if (calls.isEmpty()) {
            throw new Refused("no tool was called");
          }
          if (calls.getFirst().name().equals(DecisionTools.FACTS) && looks++ < MOST_LOOKS) {
            var shown = looked(calls.getFirst());
            messages.add(new Message.Assistant("", List.of()));
            messages.add(new Message.User(shown + "\nNow decide."));
            continue;
          }
          return Optional.of(taken(calls));
        } catch (Refused e) {
          refusals.add(e.why());
          if (++explained > 1) {
            return Optional.empty();
          }
          messages.add(new Message.Assistant("", List.of()));
          messages.add(
              new Message.User(
                  "That can not be done: " + e.why() + ". Nothing of it was done. Decide again."));
        }
      }
    }

    private Agenda taken(List<ToolCall> calls) throws Refused {
      var agenda = soFar.agenda();
      for (var call : calls) {
        if (tools.stream().noneMatch(tool -> tool.name().equals(call.name()))) {
          throw new Refused(
              "there is no tool '"
                  + Decisions.shortened(call.name())
                  + "' now; there are "
                  + tools.stream().map(Tool::name).collect(Collectors.joining(", ")));
        }
        if (call.name().equals(DecisionTools.FACTS)) {
          throw new Refused("enough was looked up");
        }
        agenda = decisions.taken(agenda, call);
        if (agenda.standing() != Agenda.Standing.WORKING) {
          break;
        }
      }
      return agenda;
    }

    private String looked(ToolCall call) throws Refused {
      var arguments = Decisions.parsed(call.arguments());
      var step = arguments.path("step").asText("");
      if (soFar.agenda().step(step).filter(one -> !one.isOpen()).isEmpty()) {
        throw new Refused("'" + Decisions.shortened(step) + "' is no step that is over");
      }
      return Shown.facts(soFar, step, arguments.path("name").asText(""));
    }

    private String rendered() {
      var agenda = soFar.agenda();
      Prompt decide = prompts.prompt("agent/decide.md", Decider.class, "decide.md");
      prompt = decide.hash();
      return decide.render(
          Map.of(
              "question",
              agenda
                  .question()
                  .text()
                  .strip()
                  .replace("QUESTION>>>", "QUESTION>")
                  .replace("<<<", "<"),
              "todo",
              Shown.todo(agenda),
              "causes",
              Shown.causes(tested),
              "skills",
              cards().stream()
                  .map(card ->
                      "- "
                          + card.name()
                          + ": "
                          + card.description().replaceAll("\\s+", " ").strip())
                  .collect(Collectors.joining("\n")),
              "targets",
              targets.stream()
                  .limit(40)
                  .map(target -> target.kind() + " " + target.name())
                  .collect(Collectors.joining(", ")),
              "found",
              Shown.found(soFar, stepId),
              "refused",
              agenda.open().isEmpty()
                  ? "No step is open: add one, or finish."
                  : "Steps are open, so it can not be finished yet."));
    }

    private Optional<Deciding.Without> useless() {
      var before = soFar.agenda().deciding();
      return before.accepted() == 0
              && before.refusals().size() + refusals.size() >= 2 * MOST_USELESS
          ? Optional.of(without("none of its decisions could be taken"))
          : Optional.empty();
    }

    private Deciding.Without without(String why) {
      return new Deciding.Without(
          soFar.agenda().next().map(PlannedStep::id).orElse("the report"), why);
    }

    private Deciding after(Agenda agenda, int accepted, Optional<Deciding.Without> without) {
      var before = agenda.deciding();
      var told = new ArrayList<>(before.refusals());
      refusals.stream()
          .map(why -> "after " + stepId + ": " + why)
          .limit(Math.max(0, MOST_REFUSALS - told.size()))
          .forEach(told::add);
      var hashes = new LinkedHashSet<>(before.prompts());
      if (!prompt.isEmpty()) {
        hashes.add(prompt);
      }
      return new Deciding(
          before.use().and(model.use()),
          List.copyOf(hashes),
          before.accepted() + accepted,
          told,
          without);
    }
  }
}
