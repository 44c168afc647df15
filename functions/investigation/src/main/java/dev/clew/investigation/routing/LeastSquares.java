package dev.clew.investigation.routing;

/// Solves symmetric positive definite systems of equations.
final class LeastSquares {
  private LeastSquares() {}

  /// The x of `a x = b`, by Cholesky's decomposition (Golub and Van Loan, Matrix Computations,
  /// 4.2).
  ///
  /// @param a n rows of n, symmetric and positive definite; only the lower half is read, and it is
  ///   overwritten
  /// @throws IllegalArgumentException when it is not positive definite
  static double[] solved(double[][] a, double[] b) {
    var n = b.length;
    for (var i = 0; i < n; i++) {
      for (var j = 0; j <= i; j++) {
        var sum = a[i][j];
        for (var k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        if (i == j && !(sum > 0)) {
          throw new IllegalArgumentException("not positive definite: pivot " + i + " is " + sum);
        }
        a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
      }
    }
    var x = b.clone();
    for (var i = 0; i < n; i++) {
      for (var k = 0; k < i; k++) {
        x[i] -= a[i][k] * x[k];
      }
      x[i] /= a[i][i];
    }
    for (var i = n - 1; i >= 0; i--) {
      for (var k = i + 1; k < n; k++) {
        x[i] -= a[k][i] * x[k];
      }
      x[i] /= a[i][i];
    }
    return x;
  }
}
