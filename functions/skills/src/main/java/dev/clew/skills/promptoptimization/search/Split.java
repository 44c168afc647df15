package dev.clew.skills.promptoptimization.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGeneratorFactory;

/// Examples that changes are proposed and chosen by, and examples kept for one look at the end.
public record Split(List<Example> training, List<Example> heldOut) {
  /// Five pairs that all go one way are the fewest by which a one-sided sign test can prove
  /// something at 5 %: 1/32.
  public static final int FEWEST_HELD_OUT = 5;

  /// Below, no candidate can be proven better once looks are corrected for.
  public static final int FEWEST_TRAINING = 10;

  /// Of the calls there may be, so many times as many as training examples: the baseline, and a
  /// handful of candidates run on all.
  private static final int CALLS_PER_TRAINING = 8;

  private static final int CALLS_PER_HELD_OUT = 10;

  public Split {
    training = List.copyOf(training);
    heldOut = List.copyOf(heldOut);
  }

  /// A third held out, as many of both as the budget can run often enough; dealt by the seed, each
  /// expected answer to both in proportion.
  public static Split of(List<Example> examples, long calls, long seed) {
    var dealt = dealt(examples, seed);
    int heldOut =
        (int)
            Math.min(
                (examples.size() + 2) / 3, Math.max(FEWEST_HELD_OUT, calls / CALLS_PER_HELD_OUT));
    int training =
        (int)
            Math.min(
                examples.size() - heldOut, Math.max(FEWEST_TRAINING, calls / CALLS_PER_TRAINING));
    return new Split(dealt.subList(0, training), dealt.subList(training, training + heldOut));
  }

  /// In random order, each expected answer spread evenly over the whole.
  private static List<Example> dealt(List<Example> examples, long seed) {
    var shuffled = new ArrayList<>(examples);
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Situation.shuffle(shuffled, random);
    var byAnswer = new LinkedHashMap<String, List<Example>>();
    for (var example : shuffled) {
      byAnswer
          .computeIfAbsent(Check.normalized(example.expected()), _ -> new ArrayList<>())
          .add(example);
    }
    var places = new ArrayList<Place>();
    for (var alike : byAnswer.values()) {
      double start = random.nextDouble();
      for (int i = 0; i < alike.size(); i++) {
        places.add(new Place((i + start) / alike.size(), alike.get(i)));
      }
    }
    places.sort(Comparator.comparingDouble(Place::at));
    return places.stream().map(Place::example).toList();
  }

  private record Place(double at, Example example) {}

  /// Examples that there must be.
  public static int fewest() {
    return FEWEST_HELD_OUT + FEWEST_TRAINING;
  }

  /// Calls that the baseline, the last look and one candidate take.
  public long fewestCalls() {
    return 2L * training.size() + 2L * heldOut.size() + 1;
  }
}
