package dev.clew.statistics.change;

/// Poisson counts over exposures: `-2 k ln(k / exposure)` of the segment's total.
final class CountCost implements SegmentCost {

  private final long[] counts;
  private final double[] exposures;
  private final double scatter;

  CountCost(long[] each, double[] over, double scatter) {
    this.scatter = scatter;
    this.counts = new long[each.length + 1];
    this.exposures = new double[each.length + 1];
    for (int i = 0; i < each.length; i++) {
      counts[i + 1] = counts[i] + each[i];
      exposures[i + 1] = exposures[i] + over[i];
    }
  }

  @Override
  public int size() {
    return counts.length - 1;
  }

  @Override
  public double of(int from, int to) {
    double total = counts[to] - counts[from];
    return total == 0 ? 0 : -2 * total * Math.log(level(from, to)) / scatter;
  }

  @Override
  public double level(int from, int to) {
    return (counts[to] - counts[from]) / (exposures[to] - exposures[from]);
  }
}
