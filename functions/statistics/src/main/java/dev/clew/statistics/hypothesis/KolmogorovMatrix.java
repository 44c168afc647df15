package dev.clew.statistics.hypothesis;

/// Durbin's matrix formula of the two-sided Kolmogorov distribution: exact, and affordable where n
/// x is small.
///
/// Marsaglia, Tsang and Wang, 2003, doi:10.18637/jss.v008.i18: n! / n^n times the middle element of
/// the n-th power of a matrix of size 2 ceil(n x) - 1.
final class KolmogorovMatrix {

  /// Elements above this are scaled down, and the scale remembered.
  private static final double LARGE = 1e140;

  private final int size;
  private double[] elements;
  private int exponent;

  private KolmogorovMatrix(int size, double[] elements, int exponent) {
    this.size = size;
    this.elements = elements;
    this.exponent = exponent;
  }

  /// P(D < x) for n values.
  static double below(long n, double x) {
    int k = (int) (n * x) + 1;
    KolmogorovMatrix power = durbin(k, k - n * x).power(n);
    double value = power.elements[(k - 1) * power.size + k - 1];
    int exponent = power.exponent;
    for (long i = 1; i <= n; i++) {
      value = value * i / n;
      if (value < 1 / LARGE) {
        value *= LARGE;
        exponent -= 140;
      }
    }
    return value * Math.pow(10, exponent);
  }

  private static KolmogorovMatrix durbin(int k, double h) {
    int size = 2 * k - 1;
    double[] elements = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < Math.min(size, i + 2); j++) {
        elements[i * size + j] = 1;
      }
    }
    for (int i = 0; i < size; i++) {
      elements[i * size] -= Math.pow(h, i + 1);
      elements[(size - 1) * size + i] -= Math.pow(h, size - i);
    }
    if (2 * h - 1 > 0) {
      elements[(size - 1) * size] += Math.pow(2 * h - 1, size);
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < Math.min(size, i + 1); j++) {
        for (int factor = 2; factor <= i - j + 1; factor++) {
          elements[i * size + j] /= factor;
        }
      }
    }
    return new KolmogorovMatrix(size, elements, 0);
  }

  private KolmogorovMatrix power(long n) {
    if (n == 1) {
      return this;
    }
    KolmogorovMatrix half = power(n / 2);
    KolmogorovMatrix even = half.times(half);
    return n % 2 == 0 ? even : times(even);
  }

  private KolmogorovMatrix times(KolmogorovMatrix other) {
    double[] product = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        double left = elements[i * size + k];
        if (left != 0) {
          for (int j = 0; j < size; j++) {
            product[i * size + j] += left * other.elements[k * size + j];
          }
        }
      }
    }
    int scale = exponent + other.exponent;
    if (product[(size / 2) * size + size / 2] > LARGE) {
      for (int i = 0; i < product.length; i++) {
        product[i] /= LARGE;
      }
      scale += 140;
    }
    return new KolmogorovMatrix(size, product, scale);
  }
}
