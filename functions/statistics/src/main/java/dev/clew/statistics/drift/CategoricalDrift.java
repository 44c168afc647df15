package dev.clew.statistics.drift;

import dev.clew.statistics.CategoricalSample;
import java.util.stream.IntStream;

/// How far a column of categories moved, by every measure at once.
///
/// @param psi over the union of the categories, rows without one in the denominator
/// @param jensenShannon distance in bits over the union of the categories
/// @param hellinger likewise
/// @param totalVariation likewise
/// @param effect Jensen-Shannon distance corrected for chance, on which the verdict rests
/// @param reference sample
/// @param current sample
public record CategoricalDrift(
    double psi,
    double jensenShannon,
    double hellinger,
    double totalVariation,
    DriftEffect effect,
    CategoricalSample reference,
    CategoricalSample current) {

  /// Compares two samples whose codes come from one dictionary.
  ///
  /// @throws IllegalArgumentException when one has no value
  public static CategoricalDrift of(CategoricalSample reference, CategoricalSample current) {
    CountPair pair = CountPair.of(reference, current);
    return new CategoricalDrift(
        PopulationStability.of(pair),
        JensenShannon.of(pair),
        Hellinger.of(pair),
        TotalVariation.of(pair),
        JensenShannon.effect(pair),
        reference,
        current);
  }

  public DriftVerdict verdict() {
    return effect.verdict();
  }

  /// Codes that the reference has and the current sample has not, ascending.
  public int[] vanished() {
    return IntStream.range(0, reference.categories())
        .filter(code -> reference.count(code) > 0 && current.count(code) == 0)
        .toArray();
  }

  /// Codes that only the current sample has, ascending.
  public int[] appeared() {
    return IntStream.range(0, current.categories())
        .filter(code -> current.count(code) > 0 && reference.count(code) == 0)
        .toArray();
  }
}
