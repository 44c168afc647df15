package dev.clew.statistics.multiplicity;

/// Benjamini and Hochberg's correction: keeps the expected share of false among the discoveries.
///
/// 1995, doi:10.1111/j.2517-6161.1995.tb02031.x; holds for independent and positively dependent
/// tests. Equal to R's `p.adjust(p, "BH")`.
public final class BenjaminiHochberg {

  private BenjaminiHochberg() {}

  /// The q value of each p value, in the order given: the smallest false discovery rate at which it
  /// is a discovery.
  ///
  /// @param pValues each in [0, 1]; all looks, not only the promising ones; none give none
  public static double[] qValues(double... pValues) {
    return qValues(pValues, pValues.length);
  }

  /// The q values where `looks - pValues.length` more tests were made whose p values were not kept,
  /// each taken as 1.
  ///
  /// @param looks all tests made, at least `pValues.length`
  public static double[] qValues(double[] pValues, int looks) {
    Integer[] order = AscendingOrder.of(pValues);
    if (looks < pValues.length) {
      throw new IllegalArgumentException(
          looks + " looks are fewer than the " + pValues.length + " p values");
    }
    double[] q = new double[pValues.length];
    double smallest = 1;
    for (int rank = order.length; rank >= 1; rank--) {
      int index = order[rank - 1];
      smallest = Math.min(smallest, pValues[index] * ((double) looks / rank));
      q[index] = smallest;
    }
    return q;
  }
}
