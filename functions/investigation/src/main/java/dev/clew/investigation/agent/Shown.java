package dev.clew.investigation.agent;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Results;
import dev.clew.interpretation.FactWriter;
import dev.clew.interpretation.PlainText;
import dev.clew.interpretation.Statement;
import dev.clew.investigation.expressions.Known;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.models.context.Fence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// What a model is shown of what was found, and how to get the rest. Names and words of the data
/// are fenced.
final class Shown {
  /// No result that a model is shown is longer, in characters.
  static final int LONGEST = 10_000;

  private static final int LONGEST_EARLIER = 2_500;
  private static final int LONGEST_TEXT = 160;

  private Shown() {}

  /// The findings and facts of all steps that are over, the last one's in full.
  ///
  /// @param last the step that was reflected on
  static String found(SoFar soFar, String last) {
    var parts = new ArrayList<String>();
    for (var step : soFar.agenda().steps()) {
      if (!step.isOpen()) {
        var most = step.id().equals(last) ? LONGEST - 400 : LONGEST_EARLIER;
        parts.add(
            Fence.around(
                step.id() + ", " + Rules.said(step.request()), of(soFar, step, most), LONGEST));
      }
    }
    for (int i = 0; i < soFar.agenda().computed().size(); i++) {
      var one = soFar.agenda().computed().get(i);
      parts.add(one.id() + " = " + one.expression() + " = " + FactWriter.write(SoFar.fact(one, i)));
    }
    for (int i = 0; i < soFar.agenda().carried().size(); i++) {
      var earlier = soFar.agenda().carried().get(i);
      var text = new StringBuilder("asked before: ").append(PlainText.line(earlier.question()));
      for (var cause : earlier.causes()) {
        text.append('\n').append(cause.verdict()).append(": ").append(cause.cause());
      }
      var name = SoFar.carriedStep(i);
      earlier.facts().stream()
          .limit(20)
          .forEach(fact -> text.append('\n').append(line(name + "." + fact.id(), fact)));
      parts.add(Fence.around(name + ", an earlier turn", text.toString(), LONGEST_EARLIER));
    }
    return parts.isEmpty() ? "Nothing was found yet." : String.join("\n", parts);
  }

  /// The findings first, then the facts they rest on; then how many facts more there are.
  private static String of(SoFar soFar, PlannedStep step, int most) {
    var shown = soFar.shown(step.id());
    if (shown.isEmpty()) {
      return "no facts: " + PlainText.line(step.reason());
    }
    var lines = new ArrayList<String>();
    var cited = new LinkedHashSet<String>();
    for (var finding : shown.get().findings()) {
      lines.add(
          finding.severity()
              + ": "
              + PlainText.cut(
                  PlainText.line(Statement.parse(finding.statement()).filled(shown.get().facts())),
                  400));
      cited.addAll(finding.factIds());
    }
    for (var fact : shown.get().facts()) {
      if (cited.contains(fact.id())) {
        lines.add(line(step.id() + "." + fact.id(), fact));
      }
    }
    return within(lines, shown.get(), most, step.id());
  }

  private static String within(List<String> lines, Results shown, int most, String step) {
    var text = new StringBuilder();
    int told = 0;
    for (var line : lines) {
      if (text.length() + line.length() > most - 160) {
        break;
      }
      text.append(line).append('\n');
      told++;
    }
    return text
        + "["
        + (told < lines.size() ? lines.size() - told + " lines left out; " : "")
        + shown.facts().size()
        + " facts in all; facts(step "
        + step
        + ", name) shows them by name]";
  }

  /// Facts of a step by name.
  ///
  /// @throws Refused when there are none, or more than may be shown: then it says how to narrow
  static String facts(SoFar soFar, String step, String name) throws Refused {
    var found = soFar.of(step).named("", name);
    if (found.isEmpty()) {
      throw new Refused(
          step
              + " has no fact '"
              + Decisions.shortened(name)
              + "'; its names begin with "
              + String.join(
                  ", ",
                  soFar.of(step).all().stream()
                      .map(known -> known.fact().name().replaceFirst("[\\[].*", ""))
                      .distinct()
                      .limit(30)
                      .toList()));
    }
    var text = new StringBuilder();
    for (Known known : found) {
      text.append(line(known.ref(), known.fact())).append('\n');
    }
    if (text.length() > LONGEST - 400) {
      throw new Refused(
          "'"
              + Decisions.shortened(name)
              + "' means "
              + found.size()
              + " facts, "
              + text.length()
              + " characters, and "
              + LONGEST
              + " are the most; name fewer, such as "
              + found.getFirst().fact().name().replaceFirst("[\\[].*", "")
              + "[...=A*]");
    }
    return Fence.around(
        step + ", facts '" + Decisions.shortened(name) + "'", text.toString(), LONGEST);
  }

  private static String line(String ref, Fact fact) {
    var written =
        fact.value() instanceof FactValue.Text(var text)
            ? "\u201c" + PlainText.cut(PlainText.line(text), LONGEST_TEXT) + "\u201d"
            : FactWriter.write(fact);
    return ref + " " + PlainText.cut(PlainText.line(fact.name()), LONGEST_TEXT) + " = " + written;
  }

  static String todo(Agenda agenda) {
    var lines = new ArrayList<String>();
    for (var step : agenda.steps()) {
      lines.add(
          step.id()
              + " "
              + step.status().name().toLowerCase(java.util.Locale.ROOT)
              + ": "
              + Rules.said(step.request())
              + ", to settle "
              + step.settles()
              + (step.status() == dev.clew.evidence.StepStatus.BLOCKED
                  ? "; blocked: " + PlainText.cut(PlainText.line(step.reason()), LONGEST_TEXT)
                  : ""));
    }
    agenda
        .changes()
        .forEach(change ->
            lines.add(
                "changed after " + change.at() + ": " + change.what() + ", as " + change.reason()));
    return String.join("\n", lines);
  }

  static String causes(List<Tested> tested) {
    var lines = new ArrayList<String>();
    for (var one : tested) {
      lines.add(
          one.key()
              + ": "
              + one.possible().cause()
              + " - "
              + one.verdict().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
              + (one.facts().isEmpty()
                  ? ""
                  : " by "
                      + String.join(", ", one.facts().stream().limit(4).map(Known::ref).toList())));
    }
    return lines.isEmpty() ? "none" : String.join("\n", lines);
  }
}
