package dev.clew.investigation.routing;

/// A vector of which most components are zero.
///
/// @param features numbers of the components that are not, ascending
/// @param values what they are
record SparseVector(int[] features, double[] values) {

  /// All components, zero or not.
  ///
  /// @param length more than the highest number of a component
  double[] dense(int length) {
    var all = new double[length];
    for (var i = 0; i < features.length; i++) {
      all[features[i]] = values[i];
    }
    return all;
  }

  /// @param other all components of the other vector
  double dot(double[] other) {
    var sum = 0.0;
    for (var i = 0; i < features.length; i++) {
      sum += values[i] * other[features[i]];
    }
    return sum;
  }
}
