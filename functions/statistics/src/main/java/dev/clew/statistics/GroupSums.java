package dev.clew.statistics;

/// What is known of each group of a sample's values without putting it in order: the smallest, the
/// largest, and how far the values lie below the largest, all together. Immutable.
final class GroupSums {

  private final int[] starts;
  private final double[] lowest;
  private final double[] highest;
  private final PreciseSum[] below;

  /// @param values group by group
  /// @param starts index of each group's first value, and the number of values
  GroupSums(double[] values, int[] starts) {
    int groups = starts.length - 1;
    this.starts = starts;
    lowest = new double[groups];
    highest = new double[groups];
    below = new PreciseSum[groups];
    for (int group = 0; group < groups; group++) {
      sum(values, group);
    }
  }

  private void sum(double[] values, int group) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = starts[group]; i < starts[group + 1]; i++) {
      double value = values[i];
      low = value < low ? value : low;
      high = value > high ? value : high;
    }
    var sum = new PreciseSum();
    for (int i = starts[group]; i < starts[group + 1]; i++) {
      sum.addDifference(high, values[i]);
    }
    lowest[group] = low;
    highest[group] = high;
    below[group] = sum;
  }

  /// Infinite for an empty group.
  double lowest(int group) {
    return lowest[group];
  }

  /// Negatively infinite for an empty group.
  double highest(int group) {
    return highest[group];
  }

  /// Adds to a sum `factor` times what the group's values lie below a number, all together.
  void addBelow(double number, int group, double factor, PreciseSum to) {
    int held = starts[group + 1] - starts[group];
    if (held > 0) {
      to.addProduct(factor, below[group]);
      to.addProduct(factor * held, number, highest[group]);
    }
  }
}
