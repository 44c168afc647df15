package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.evidence.StepStatus;
import dev.clew.interpretation.Sentences;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Line;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.plans.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// An investigation in a few sentences: for each target what makes it worse, what was ruled out,
/// what could not be told; a paragraph each.
final class Summary {
  private Summary() {}

  /// @param told the causes in their order
  /// @param side two targets beside each other
  static String of(Agenda agenda, List<Told> told, Optional<String> side) {
    if (told.isEmpty()) {
      return "";
    }
    var paragraphs = new ArrayList<String>();
    var targets = agenda.brief().lines().stream().map(Line::target).distinct().toList();
    var silent =
        targets.stream()
            .filter(
                target -> targets.size() > 1 && told.stream().noneMatch(one -> isSaid(one, target)))
            .toList();
    // Where nothing was found on any, each says what was ruled out.
    var quiet = silent.size() == targets.size() ? List.<String>of() : silent;
    targets.stream()
        .filter(target -> !quiet.contains(target))
        .forEach(target ->
            paragraphs.add(
                of(
                    Ranking.literal(target),
                    told.stream().filter(one -> one.cause().target().equals(target)).toList())));
    if (!quiet.isEmpty()) {
      paragraphs.add(
          "Nothing that would make it worse shows on "
              + Ranking.literal(String.join(", ", quiet))
              + ".");
    }
    side.ifPresent(paragraphs::add);
    notSeen(agenda).ifPresent(paragraphs::add);
    if (agenda.standing() instanceof Standing.Waiting(var question, _)) {
      paragraphs.add("To go on it takes a reply: " + Ranking.literal(question));
    }
    return String.join("\n", paragraphs);
  }

  private static boolean isSaid(Told told, String target) {
    return told.cause().target().equals(target) && told.is(Answer.Verdict.SUPPORTED);
  }

  private static String of(String target, List<Told> own) {
    var supported = own.stream().filter(one -> one.is(Answer.Verdict.SUPPORTED)).toList();
    var harm = supported.stream().filter(one -> !one.isNoticed()).toList();
    var out = new ArrayList<String>();
    if (harm.isEmpty()) {
      out.add(
          target
              + ": nothing that would make it worse is supported by the facts"
              + causes(own, Answer.Verdict.RULED_OUT, "; ruled out: ")
              + ".");
      own.stream()
          .filter(one -> one.is(Answer.Verdict.RULED_OUT))
          .findFirst()
          .ifPresent(one -> out.add(first(one)));
    } else {
      out.add(target + ": " + harm.getFirst().cause().cause() + ".");
      out.add(first(harm.getFirst()));
      out.add(causes(harm.subList(1, harm.size()), Answer.Verdict.SUPPORTED, "Also, ") + ".");
    }
    var noticed = supported.stream().filter(Told::isNoticed).toList();
    if (!noticed.isEmpty()) {
      out.add(
          (harm.isEmpty() ? "What did change: " : "Besides, ")
              + noticed.getFirst().cause().cause()
              + ".");
      out.add(first(noticed.getFirst()));
    }
    out.add(causes(own, Answer.Verdict.OPEN, "Could not be told: ") + ".");
    out.removeIf("."::equals);
    return String.join(" ", out);
  }

  private static String first(Told one) {
    return Sentences.of(one.cause().reason()).getFirst();
  }

  private static String causes(List<Told> own, Answer.Verdict verdict, String before) {
    var causes =
        own.stream()
            .filter(one -> one.is(verdict))
            .map(one -> one.cause().cause())
            .collect(Collectors.joining("; "));
    return causes.isEmpty() ? "" : before + causes;
  }

  /// What could not be seen for a step that was not done.
  private static Optional<String> notSeen(Agenda agenda) {
    var steps =
        agenda.steps().stream()
            .filter(step -> step.status() != StepStatus.DONE)
            .map(Summary::notSeen)
            .toList();
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of("Not seen: " + Ranking.literal(String.join("; ", steps)) + ".");
  }

  private static String notSeen(PlannedStep step) {
    return step.request().said()
        + " ("
        + Sentences.of(step.reason().isEmpty() ? "not reached" : step.reason())
            .getFirst()
            .replaceFirst("\\.$", "")
        + ")";
  }
}
