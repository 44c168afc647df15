package dev.clew.skills.applications;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.association.CliffsDelta;
import dev.clew.statistics.association.OddsRatio;
import dev.clew.statistics.hypothesis.FisherExactTest;
import dev.clew.statistics.hypothesis.MannWhitneyTest;
import dev.clew.statistics.hypothesis.PairwiseWins;
import dev.clew.statistics.interval.Bootstrap;
import dev.clew.statistics.interval.NewcombeInterval;
import dev.clew.statistics.multiplicity.BenjaminiHochberg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// How two cohorts of units differ, feature by feature, and how many looks that took.
///
/// Independent units: Fisher's exact test of traits, Mann and Whitney's of numbers. Units in groups
/// (trials of one task, calls of one run): [BlockPermutation] of the sum over the first cohort, of
/// ranks for numbers. All looks together are corrected after Benjamini and Hochberg.
public final class Contrast {
  /// With fewer units on a side nothing is tested.
  public static final int FEWEST = 5;

  /// Two differences are one where their features go together so closely (Spearman).
  private static final double REDUNDANT = 0.8;

  /// A trait that can not reach this p, whatever the cohorts, is not looked at.
  private static final double TESTABLE = 0.01;

  private static final int RESAMPLES = 1_000;
  private static final long SEED = 19_880_607;

  private final boolean[] first;
  private final Optional<Grouping> grouping;
  private final List<Difference> differences;

  private Contrast(boolean[] first, Optional<Grouping> grouping, List<Difference> differences) {
    this.first = first;
    this.grouping = grouping;
    this.differences = List.copyOf(differences);
  }

  /// Compares; nothing is tested where either side is too small.
  ///
  /// @param first for each unit whether it is in the first cohort, else it is in the second
  public static Contrast of(List<Feature> features, boolean[] first, Optional<Grouping> grouping) {
    int size = (int) IntStream.range(0, first.length).filter(i -> first[i]).count();
    if (Math.min(size, first.length - size) < FEWEST) {
      return new Contrast(first, grouping, List.of());
    }
    var looked =
        features.stream().filter(feature -> isTestable(feature, first.length, size)).toList();
    var lone = looked.stream().mapToDouble(one -> independent(one, first, size)).toArray();
    var p = grouping.isPresent() ? grouped(looked, first, grouping.get()) : lone;
    var q = BenjaminiHochberg.qValues(p);
    var loneQ = BenjaminiHochberg.qValues(lone);
    var corrected = new ArrayList<Difference>();
    for (int i = 0; i < q.length; i++) {
      corrected.add(difference(looked.get(i), first, size, p[i], q[i], lone[i], loneQ[i]));
    }
    return new Contrast(first, grouping, corrected);
  }

  /// Whether a trait is frequent enough that some division of the units would surprise: the others
  /// can not tell anything whatever the cohorts, so they are no look (Tarone, 1990,
  /// doi:10.2307/2531456). Which units are in which cohort plays no part in it.
  private static boolean isTestable(Feature feature, int units, int size) {
    return switch (feature) {
      case Feature.Trait trait -> {
        int having = trait.places().length;
        int most = Math.min(having, size);
        int least = Math.max(0, having - (units - size));
        yield Math.min(chance(most, having, units, size), chance(least, having, units, size))
            <= TESTABLE;
      }
      case Feature.Measure _ -> true;
    };
  }

  private static double chance(int having, int all, int units, int size) {
    return FisherExactTest.withDefaults()
        .test(having, size - having, all - having, units - size - (all - having))
        .pValue();
  }

  /// How many comparisons were made.
  public int looks() {
    return differences.size();
  }

  public Optional<Grouping> grouping() {
    return grouping;
  }

  /// All differences, the surest first, then the largest.
  public List<Difference> all() {
    return differences.stream().sorted(ORDER).toList();
  }

  private static final Comparator<Difference> ORDER =
      Comparator.comparingDouble(Difference::q)
          .thenComparingDouble(Difference::p)
          .thenComparingDouble(one -> -Math.abs(one.effect()))
          .thenComparing(one -> one.feature().family())
          .thenComparing(one -> one.feature().phrase());

