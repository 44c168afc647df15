package dev.clew.statistics.drift;

/// What chance alone makes of one cell's divergence, when both samples come from the pooled shares.
///
/// Where the smaller sample expects ten rows or more in the cell, the chi-square approximation;
/// below it the mean and variance over all ways to split the pooled rows, whose number in the
/// smaller sample is binomial. So a cell seen once adds exactly what it must add, and a column of
/// identifiers shows no drift.
final class NoDrift {

  /// Expected rows of the smaller sample from which the chi-square approximation serves.
  private static final double MANY = 10;

  private static final int CACHED = 256;

  private final CellDivergence divergence;
  private final double n;
  private final double m;
  private final double[] means = new double[CACHED];
  private final double[] variances = new double[CACHED];
  private final boolean[] known = new boolean[CACHED];
  private double mean;
  private double variance;

  NoDrift(CellDivergence divergence, double n, double m) {
    this.divergence = divergence;
    this.n = n;
    this.m = m;
  }

  /// Looks at a cell with so many rows in both samples together.
  void cell(long pooled) {
    double rows = n + m;
    if (pooled * Math.min(n, m) / rows >= MANY) {
      mean = divergence.curvature() * (1 - pooled / rows) * (1 / n + 1 / m);
      variance = 2 * mean * mean;
      return;
    }
    int slot = (int) Math.min(pooled, CACHED - 1);
    if (pooled < CACHED && known[slot]) {
      mean = means[slot];
      variance = variances[slot];
      return;
    }
    split((double) pooled, Math.min(n, m) / rows);
    if (pooled < CACHED) {
      means[slot] = mean;
      variances[slot] = variance;
      known[slot] = true;
    }
  }

  /// Mean of the last cell's term.
  double mean() {
    return mean;
  }

  /// Variance of the last cell's term.
  double variance() {
    return variance;
  }

  private void split(double pooled, double chance) {
    double smaller = Math.min(n, m);
    double larger = Math.max(n, m);
    double odds = chance / (1 - chance);
    double probability = Math.exp(pooled * Math.log1p(-chance));
    double left = 1;
    double sum = 0;
    double squares = 0;
    for (double k = 0; k <= pooled; k++) {
      double term = divergence.term(k / smaller, (pooled - k) / larger);
      sum += probability * term;
      squares += probability * term * term;
      left -= probability;
      if (left < 1e-9 && k > pooled * chance) {
        break;
      }
      probability *= (pooled - k) / (k + 1) * odds;
    }
    mean = sum;
    variance = Math.max(0, squares - sum * sum);
  }
}
