package dev.clew.models.context;

/// How much of a value is shown.
public enum Detail {
  /// All of it.
  FULL,
  /// Every key and shape; long texts without their middle, long lists without theirs.
  EXCERPT,
  /// Every key and shape, hardly any content.
  SKELETON
}
