package dev.clew.statistics.change;

/// Normal values with known errors: the weighted sum of squares about the segment's weighted mean.
final class ValueCost implements SegmentCost {

  private final double[] weights;
  private final double[] sums;
  private final double scatter;
  private final double origin;

  ValueCost(double[] values, double[] precisions, double scatter) {
    this.scatter = scatter;
    this.weights = new double[values.length + 1];
    this.sums = new double[values.length + 1];
    this.origin = values.length == 0 ? 0 : values[0];
    for (int i = 0; i < values.length; i++) {
      weights[i + 1] = weights[i] + precisions[i];
      sums[i + 1] = sums[i] + precisions[i] * (values[i] - origin);
    }
  }

  @Override
  public int size() {
    return weights.length - 1;
  }

  /// The sum of squares of the whole series is the constant left out.
  @Override
  public double of(int from, int to) {
    double sum = sums[to] - sums[from];
    return -sum * sum / (weights[to] - weights[from]) / scatter;
  }

  @Override
  public double level(int from, int to) {
    return origin + (sums[to] - sums[from]) / (weights[to] - weights[from]);
  }
}
