package dev.clew.interpretation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Computation;
import dev.clew.evidence.Finding;
import java.util.stream.Collectors;

/// What a finding is about, where its answer is about several targets.
final class Subjects {
  private Subjects() {}

  /// The targets of the computations that the finding's facts come from; empty where the answer has
  /// one target only.
  static String of(Finding finding, Answer answer) {
    var all =
        answer.receipt().computations().stream()
            .map(Computation::target)
            .filter(target -> !target.isEmpty())
            .distinct()
            .toList();
    if (all.size() < 2) {
      return "";
    }
    var computations =
        answer.facts().stream()
            .filter(fact -> finding.factIds().contains(fact.id()))
            .map(fact -> fact.computation())
            .collect(Collectors.toSet());
    return answer.receipt().computations().stream()
        .filter(one -> computations.contains(one.id()))
        .map(Computation::target)
        .filter(target -> !target.isEmpty())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
