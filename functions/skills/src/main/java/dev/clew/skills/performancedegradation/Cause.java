package dev.clew.skills.performancedegradation;

/// What explains that performance fell, as far as the split of the loss tells.
enum Cause {
  /// Each class is predicted as before; the hard ones became more frequent.
  OTHER_CLASSES,
  /// Rows of the same kind are predicted as before; the hard ones became more frequent.
  OTHER_ROWS,
  /// The model itself, or something that no column tells.
  UNKNOWN
}
