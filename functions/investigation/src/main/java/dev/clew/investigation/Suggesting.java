package dev.clew.investigation;

import java.util.List;

/// Chooses what an answer offers to ask next.
@FunctionalInterface
public interface Suggesting {
  /// More is not read.
  int MOST = 4;

  /// What the skills offer, each once: where nobody can say what a question would lead to.
  Suggesting AS_OFFERED =
      results ->
          results.stream()
              .flatMap(Suggestions::offers)
              .map(Suggestions.Offer::question)
              .distinct()
              .limit(MOST)
              .toList();

  /// The most useful first.
  ///
  /// @param results of the steps that the answer is made of
  List<String> of(List<StepResult> results);
}
