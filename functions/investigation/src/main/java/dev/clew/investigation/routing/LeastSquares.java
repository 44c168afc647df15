package dev.clew.investigation.routing;

import java.util.Arrays;

/// A symmetric positive definite system of equations, decomposed after Cholesky (Golub and Van
/// Loan, Matrix Computations, 4.2) so that it can be solved, and that others that begin alike need
/// only their own rows decomposed.
final class LeastSquares {
  private final double[][] lower;

  private LeastSquares(double[][] lower) {
    this.lower = lower;
  }

  /// @param rows the lower half: row i holds i + 1 values
  /// @throws IllegalArgumentException when it is not positive definite
  static LeastSquares of(double[][] rows) {
    return new LeastSquares(new double[0][]).with(rows);
  }

  /// This system with more rows.
  ///
  /// @param rows the lower half of those that are added: the first holds one value more than this
  ///   system has rows
  /// @throws IllegalArgumentException when it is not positive definite
  LeastSquares with(double[][] rows) {
    var first = lower.length;
    var all = Arrays.copyOf(lower, first + rows.length);
    for (var i = first; i < all.length; i++) {
      var row = rows[i - first].clone();
      for (var j = 0; j <= i; j++) {
        var other = j == i ? row : all[j];
        var sum = row[j];
        for (var k = 0; k < j; k++) {
          sum -= row[k] * other[k];
        }
        if (j < i) {
          row[j] = sum / other[j];
        } else if (sum > 0) {
          row[j] = Math.sqrt(sum);
        } else {
          throw new IllegalArgumentException("not positive definite: pivot " + i + " is " + sum);
        }
      }
      all[i] = row;
    }
    return new LeastSquares(all);
  }

  /// The x of `a x = b`.
  ///
  /// @param b as many values as there are rows
  double[] solved(double[] b) {
    var x = b.clone();
    for (var i = 0; i < x.length; i++) {
      for (var k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (var i = x.length - 1; i >= 0; i--) {
      x[i] /= lower[i][i];
      for (var k = 0; k < i; k++) {
        x[k] -= lower[i][k] * x[i];
      }
    }
    return x;
  }
}
