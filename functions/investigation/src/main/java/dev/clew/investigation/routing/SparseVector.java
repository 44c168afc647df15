package dev.clew.investigation.routing;

/// A vector of which most components are zero.
///
/// @param features numbers of the components that are not, ascending
/// @param values what they are
record SparseVector(int[] features, double[] values) {

  double dot(SparseVector other) {
    var sum = 0.0;
    for (int i = 0, j = 0; i < features.length && j < other.features.length; ) {
      if (features[i] == other.features[j]) {
        sum += values[i++] * other.values[j++];
      } else if (features[i] < other.features[j]) {
        i++;
      } else {
        j++;
      }
    }
    return sum;
  }
}
