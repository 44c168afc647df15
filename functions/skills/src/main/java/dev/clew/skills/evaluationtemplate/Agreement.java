package dev.clew.skills.evaluationtemplate;

import dev.clew.evaluators.Evaluator;
import dev.clew.evaluators.Label;
import dev.clew.evaluators.Labels;
import dev.clew.evaluators.Verdict;
import dev.clew.statistics.Estimate;
import dev.clew.statistics.performance.CohensKappa;
import dev.clew.statistics.performance.ConfusionCounts;
import dev.clew.statistics.performance.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far an evaluator says what people say.
///
/// @param cases those that it judged
/// @param labels of the evaluator
record Agreement(List<Case> cases, Labels labels) {

  /// One example that both judged.
  record Case(HumanLabels.Labelled labelled, Verdict.Judged verdict) {
    boolean agrees() {
      return labelled.label().equals(verdict.label());
    }
  }

  Agreement {
    cases = List.copyOf(cases);
  }

  static Agreement of(Evaluator evaluator, List<HumanLabels.Labelled> labelled) {
    var cases = new ArrayList<Case>();
    for (var one : labelled) {
      if (evaluator.judge(one.example()) instanceof Verdict.Judged judged) {
        cases.add(new Case(one, judged));
      }
    }
    return new Agreement(cases, evaluator.definition().labels());
  }

  /// Over all labels.
  Optional<Estimate> kappa() {
    var names = labels.all().stream().map(Label::name).toList();
    return CohensKappa.of(
        ConfusionMatrix.of(
            cases.stream().mapToInt(one -> names.indexOf(one.labelled().label())).toArray(),
            cases.stream().mapToInt(one -> names.indexOf(one.verdict().label())).toArray(),
            names.size()));
  }

  /// Of what is not wanted: found, and rightly found.
  ConfusionCounts counts() {
    return ConfusionCounts.of(
        cases.stream().mapToInt(one -> unwanted(one.labelled().label())).toArray(),
        cases.stream().mapToInt(one -> unwanted(one.verdict().label())).toArray());
  }

  List<Case> disagreements() {
    return cases.stream().filter(one -> !one.agrees()).toList();
  }

  private int unwanted(String label) {
    return label.equals(labels.wanted()) ? 0 : 1;
  }
}
