package dev.clew.skills.promptoptimization.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a proposer looks at.
///
/// @param parent whom to change
/// @param front candidates that no other one beats, the parent among them
/// @param pool all candidates that were run on all examples, in order, the baseline first
/// @param training the training examples; nobody proposes from others
record Situation(
    Task task,
    Tried parent,
    List<Tried> front,
    List<Tried> pool,
    List<Example> training,
    Bench bench,
    RandomGenerator random) {

  /// Numbers of training examples that the parent does not get wholly right, in random order.
  List<Integer> failures() {
    return shuffled(false);
  }

  /// Likewise those that it gets right.
  List<Integer> passes() {
    return shuffled(true);
  }

  private List<Integer> shuffled(boolean right) {
    var some = new ArrayList<Integer>();
    for (int e = 0; e < training.size(); e++) {
      if (parent.trial(e).isPresent() && parent.isRight(e) == right) {
        some.add(e);
      }
    }
    shuffle(some, random);
    return some;
  }

  /// Fisher and Yates, from one generator whatever its class.
  static <T> void shuffle(List<T> list, RandomGenerator random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }
}
