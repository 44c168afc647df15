package dev.clew.statistics.performance;

/// What columns given together must hold.
final class Columns {

  private Columns() {}

  static void checkRows(int left, int right, int from, int to) {
    if (left != right) {
      throw new IllegalArgumentException("columns of " + left + " and " + right + " rows");
    }
    if (from < 0 || to > left || from > to) {
      throw new IllegalArgumentException("rows " + from + ".." + to + " are not within 0.." + left);
    }
  }

  /// Whether a binary label is there.
  static boolean isLabel(int label, int row) {
    if (label < -1 || label > 1) {
      throw new IllegalArgumentException(
          "label " + label + " of row " + row + " is not 0, 1 or -1 (missing)");
    }
    return label >= 0;
  }

  /// Whether a probability is there.
  static boolean isProbability(double probability, int row) {
    if (probability < 0 || probability > 1) {
      throw new IllegalArgumentException(
          "probability " + probability + " of row " + row + " is not in [0, 1]");
    }
    return !Double.isNaN(probability);
  }
}
