package dev.clew.investigation.agent;

import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.rails.Aliases;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.skills.Card;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is put into the prompt by which a model decides.
final class DecidePrompt {
  private static final int MOST_TARGETS = 40;

  private DecidePrompt() {}

  /// @param stepId the step that was reflected on
  static Map<String, String> values(
      Agenda agenda,
      String stepId,
      Gists gists,
      List<Tested> tested,
      List<Card> cards,
      List<TargetNames> targets) {
    return Map.of(
        "question",
        agenda
            .brief()
            .question()
            .text()
            .strip()
            .replace("QUESTION>>>", "QUESTION>")
            .replace("<<<", "<"),
        "todo",
        Shown.todo(agenda, targets.stream().map(TargetNames::name).toList()),
        "causes",
        Shown.causes(tested),
        "skills",
        cards.stream()
            .map(card ->
                "- " + card.name() + ": " + card.description().replaceAll("\\s+", " ").strip())
            .collect(Collectors.joining("\n")),
        "targets",
        targets.stream()
            .limit(MOST_TARGETS)
            .map(target -> target.kind() + " " + Aliases.of(target.name()))
            .collect(Collectors.joining(", ")),
        "found",
        Shown.found(agenda, stepId, gists),
        "refused",
        agenda.todo().open().isEmpty()
            ? "No step is open: add one, or finish."
            : "Steps are open, so it can not be finished yet.");
  }
}
