package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.interpretation.FactWriter;
import dev.clew.interpretation.PlainText;
import dev.clew.investigation.expressions.Known;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.rails.Aliases;
import dev.clew.models.context.Fence;
import dev.clew.skills.exploration.ToolText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a model that decides is shown of what was found, and how to get the rest: fenced, and with
/// none of the data's words that could tell it what to do: see [Aliases].
final class Shown {
  /// No result that a model is shown is longer, in characters.
  static final int LONGEST = ToolText.MOST;

  private static final int LONGEST_EARLIER = 2_500;
  private static final int MOST_CARRIED = 20;

  /// The marks, and the line that says how to get the rest.
  private static final int AROUND = 400;

  private Shown() {}

  /// What came of all steps that are over, the last one's in full.
  ///
  /// @param last the step that was reflected on
  static String found(Agenda agenda, String last, Gists gists) {
    var parts = new ArrayList<String>();
    for (var step : agenda.todo().over()) {
      parts.add(step(step, gists, step.id().equals(last) ? LONGEST : LONGEST_EARLIER));
    }
    for (int i = 0; i < agenda.computed().size(); i++) {
      var one = agenda.computed().get(i);
      parts.add(one.id() + " = " + one.expression() + " = " + FactWriter.write(SoFar.fact(one, i)));
    }
    for (int i = 0; i < agenda.brief().carried().size(); i++) {
      parts.add(earlier(SoFar.carriedStep(i), agenda.brief().carried().get(i)));
    }
    return parts.isEmpty() ? "Nothing was found yet." : String.join("\n", parts);
  }

  /// What came of one step.
  ///
  /// @param most characters
  static String step(PlannedStep step, Gists gists, int most) {
    var gist = gists.of(step.id());
    var text =
        gist.isEmpty() || gist.get().lines().isEmpty()
            ? "no facts: " + gist.map(Gist::ending).map(Shown::ended).orElse("it did not run")
            : lines(step.id(), gist.get(), most - AROUND);
    return Fence.around(step.id() + ", " + said(step), text, most);
  }

  /// Without the words of what went wrong: they may quote the data.
  private static String ended(Ending ending) {
    return "it ended as " + ending.word();
  }

  private static String said(PlannedStep step) {
    return step.request().skill() + " on " + Aliases.of(step.request().target());
  }

  private static String lines(String step, Gist gist, int most) {
    var text = new StringBuilder();
    int told = 0;
    for (var line : gist.lines()) {
      if (text.length() + line.length() > most) {
        break;
      }
      text.append(line).append('\n');
      told++;
    }
    return text
        + "["
        + (told < gist.lines().size() ? gist.lines().size() - told + " lines left out; " : "")
        + gist.facts().size()
        + " facts in all; facts(step "
        + step
        + ", name) shows them by name, read(step "
        + step
        + ") the rest]";
  }

  private static String earlier(String name, Answer answer) {
    var lines = new ArrayList<String>();
    lines.add("asked before: " + PlainText.line(answer.question()));
    answer.causes().forEach(cause -> lines.add(cause.verdict() + ": " + cause.cause()));
    answer.facts().stream()
        .limit(MOST_CARRIED)
        .forEach(fact -> lines.add(ResultLines.fact(name + "." + fact.id(), fact)));
    return Fence.around(name + ", an earlier turn", String.join("\n", lines), LONGEST_EARLIER);
  }

  /// @param targets the names there are
  static String todo(Agenda agenda, List<String> targets) {
    var lines = new ArrayList<String>();
    for (var step : agenda.steps()) {
      lines.add(
          step.id()
              + " "
              + step.status().name().toLowerCase(Locale.ROOT)
              + ": "
              + said(step)
              + ", to settle "
              + step.settles());
    }
    var names = new Aliases(targets);
    for (var change : agenda.changes()) {
      lines.add("changed after " + change.at() + ": " + names.in(change.what()) + why(change));
    }
    return String.join("\n", lines);
  }

  /// A model's reason names facts, and they are shown apart.
  private static String why(Answer.Change change) {
    int facts = change.by().equals(Decisions.MODEL) ? change.reason().indexOf(" (") : -1;
    return ", as " + (facts < 0 ? change.reason() : change.reason().substring(0, facts));
  }

  /// How a cause is called before a model.
  static String key(Tested cause) {
    return new Aliases(List.of(cause.line().target())).in(cause.key());
  }

  static String causes(List<Tested> tested) {
    return tested.isEmpty()
        ? "none"
        : tested.stream().map(Shown::cause).collect(Collectors.joining("\n"));
  }

  private static String cause(Tested one) {
    return key(one)
        + ": "
        + one.possible().cause()
        + " - "
        + one.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + (one.facts().isEmpty()
            ? ""
            : one.facts().stream()
                .limit(4)
                .map(Known::ref)
                .collect(Collectors.joining(", ", " by ", "")));
  }
}
