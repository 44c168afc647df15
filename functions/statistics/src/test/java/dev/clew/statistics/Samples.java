package dev.clew.statistics;

/// Small samples that several tests compare with scipy's figures.
public final class Samples {

  private Samples() {}

  /// Twelve values, two of them twice.
  public static NumericSample x() {
    return NumericSample.of(2.1, 3.3, 1.2, 5.5, 4.4, 2.1, 7.9, 0.3, 3.3, 6.6, 2.7, 8.8);
  }

  /// Eleven values, three of them also in the first sample.
  public static NumericSample y() {
    return NumericSample.of(1.1, 3.3, 4.2, 9.5, 6.4, 2.1, 8.9, 5.3, 7.3, 6.6, 9.9);
  }
}
