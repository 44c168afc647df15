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
        var sum = row[j] - dot(row, other, j);
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

  /// The sum of products of the first values, as four sums that do not wait for each other.
  private static double dot(double[] one, double[] other, int length) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    var k = 0;
    for (; k + 3 < length; k += 4) {
      a += one[k] * other[k];
      b += one[k + 1] * other[k + 1];
      c += one[k + 2] * other[k + 2];
      d += one[k + 3] * other[k + 3];
    }
    for (; k < length; k++) {
      a += one[k] * other[k];
    }
    return (a + b) + (c + d);
  }

  /// The x of `a x = b`.
  ///
  /// @param b as many values as there are rows
  double[] solved(double[] b) {
    var x = b.clone();
    for (var i = 0; i < x.length; i++) {
      x[i] = (x[i] - dot(lower[i], x, i)) / lower[i][i];
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
