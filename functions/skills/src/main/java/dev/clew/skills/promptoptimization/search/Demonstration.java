package dev.clew.skills.promptoptimization.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Shows a few training examples with their answers, first such as fail now, each with another
/// answer or another reason. Needs no model.
final class Demonstration implements Proposer {
  private static final int FEWEST = 2;
  private static final int MOST = 4;

  /// Longer ones are costly to show with each call.
  private static final int LONGEST = 1_000;

  @Override
  public Optional<Proposal> propose(Situation situation) {
    var parent = situation.parent();
    if (!parent.candidate().shown().isEmpty()) {
      return Optional.empty();
    }
    var chosen = choose(situation, FEWEST + situation.random().nextInt(MOST - FEWEST + 1));
    // Half of the examples must be left to try it on.
    if (chosen.size() < FEWEST || 2 * chosen.size() > situation.training().size()) {
      return Optional.empty();
    }
    var shown = new TreeSet<String>();
    chosen.forEach(example -> shown.add(example.id()));
    return situation
        .task()
        .showing(parent.candidate().texts(), chosen)
        .map(texts ->
            new Proposal(
                texts,
                List.of(parent),
                Candidate.Move.EXAMPLES,
                shown,
                "whether examples with their answers help"));
  }

  private static List<Example> choose(Situation situation, int most) {
    var byAnswer = new LinkedHashMap<String, Example>();
    var order = new ArrayList<>(situation.failures());
    order.addAll(situation.passes());
    for (int e : order) {
      var example = situation.training().get(e);
      if (isShort(example)) {
        byAnswer.putIfAbsent(Check.normalized(example.expected()), example);
      }
    }
    var chosen = new ArrayList<>(byAnswer.values().stream().limit(most).toList());
    for (int e : order) {
      var example = situation.training().get(e);
      if (chosen.size() < most && isShort(example) && !chosen.contains(example)) {
        chosen.add(example);
      }
    }
    return chosen;
  }

  static boolean isShort(Example example) {
    return !example.expected().isBlank()
        && example.asked().length() + example.expected().length() <= LONGEST;
  }

  @Override
  public int weight() {
    return 2;
  }
}
