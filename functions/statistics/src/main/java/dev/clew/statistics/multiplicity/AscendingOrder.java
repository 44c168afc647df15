package dev.clew.statistics.multiplicity;

import java.util.Arrays;
import java.util.Comparator;

/// The order of p values from the smallest up; equal ones keep the order they came in.
final class AscendingOrder {

  private AscendingOrder() {}

  static Integer[] of(double[] pValues) {
    Integer[] order = new Integer[pValues.length];
    for (int i = 0; i < order.length; i++) {
      if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
        throw new IllegalArgumentException("p value " + pValues[i] + " is not in [0, 1]");
      }
      order[i] = i;
    }
    Arrays.sort(order, Comparator.comparingDouble(i -> pValues[i]));
    return order;
  }
}
