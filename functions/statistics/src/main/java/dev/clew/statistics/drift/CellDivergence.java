package dev.clew.statistics.drift;

/// The divergences that are sums over cells of a smooth function of both shares, with what their
/// sampling theory needs.
///
/// Near p = q each term is `curvature (p - q)^2 / p`, so that without drift n and m rows give it a
/// mean of `curvature (1 - p) (1 / n + 1 / m)` (chi-square; Pardo, *Statistical Inference Based on
/// Divergence Measures*, 2006, theorem 3.1).
enum CellDivergence {
  JENSEN_SHANNON(DriftMeasure.JENSEN_SHANNON, 1 / (8 * Math.log(2))) {
    @Override
    double term(double p, double q) {
      double middle = (p + q) / 2;
      return (part(p, middle) + part(q, middle)) / 2;
    }

    @Override
    double slope(double share, double other) {
      return Math.log(2 * share / (share + other)) / (2 * LN_2);
    }

    private double part(double share, double middle) {
      return share == 0 ? 0 : share * Math.log(share / middle) / LN_2;
    }
  },
  POPULATION_STABILITY(DriftMeasure.POPULATION_STABILITY, 1) {
    @Override
    double term(double p, double q) {
      double left = p == 0 ? PopulationStability.FLOOR : p;
      double right = q == 0 ? PopulationStability.FLOOR : q;
      return (right - left) * Math.log(right / left);
    }

    @Override
    double slope(double share, double other) {
      double against = other == 0 ? PopulationStability.FLOOR : other;
      return Math.log(share / against) + 1 - against / share;
    }
  },
  HELLINGER(DriftMeasure.HELLINGER, 1.0 / 8) {
    @Override
    double term(double p, double q) {
      double difference = Math.sqrt(p) - Math.sqrt(q);
      return difference * difference / 2;
    }

    @Override
    double slope(double share, double other) {
      return (1 - Math.sqrt(other / share)) / 2;
    }
  };

  private static final double LN_2 = Math.log(2);

  private final DriftMeasure measure;
  private final double curvature;

  CellDivergence(DriftMeasure measure, double curvature) {
    this.measure = measure;
    this.curvature = curvature;
  }

  /// One cell's part of the divergence; symmetric.
  abstract double term(double p, double q);

  /// Derivative of the term by `share`, which is positive.
  abstract double slope(double share, double other);

  double curvature() {
    return curvature;
  }

  /// The effect of a pair, corrected.
  ///
  /// Cells seen once in both samples together cannot show by themselves which sample they favour:
  /// they are judged as one cell, and their share of the rows stays open.
  DriftEffect effect(CountPair pair) {
    Sum sum = new Sum(pair.referenceSize(), pair.currentSize());
    double observed = 0;
    long onceInReference = 0;
    long onceInCurrent = 0;
    for (int i = 0; i < pair.cells(); i++) {
      long left = pair.referenceCount(i);
      long right = pair.currentCount(i);
      if (left + right == 1) {
        onceInReference += left;
        onceInCurrent += right;
        observed += term(left / sum.n, right / sum.m);
      } else if (left + right > 1) {
        observed += sum.add(left, right);
      }
    }
    sum.add(onceInReference, onceInCurrent);
    return new DriftEffect(
        measure,
        measure.power() == 2 ? Math.sqrt(observed) : observed,
        sum.divergence - sum.expected,
        sum.expected,
        sum.linear(),
        sum.chance,
        (onceInReference + onceInCurrent) / (sum.n + sum.m),
        pair.referenceSize(),
        pair.currentSize());
  }

  /// The divergence, its mean and variance without drift, and the slopes that carry sampling error
  /// into it.
  private final class Sum {
    private final double n;
    private final double m;
    private final NoDrift noDrift;
    private final Slopes ofReference = new Slopes();
    private final Slopes ofCurrent = new Slopes();
    private double divergence;
    private double expected;
    private double chance;

    Sum(long referenceSize, long currentSize) {
      n = referenceSize;
      m = currentSize;
      noDrift = new NoDrift(CellDivergence.this, n, m);
    }

    /// Adds a cell and returns its term.
    double add(long inReference, long inCurrent) {
      if (inReference + inCurrent == 0) {
        return 0;
      }
      double p = inReference / n;
      double q = inCurrent / m;
      double term = term(p, q);
      divergence += term;
      noDrift.cell(inReference + inCurrent);
      expected += noDrift.mean();
      chance += noDrift.variance();
      if (p > 0) {
        ofReference.add(p, slope(p, q));
      }
      if (q > 0) {
        ofCurrent.add(q, slope(q, p));
      }
      return term;
    }

    /// Without drift the plugged-in slopes are noise and give twice the variance of the second
    /// order.
    double linear() {
      return Math.max(0, ofReference.variance() / n + ofCurrent.variance() / m - 2 * chance);
    }
  }

  /// Variance over one sample's rows of the slope of the cell that a row lies in.
  private static final class Slopes {
    private double sum;
    private double squares;

    void add(double share, double slope) {
      sum += share * slope;
      squares += share * slope * slope;
    }

    double variance() {
      return Math.max(0, squares - sum * sum);
    }
  }
}