  /// A difference and those that say the same of nearly the same units.
  ///
  /// @param others less sure than the lead
  public record Cluster(Difference lead, List<Difference> others) {
    public Cluster {
      others = List.copyOf(others);
    }
  }

  /// What is told, differences of nearly the same units together, the surest first.
  public List<Cluster> told() {
    return clusters(all().stream().filter(Difference::isTold).toList());
  }

  /// What would be told if units stood alone, but not with their groups, the surest first.
  public List<Cluster> perhapsGroups() {
    return clusters(
        differences.stream()
            .filter(Difference::mayBeGroups)
            .sorted(
                Comparator.comparingDouble(Difference::loneQ)
                    .thenComparingDouble(Difference::loneP)
                    .thenComparing(ORDER))
            .toList());
  }

  private List<Cluster> clusters(List<Difference> differences) {
    var open = new ArrayList<>(differences);
    var clusters = new ArrayList<Cluster>();
    while (!open.isEmpty()) {
      var lead = open.removeFirst();
      var ranks = ranks(values(lead.feature()));
      var others =
          open.stream()
              .filter(
                  one -> Math.abs(correlation(ranks, ranks(values(one.feature())))) >= REDUNDANT)
              .toList();
      open.removeAll(others);
      clusters.add(new Cluster(lead, others));
    }
    return clusters;
  }

  /// The interval of a difference's effect: Newcombe's of two shares and DeLong's of Cliff's delta
  /// where units are independent; where they come in groups, percentiles of a bootstrap over whole
  /// groups, which are wider. Empty where groups are too few to draw from.
  public Optional<Interval> interval(Difference difference) {
    if (grouping.isPresent()) {
      var members = grouping.get().members();
      var values = values(difference.feature());
      return Bootstrap.withSeed(SEED)
          .withResamples(RESAMPLES)
          .percentile(
              members.size(),
              drawn -> {
                var places =
                    Arrays.stream(drawn)
                        .flatMap(g -> members.get(g).stream().mapToInt(Integer::intValue))
                        .toArray();
                return effect(difference.isShare(), values, places);
              })
          .map(Estimate::interval);
    }
    if (difference.isShare()) {
      return Optional.of(
          NewcombeInterval.of(
              difference.secondHaving(),
              size(false),
              difference.firstHaving(),
              size(true),
              Interval.LEVEL));
    }
    var values = values(difference.feature());
    return Optional.of(
        CliffsDelta.of(sample(values, first, false), sample(values, first, true)).interval());
  }

  /// The odds of the first cohort to have a trait over those of the second, with Woolf's interval
  /// (for independent units).
  public Estimate oddsRatio(Difference difference) {
    return OddsRatio.of(
        difference.firstHaving(),
        size(true) - difference.firstHaving(),
        difference.secondHaving(),
        size(false) - difference.secondHaving());
  }

