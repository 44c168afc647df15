package dev.clew.statistics.multiplicity;

/// Holm's correction: keeps the probability of a single false discovery, whatever the dependence of
/// the tests.
///
/// Holm, 1979, doi:10.2307/4615733. Equal to R's `p.adjust(p, "holm")`.
public final class Holm {

  private Holm() {}

  /// The adjusted p value of each p value, in the order given.
  ///
  /// @param pValues each in [0, 1]; all looks; none give none
  public static double[] adjusted(double... pValues) {
    Integer[] order = AscendingOrder.of(pValues);
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int rank = 0; rank < order.length; rank++) {
      int index = order[rank];
      largest = Math.max(largest, Math.min(1, pValues[index] * (order.length - rank)));
      adjusted[index] = largest;
    }
    return adjusted;
  }
}
