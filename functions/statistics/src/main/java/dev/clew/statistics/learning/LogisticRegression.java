package dev.clew.statistics.learning;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealVector;

/// Logistic regression of two classes with an L2 penalty: the weights `w` and the intercept `b`
/// that make `½·w·w + C·Σ sᵢ·log(1 + exp(-yᵢ·(w·xᵢ + b)))` least, with `yᵢ` 1 or -1. The intercept
/// is not penalised. The same as scikit-learn's `LogisticRegression(C=C)`; found by Newton's
/// method, the same for the same examples in the same order.
public final class LogisticRegression {
  private static final int MOST_STEPS = 100;

  /// The fit ends when no weight moves by more.
  private static final double STILL = 1e-10;

  /// Added to the intercept's own curvature alone, so that it stays solvable where all chances are
  /// almost sure.
  private static final double RIDGE = 1e-12;

  private final double[] weights;
  private final double intercept;

  /// @param weights one a feature
  public LogisticRegression(double[] weights, double intercept) {
    this.weights = weights.clone();
    this.intercept = intercept;
  }

  /// Fits.
  ///
  /// @param features n rows of d finite numbers each, n at least 1
  /// @param positive n labels
  /// @param sampleWeights n weights, none negative
  /// @param c the inverse of the penalty's strength, over 0
  /// @throws IllegalArgumentException when their numbers differ, or all labels are equal
  public static LogisticRegression fit(
      double[][] features, boolean[] positive, double[] sampleWeights, double c) {
    int rows = features.length;
    if (positive.length != rows || sampleWeights.length != rows) {
      throw new IllegalArgumentException(
          rows + " rows, " + positive.length + " labels, " + sampleWeights.length + " weights");
    }
    long ones = 0;
    for (var one : positive) {
      ones += one ? 1 : 0;
    }
    if (ones == 0 || ones == rows) {
      throw new IllegalArgumentException("all labels are equal");
    }
    if (!(c > 0)) {
      throw new IllegalArgumentException("c is " + c + ", not over 0");
    }
    return new Fit(features, positive, sampleWeights, c).run();
  }

  /// The log odds that a row is positive.
  ///
  /// @param features as many as there are weights
  public double logOdds(double[] features) {
    double sum = intercept;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * features[i];
    }
    return sum;
  }

  /// One a feature.
  public double[] weights() {
    return weights.clone();
  }

  public double intercept() {
    return intercept;
  }

  /// A fit in progress; the last of its parameters is the intercept.
  private static final class Fit {
    private final double[][] features;
    private final double[] sign;
    private final double[] share;
    private final int width;

    Fit(double[][] features, boolean[] positive, double[] sampleWeights, double c) {
      this.features = features;
      this.width = features[0].length;
      this.sign = new double[features.length];
      this.share = new double[features.length];
      for (int i = 0; i < sign.length; i++) {
        if (features[i].length != width) {
          throw new IllegalArgumentException(
              "row " + i + " has " + features[i].length + " numbers");
        }
        sign[i] = positive[i] ? 1 : -1;
        share[i] = c * sampleWeights[i];
      }
    }

    LogisticRegression run() {
      var at = new double[width + 1];
      double loss = loss(at);
      for (int step = 0; step < MOST_STEPS; step++) {
        var way = direction(at);
        double most = 0;
        for (double one : way) {
          most = Math.max(most, Math.abs(one));
        }
        double length = 1;
        var next = moved(at, way, length);
        double reached = loss(next);
        while (reached > loss && length > 1e-6) {
          length /= 2;
          next = moved(at, way, length);
          reached = loss(next);
        }
        at = next;
        loss = reached;
        if (most * length <= STILL) {
          break;
        }
      }
      var weights = new double[width];
      System.arraycopy(at, 0, weights, 0, width);
      return new LogisticRegression(weights, at[width]);
    }

    private static double[] moved(double[] at, double[] way, double length) {
      var next = at.clone();
      for (int i = 0; i < next.length; i++) {
        next[i] -= length * way[i];
      }
      return next;
    }

    private double margin(double[] at, int row) {
      double sum = at[width];
      for (int i = 0; i < width; i++) {
        sum += at[i] * features[row][i];
      }
      return sum;
    }

    private double loss(double[] at) {
      double sum = 0;
      for (int i = 0; i < width; i++) {
        sum += 0.5 * at[i] * at[i];
      }
      for (int row = 0; row < features.length; row++) {
        double m = -sign[row] * margin(at, row);
        sum += share[row] * (m > 0 ? m + Math.log1p(Math.exp(-m)) : Math.log1p(Math.exp(m)));
      }
      return sum;
    }

    /// Newton's step: the inverse of the curvature times the slope.
    private double[] direction(double[] at) {
      var slope = new double[width + 1];
      var curve = new double[width + 1][width + 1];
      System.arraycopy(at, 0, slope, 0, width);
      for (int i = 0; i < width; i++) {
        curve[i][i] = 1;
      }
      curve[width][width] = RIDGE;
      for (int row = 0; row < features.length; row++) {
        double chance = 1 / (1 + Math.exp(-margin(at, row)));
        double off = share[row] * (chance - (sign[row] > 0 ? 1 : 0));
        double bend = share[row] * chance * (1 - chance);
        var x = features[row];
        for (int i = 0; i < width; i++) {
          slope[i] += off * x[i];
          double scaled = bend * x[i];
          var line = curve[i];
          for (int j = 0; j <= i; j++) {
            line[j] += scaled * x[j];
          }
          curve[width][i] += scaled;
        }
        slope[width] += off;
        curve[width][width] += bend;
      }
      for (int i = 0; i <= width; i++) {
        for (int j = 0; j < i; j++) {
          curve[j][i] = curve[i][j];
        }
      }
      RealVector step =
          new CholeskyDecomposition(new Array2DRowRealMatrix(curve, false), 1e-9, 1e-300)
              .getSolver()
              .solve(new ArrayRealVector(slope, false));
      return step.toArray();
    }
  }
}