  /// The same effect among units of the same group only, groups weighed by the pairs they hold
  /// (Mantel and Haenszel, 1959, doi:10.1093/jnci/22.4.719): what remains when the group itself
  /// explains nothing. Empty where there are no groups, or no group lies in both cohorts.
  public OptionalDouble within(Difference difference) {
    if (grouping.isEmpty()) {
      return OptionalDouble.empty();
    }
    var values = values(difference.feature());
    double sum = 0;
    double weights = 0;
    for (var members : grouping.get().members()) {
      var places = members.stream().mapToInt(Integer::intValue).toArray();
      double effect = effect(difference.isShare(), values, places);
      if (Double.isFinite(effect)) {
        long of = Arrays.stream(places).filter(i -> first[i]).count();
        double others = places.length - (double) of;
        // Of two shares n m / (n + m), of pairs n m.
        double weight = difference.isShare() ? of * others / places.length : of * others;
        sum += weight * effect;
        weights += weight;
      }
    }
    return weights == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weights);
  }

  /// How many units a cohort has.
  public int size(boolean ofFirst) {
    return (int) IntStream.range(0, first.length).filter(i -> first[i] == ofFirst).count();
  }

  /// The effect among some units, which may repeat; NaN where a side has none.
  private double effect(boolean share, double[] values, int[] places) {
    var one = pick(values, places, true);
    var other = pick(values, places, false);
    if (one.isEmpty() || other.isEmpty()) {
      return Double.NaN;
    }
    return share ? one.mean() - other.mean() : PairwiseWins.of(one, other).cliffsDelta();
  }

  private NumericSample pick(double[] values, int[] places, boolean ofFirst) {
    return NumericSample.of(
        Arrays.stream(places)
            .filter(i -> first[i] == ofFirst)
            .mapToDouble(i -> values[i])
            .toArray());
  }

  /// One number of each unit: 1 and 0 for a trait.
  private double[] values(Feature feature) {
    return values(feature, first.length);
  }

  private static double[] values(Feature feature, int units) {
    return switch (feature) {
      case Feature.Trait trait -> {
        var values = new double[units];
        for (int place : trait.places()) {
          values[place] = 1;
        }
        yield values;
      }
      case Feature.Measure measure -> measure.values();
    };
  }

  private static Difference difference(
      Feature feature, boolean[] first, int size, double p, double q, double loneP, double loneQ) {
    return switch (feature) {
      case Feature.Trait trait -> {
        int having = (int) Arrays.stream(trait.places()).filter(i -> first[i]).count();
        int others = trait.places().length - having;
        double one = having / (double) size;
        double other = others / (double) (first.length - size);
        yield new Difference(feature, one, other, having, others, one - other, p, q, loneP, loneQ);
      }
      case Feature.Measure measure -> {
        var one = sample(measure.values(), first, true);
        var other = sample(measure.values(), first, false);
        boolean both = !one.isEmpty() && !other.isEmpty();
        yield new Difference(
            feature,
            one.isEmpty() ? Double.NaN : one.median(),
            other.isEmpty() ? Double.NaN : other.median(),
            one.size(),
            other.size(),
            both ? PairwiseWins.of(one, other).cliffsDelta() : 0,
            p,
            q,
            loneP,
            loneQ);
      }
    };
  }

  private static double independent(Feature feature, boolean[] first, int size) {
    return switch (feature) {
      case Feature.Trait trait -> {
        int having = (int) Arrays.stream(trait.places()).filter(i -> first[i]).count();
        int others = trait.places().length - having;
        yield FisherExactTest.withDefaults()
            .test(having, size - having, others, first.length - size - others)
            .pValue();
      }
      case Feature.Measure measure -> {
        var one = sample(measure.values(), first, true);
        var other = sample(measure.values(), first, false);
        yield Math.min(one.size(), other.size()) < FEWEST
            ? 1
            : MannWhitneyTest.withDefaults().test(one, other).pValue();
      }
    };
  }

  private static double[] grouped(List<Feature> features, boolean[] first, Grouping grouping) {
    var places = new ArrayList<int[]>();
    var scores = new ArrayList<double[]>();
    for (var feature : features) {
      switch (feature) {
        case Feature.Trait trait -> {
          places.add(trait.places());
          var ones = new double[trait.places().length];
          Arrays.fill(ones, 1);
          scores.add(ones);
        }
        case Feature.Measure measure -> {
          var known =
              IntStream.range(0, first.length)
                  .filter(i -> Double.isFinite(measure.values()[i]))
                  .toArray();
          places.add(known);
          scores.add(
              centred(ranks(Arrays.stream(known).mapToDouble(i -> measure.values()[i]).toArray())));
        }
      }
    }
    return new BlockPermutation(first, grouping).pValues(places, scores);
  }

  /// Twice each rank less the mean of all, a whole number, so that who has no number does not
  /// weigh.
  private static double[] centred(double[] ranks) {
    return Arrays.stream(ranks).map(rank -> rank - (ranks.length + 1.0)).toArray();
  }

  /// Twice the middle rank of each value, so that ties share a whole number; NaN ranks last.
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
      while (to < order.length && Double.compare(values[order[to]], values[order[from]]) == 0) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = from + to + 1.0;
      }
      from = to;
    }
    return ranks;
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(0);
    double meanB = Arrays.stream(b).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
  }

  private static NumericSample sample(double[] values, boolean[] first, boolean wanted) {
    return NumericSample.of(
        IntStream.range(0, values.length)
            .filter(i -> first[i] == wanted)
            .mapToDouble(i -> values[i])
            .toArray());
  }
}
