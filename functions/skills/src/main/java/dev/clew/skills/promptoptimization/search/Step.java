package dev.clew.skills.promptoptimization.search;

import java.util.List;

/// A change that was accepted.
///
/// @param before the candidate that it took the place of
/// @param pValue that all changes so far are no better than the baseline, on the training examples
/// @param won numbers of training examples that score higher than before
/// @param lost likewise lower
/// @param calls made so far
public record Step(
    Tried before, Tried after, double pValue, List<Integer> won, List<Integer> lost, long calls) {
  public Step {
    won = List.copyOf(won);
    lost = List.copyOf(lost);
  }
}
