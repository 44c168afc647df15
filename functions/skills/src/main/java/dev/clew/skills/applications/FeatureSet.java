package dev.clew.skills.applications;

import dev.clew.evidence.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Collects what units have, and hands over what splits them.
public final class FeatureSet {
  /// A split with fewer units on a side tells nothing.
  public static final int FEWEST = 3;

  private final int units;
  private final int most;
  private final Map<Key, IntStream.Builder> traits = new LinkedHashMap<>();
  private final Map<Key, Integer> last = new HashMap<>();
  private final Map<Key, Column> columns = new LinkedHashMap<>();

  private record Key(Feature.Family family, Feature.Moment moment, String phrase) {}

  private record Column(double[] values, Unit unit) {}

  /// @param units how many there are
  /// @param most traits of one family that are looked at: each look takes strength from all others
  public FeatureSet(int units, int most) {
    this.units = units;
    this.most = most;
  }

  /// A unit has something. Units come in ascending order.
  public void has(int unit, Feature.Family family, Feature.Moment moment, String phrase) {
    var key = new Key(family, moment, phrase);
    var before = last.put(key, unit);
    if (before == null || before != unit) {
      traits.computeIfAbsent(key, _ -> IntStream.builder()).add(unit);
    }
  }

  /// A unit has a number of something.
  public void number(
      int unit,
      Feature.Family family,
      Feature.Moment moment,
      String phrase,
      double value,
      Unit measured) {
    column(family, moment, phrase, Double.NaN, measured)[unit] = value;
  }

  /// Counts something once more in a unit; units in which it never is have none of it.
  public void count(
      int unit, Feature.Family family, Feature.Moment moment, String phrase, Unit counted) {
    column(family, moment, phrase, 0, counted)[unit]++;
  }

  private double[] column(
      Feature.Family family, Feature.Moment moment, String phrase, double start, Unit unit) {
    return columns
        .computeIfAbsent(
            new Key(family, moment, phrase),
            _ -> {
              var values = new double[units];
              Arrays.fill(values, start);
              return new Column(values, unit);
            })
        .values();
  }

  /// Traits that split the units, each split once (of equal ones the first family keeps it), then
  /// numbers that vary.
  public List<Feature> features() {
    var features = new ArrayList<Feature>();
    var seen = new HashMap<Long, List<String>>();
    var perFamily = new HashMap<Feature.Family, Integer>();
    long everything = Fingerprint.ofAll(units);
    traits.entrySet().stream()
        .map(entry ->
            new Feature.Trait(
                entry.getKey().family(),
                entry.getKey().moment(),
                entry.getKey().phrase(),
                entry.getValue().build().toArray(),
                new ArrayList<>()))
        .filter(trait -> even(trait) >= FEWEST)
        .sorted(
            Comparator.comparing((Feature.Trait trait) -> trait.family())
                .thenComparingInt(trait -> -even(trait))
                .thenComparing(Feature.Trait::phrase))
        .forEach(trait -> {
          long own = Fingerprint.of(trait.places());
          int told = perFamily.getOrDefault(trait.family(), 0);
          var same = seen.get(own);
          if (same != null) {
            same.add(trait.phrase());
          } else if (told < most) {
            seen.put(own, trait.same());
            seen.putIfAbsent(own ^ everything, new ArrayList<>());
            perFamily.put(trait.family(), told + 1);
            features.add(trait);
          }
        });
    columns.entrySet().stream()
        .map(entry ->
            new Feature.Measure(
                entry.getKey().family(),
                entry.getKey().moment(),
                entry.getKey().phrase(),
                entry.getValue().values(),
                entry.getValue().unit()))
        .filter(Feature.Measure::varies)
        .sorted(
            Comparator.comparing(Feature.Measure::family).thenComparing(Feature.Measure::phrase))
        .forEach(features::add);
    return features;
  }

  private int even(Feature.Trait trait) {
    return Math.min(trait.places().length, units - trait.places().length);
  }
}
