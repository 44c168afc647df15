package dev.clew.statistics.drift;

import dev.clew.statistics.Bins;
import dev.clew.statistics.NumericSample;

/// A numeric column's reference with all that comparisons need of it, made once and compared with
/// as many chunks as there are. Immutable, safe to share between threads.
public final class NumericReference {

  /// PSI counts in the reference's deciles.
  public static final int PSI_BINS = 10;

  private final NumericSample sample;
  private final Bins deciles;
  private final Bins doane;
  private final DriftCells cells;

  private NumericReference(NumericSample sample) {
    this.sample = sample;
    this.deciles = Bins.quantiles(sample, PSI_BINS);
    this.doane = Bins.doane(sample);
    this.cells = DriftCells.of(sample);
  }

  /// Prepares a reference.
  ///
  /// @throws IllegalArgumentException when it has no value
  public static NumericReference of(NumericSample sample) {
    if (sample.isEmpty()) {
      throw new IllegalArgumentException("the reference has no value");
    }
    return new NumericReference(sample);
  }

  public NumericSample sample() {
    return sample;
  }

  /// The cells in which drift is judged.
  public DriftCells cells() {
    return cells;
  }

  /// Every measure against another sample.
  ///
  /// @throws IllegalArgumentException when it has no value
  public NumericDrift compare(NumericSample current) {
    EcdfDistance distance = EcdfDistance.of(sample, current);
    CountPair equalWidth = CountPair.of(doane, sample, current);
    return new NumericDrift(
        distance,
        NormedWasserstein.of(distance, sample),
        PopulationStability.of(CountPair.of(deciles, sample, current)),
        JensenShannon.of(equalWidth),
        Hellinger.of(equalWidth),
        JensenShannon.effect(cells.pair(current)),
        sample,
        current);
  }
}
