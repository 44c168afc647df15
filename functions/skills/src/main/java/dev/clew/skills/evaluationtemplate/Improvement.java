package dev.clew.skills.evaluationtemplate;

import dev.clew.evaluators.Definition;
import dev.clew.evaluators.Evaluators;
import dev.clew.evaluators.Means;
import dev.clew.models.context.Fence;
import dev.clew.models.prompts.Prompt;
import dev.clew.skills.Ports;
import dev.clew.statistics.Estimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes an evaluator agree with people on one half of the labelled examples, and says how it does
/// on the other, which it never saw.
///
/// A check with a bar gets the bar at which kappa is largest; a template gets another wording from
/// a model that is shown where the two disagree.
///
/// @param better the evaluator as it would be
/// @param before on the half that was not looked at
/// @param after likewise
record Improvement(Draft better, Agreement before, Agreement after) {
  private static final Wording WORDING =
      new Wording("improve a template", "improve.md", List.of("template"), 1_500);
  private static final String BAR = "least";
  private static final List<String> BARS = List.of("0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8");
  private static final int MOST_SHOWN = 8;
  private static final int LONGEST_TEXT = 1_200;

  /// @return nothing where there is nothing to change, or a change helps not even on the first half
  static Optional<Improvement> of(
      Draft draft, HumanLabels labels, Agreement measured, Means means, Ports ports) {
    var level = draft.definition().level();
    var first = labels.half(true, level);
    var second = labels.half(false, level);
    var known = new HashMap<String, Agreement.Case>();
    measured.cases().forEach(one -> known.put(one.labelled().example().id(), one));
    var seen = part(measured, first, known);
    var unseen = part(measured, second, known);
    if (seen.disagreements().isEmpty() || unseen.cases().isEmpty()) {
      return Optional.empty();
    }
    var better =
        draft.definition().settings().containsKey(BAR)
            ? bar(draft, first, seen, means)
            : template(draft, seen, ports);
    return better.map(one ->
        new Improvement(
            one, unseen, Agreement.of(Evaluators.open(one.definition(), means), second)));
  }

  private static Agreement part(
      Agreement all, List<HumanLabels.Labelled> half, Map<String, Agreement.Case> known) {
    var cases = new ArrayList<Agreement.Case>();
    for (var one : half) {
      var judged = known.get(one.example().id());
      if (judged != null) {
        cases.add(judged);
      }
    }
    return new Agreement(cases, all.labels());
  }

  /// Whether it agrees with people no less where it was not looked at.
  boolean helps() {
    return value(after) > value(before);
  }

  private static double value(Agreement agreement) {
    return agreement.kappa().map(Estimate::value).orElse(Double.NEGATIVE_INFINITY);
  }

  private static Optional<Draft> bar(
      Draft draft, List<HumanLabels.Labelled> half, Agreement now, Means means) {
    double best = value(now);
    Optional<Draft> better = Optional.empty();
    for (var bar : BARS) {
      var other =
          Draft.set(
              draft.definition(),
              draft.definition().name(),
              Map.of(BAR, bar),
              "the bar at which it agrees best with one half of the labels");
      double kappa = value(Agreement.of(Evaluators.open(other.definition(), means), half));
      if (kappa > best) {
        best = kappa;
        better = Optional.of(other);
      }
    }
    return better;
  }

  private static Optional<Draft> template(Draft draft, Agreement seen, Ports ports) {
    var template = draft.definition().template();
    if (template.isEmpty()) {
      return Optional.empty();
    }
    var shown = new StringBuilder();
    for (var one : seen.disagreements().stream().limit(MOST_SHOWN).toList()) {
      shown.append(
          "People say "
              + one.labelled().label()
              + ", the judge said "
              + one.verdict().label()
              + " of:\n");
      template
          .get()
          .places()
          .forEach(place ->
              shown
                  .append(
                      Fence.around(
                          place, one.labelled().example().text(place).orElse(""), LONGEST_TEXT))
                  .append('\n'));
    }
    return WORDING.written(
        ports,
        Map.of(
            "template", template.get().text(),
            "labels", draft.definition().labels().words(),
            "disagreements", shown.toString()),
        written -> with(draft, written.path("template").asText("").strip()));
  }

  /// The same places and no others: a template that shows less of the example is none.
  private static Optional<Draft> with(Draft draft, String written) {
    try {
      var prompt = new Prompt("improved", written);
      var places = draft.definition().template().map(Prompt::places).orElseThrow();
      if (!prompt.places().equals(places)) {
        return Optional.empty();
      }
      var old = draft.definition();
      return Optional.of(
          Draft.of(
              Draft.file(
                  new Definition(
                      old.name(),
                      old.description(),
                      old.level(),
                      old.kind(),
                      old.reads(),
                      old.check(),
                      old.labels(),
                      old.settings(),
                      Optional.of(prompt),
                      "")),
              Draft.Origin.MODEL,
              "another wording after one half of the disagreements"));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
