package dev.clew.investigation;

import dev.clew.evidence.Answer;
import java.util.List;
import java.util.Optional;

/// What a conversation was about before a question was asked in it.
///
/// @param targets what was looked at
/// @param skills how
public record Earlier(List<String> targets, List<String> skills) {
  public Earlier {
    targets = List.copyOf(targets);
    skills = List.copyOf(skills);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a conversation about nothing");
    }
  }

  /// What an answer was about; empty when nothing was looked at for it.
  public static Optional<Earlier> of(Answer answer) {
    var steps = answer.plan().steps();
    return steps.isEmpty()
        ? Optional.of(answer.target())
            .filter(target -> !target.isEmpty())
            .map(target -> new Earlier(List.of(target), answer.routing().chosen()))
        : Optional.of(
            new Earlier(
                steps.stream().map(Answer.Step::target).distinct().toList(),
                steps.stream().map(Answer.Step::skill).distinct().toList()));
  }
}
