package dev.clew.skills.failurepatterns;

import dev.clew.skills.applications.BlockPermutation;
import dev.clew.skills.applications.Grouping;
import dev.clew.statistics.Estimate;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.association.OddsRatio;
import dev.clew.statistics.hypothesis.FisherExactTest;
import dev.clew.statistics.hypothesis.MannWhitneyTest;
import dev.clew.statistics.hypothesis.PairwiseWins;
import dev.clew.statistics.multiplicity.BenjaminiHochberg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What failed runs have that passed ones have not, with the number of looks it took.
///
/// Runs that are independent are tested by Fisher's exact test and Mann and Whitney's; runs in
/// groups by [BlockPermutation]. All looks together are corrected after Benjamini and Hochberg.
record Comparison(List<Split> splits, List<Shift> shifts, int looks) {

  /// A trait against the outcome.
  ///
  /// @param failedWith failed runs that have it
  /// @param passedWith passed runs that have it
  /// @param q its p value, corrected for all looks
  record Split(
      Trait trait, int failedWith, int passedWith, int failedWithout, int passedWithout, double q) {
    double rateWith() {
      return failedWith / (double) (failedWith + passedWith);
    }

    double rateWithout() {
      return failedWithout / (double) (failedWithout + passedWithout);
    }

    double difference() {
      return rateWith() - rateWithout();
    }

    /// Failure rate with it over that of all runs.
    double lift() {
      double all =
          (failedWith + failedWithout)
              / (double) (failedWith + failedWithout + passedWith + passedWithout);
      return rateWith() / all;
    }

    /// The odds ratio with its interval, which holds for independent runs only.
    Estimate oddsRatio() {
      return OddsRatio.of(failedWith, passedWith, failedWithout, passedWithout);
    }
  }

  /// A number of every run against the outcome.
  ///
  /// @param delta Cliff's delta of failed over passed, in [-1, 1]
  record Shift(Measure measure, double failedMedian, double passedMedian, double delta, double q) {}

  /// Effects below these are not told, whatever their q: a difference in failure rate, and Cliff's
  /// delta from "medium" on (Romano et al., 2006).
  static final double NOTABLE_DIFFERENCE = 0.2;

  static final double NOTABLE_DELTA = 0.33;

  /// Of what is told, one in ten may be chance.
  static final double DISCOVERY = 0.1;

  /// With fewer runs on a side nothing is tested.
  static final int FEWEST = 5;

  Comparison {
    splits = List.copyOf(splits);
    shifts = List.copyOf(shifts);
  }

  /// Compares; nothing is tested where either side is too small.
  static Comparison of(Traits traits, boolean[] failed, Optional<Grouping> grouping) {
    int bad = (int) IntStream.range(0, failed.length).filter(i -> failed[i]).count();
    if (Math.min(bad, failed.length - bad) < FEWEST) {
      return new Comparison(List.of(), List.of(), 0);
    }
    var measures = traits.measures().stream().filter(measure -> varies(measure.values())).toList();
    var p =
        grouping.isPresent()
            ? grouped(traits.traits(), measures, failed, grouping.get())
            : independent(traits.traits(), measures, failed);
    var q = BenjaminiHochberg.qValues(p);
    var splits = new ArrayList<Split>();
    for (int i = 0; i < traits.traits().size(); i++) {
      splits.add(split(traits.traits().get(i), failed, bad, q[i]));
    }
    var shifts = new ArrayList<Shift>();
    for (int i = 0; i < measures.size(); i++) {
      shifts.add(shift(measures.get(i), failed, q[splits.size() + i]));
    }
    return new Comparison(splits, shifts, q.length);
  }

  private static boolean varies(double[] values) {
    return Arrays.stream(values).allMatch(Double::isFinite)
        && Arrays.stream(values).distinct().limit(2).count() > 1;
  }

  private static double[] independent(
      List<Trait> traits, List<Measure> measures, boolean[] failed) {
    int bad = (int) IntStream.range(0, failed.length).filter(i -> failed[i]).count();
    var p = new double[traits.size() + measures.size()];
    for (int i = 0; i < traits.size(); i++) {
      var split = split(traits.get(i), failed, bad, 1);
      p[i] =
          FisherExactTest.withDefaults()
              .test(
                  split.failedWith(),
                  split.passedWith(),
                  split.failedWithout(),
                  split.passedWithout())
              .pValue();
    }
    for (int i = 0; i < measures.size(); i++) {
      p[traits.size() + i] =
          MannWhitneyTest.withDefaults()
              .test(
                  sample(measures.get(i).values(), failed, true),
                  sample(measures.get(i).values(), failed, false))
              .pValue();
    }
    return p;
  }

  private static double[] grouped(
      List<Trait> traits, List<Measure> measures, boolean[] failed, Grouping grouping) {
    var places = new ArrayList<int[]>();
    var scores = new ArrayList<double[]>();
    for (var trait : traits) {
      places.add(trait.runs());
      var ones = new double[trait.runs().length];
      Arrays.fill(ones, 1);
      scores.add(ones);
    }
    for (var measure : measures) {
      places.add(IntStream.range(0, failed.length).toArray());
      scores.add(ranks(measure.values()));
    }
    return new BlockPermutation(failed, grouping).pValues(places, scores);
  }

  /// Twice the middle rank of each value, so that ties share a whole number.
  private static double[] ranks(double[] values) {
    var order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> Double.compare(values[a], values[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    var ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = from + to + 1.0;
      }
      from = to;
    }
    return ranks;
  }

  private static Split split(Trait trait, boolean[] failed, int bad, double q) {
    int failedWith = 0;
    for (int run : trait.runs()) {
      failedWith += failed[run] ? 1 : 0;
    }
    int passedWith = trait.runs().length - failedWith;
    return new Split(
        trait, failedWith, passedWith, bad - failedWith, failed.length - bad - passedWith, q);
  }

  private static Shift shift(Measure measure, boolean[] failed, double q) {
    var bad = sample(measure.values(), failed, true);
    var good = sample(measure.values(), failed, false);
    return new Shift(
        measure, bad.median(), good.median(), PairwiseWins.of(bad, good).cliffsDelta(), q);
  }

  private static NumericSample sample(double[] values, boolean[] failed, boolean wanted) {
    return NumericSample.of(
        IntStream.range(0, values.length)
            .filter(i -> failed[i] == wanted)
            .mapToDouble(i -> values[i])
            .toArray());
  }
}
