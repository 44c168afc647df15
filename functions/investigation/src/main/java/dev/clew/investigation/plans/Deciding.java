package dev.clew.investigation.plans;

import dev.clew.models.guard.ModelUse;
import java.util.List;
import java.util.Optional;

/// What a model had to do with a plan.
///
/// @param use what was sent, and what it cost
/// @param prompts those that were sent, by content hash
/// @param accepted decisions that were taken
/// @param refusals decisions that were not, and why
/// @param without since which step the playbook decides alone, and why; empty while a model decides
public record Deciding(
    ModelUse use,
    List<String> prompts,
    int accepted,
    List<String> refusals,
    Optional<Without> without) {
  public Deciding {
    prompts = List.copyOf(prompts);
    refusals = List.copyOf(refusals);
  }

  /// Nothing yet but to read the question.
  public static Deciding after(ModelUse use) {
    return new Deciding(use, List.of(), 0, List.of(), Optional.empty());
  }

  /// @param since a step's id; empty for from the beginning
  public record Without(String since, String why) {}
}
