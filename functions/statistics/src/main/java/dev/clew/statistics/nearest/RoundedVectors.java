package dev.clew.statistics.nearest;

import java.util.ArrayList;
import java.util.List;

/// Vectors rounded to 8 bits a dimension, which are a quarter to read, and how far each may be from
/// what it was: enough to say which of them can not be among the nearest.
///
/// Four dimensions of a vector share an int, and the sums are floats: what is read and what is
/// written have different types, or the compiler would have to think that one is the other and
/// leave out its vector instructions.
final class RoundedVectors {
  /// Dimensions an int.
  private static final int PACKED = 4;

  private static final int LARGEST = 127;

  /// So large may a query's rounded components be that the sum of four products is exact in float:
  /// 4 x 127 x 32,767 is below 2 to the 24th.
  private static final int LARGEST_OF_QUERY = 32_767;

  private final int dimensions;
  private final int blockSize;
  private final List<Block> blocks = new ArrayList<>();
  private double longest;

  /// @param packed four dimensions of each vector after each other
  /// @param steps what 1 stands for in a vector
  /// @param lengths of the rounded vectors
  /// @param distances between the rounded vectors and the true ones; NaN for one that is not finite
  private record Block(int[] packed, double[] steps, double[] lengths, double[] distances) {}

  RoundedVectors(int dimensions, int blockSize) {
    this.dimensions = dimensions;
    this.blockSize = blockSize;
  }

  private int groups() {
    return (dimensions + PACKED - 1) / PACKED;
  }

  /// Puts a vector at a place, which is the next.
  void add(int place, float[] vector) {
    int at = place % blockSize;
    if (at == 0) {
      blocks.add(
          new Block(
              new int[groups() * blockSize],
              new double[blockSize],
              new double[blockSize],
              new double[blockSize]));
    }
    var block = blocks.getLast();
    double step = largest(vector) / LARGEST;
    double length = 0;
    double distance = 0;
    double square = 0;
    for (int d = 0; d < dimensions; d++) {
      int rounded = step == 0 ? 0 : (int) Math.rint(vector[d] / step);
      block.packed()[d / PACKED * blockSize + at] |= (rounded & 0xFF) << (8 * (d % PACKED));
      double stands = rounded * step;
      length += stands * stands;
      distance += (vector[d] - stands) * (vector[d] - stands);
      square += (double) vector[d] * vector[d];
    }
    block.steps()[at] = step;
    block.lengths()[at] = Math.sqrt(length);
    block.distances()[at] = Math.sqrt(distance);
    if (Double.isFinite(square)) {
      longest = Math.max(longest, Math.sqrt(square));
    }
  }

  private static double largest(float[] vector) {
    double largest = 0;
    for (float one : vector) {
      largest = Math.max(largest, Math.abs(one));
    }
    return largest;
  }

  /// The length of the longest vector that is finite.
  double longest() {
    return longest;
  }

  int blocks() {
    return blocks.size();
  }

  /// A query, rounded.
  ///
  /// @param rounded its components, with noughts up to a multiple of four
  /// @param step what 1 stands for in it
  /// @param length of the query itself
  /// @param distance between the rounded and the true one
  record Query(int[] rounded, double step, double length, double distance) {}

  Query query(float[] query) {
    double step = largest(query) / LARGEST_OF_QUERY;
    var rounded = new int[groups() * PACKED];
    double length = 0;
    double distance = 0;
    for (int d = 0; d < dimensions; d++) {
      rounded[d] = step == 0 ? 0 : (int) Math.rint(query[d] / step);
      double stands = rounded[d] * step;
      length += (double) query[d] * query[d];
      distance += (query[d] - stands) * (query[d] - stands);
    }
    return new Query(rounded, step, Math.sqrt(length), Math.sqrt(distance));
  }

  /// Between what the products of one block's vectors with a query lie.
  ///
  /// With x' and q' for the rounded ones, |xq - x'q'| is at most |x - x'||q| + |x'||q - q'| (Cauchy
  /// and Schwarz); summing in float adds at most n u |x'||q'| (Higham, 2002, section 3.1).
  ///
  /// @param low filled, one a vector of the block
  /// @param high filled from the block's first place on
  void bounds(int b, Query query, double[] low, double[] high) {
    var block = blocks.get(b);
    var sums = new float[blockSize];
    var q = query.rounded();
    for (int g = 0; g < groups(); g++) {
      four(
          block.packed(),
          g * blockSize,
          sums,
          q[g * PACKED],
          q[g * PACKED + 1],
          q[g * PACKED + 2],
          q[g * PACKED + 3]);
    }
    double summing = (groups() + PACKED) * 0x1p-24 * (query.length() + query.distance());
    for (int i = 0; i < blockSize; i++) {
      double about = sums[i] * block.steps()[i] * query.step();
      double far =
          block.distances()[i] * query.length() + block.lengths()[i] * (query.distance() + summing);
      // What is said here of lengths is itself rounded, in double.
      far +=
          1e-12 * (block.lengths()[i] + block.distances()[i]) * (query.length() + query.distance());
      low[i] = about - far;
      high[b * blockSize + i] = about + far;
    }
  }

  private static void four(int[] packed, int at, float[] sums, int q0, int q1, int q2, int q3) {
    for (int i = 0; i < sums.length; i++) {
      int x = packed[at + i];
      sums[i] +=
          (float)
              (((x << 24 >> 24) * q0 + (x << 16 >> 24) * q1)
                  + ((x << 8 >> 24) * q2 + (x >> 24) * q3));
    }
  }
}
