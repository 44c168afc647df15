package dev.clew.evidence;

/// What a piece of evidence shows.
public enum EvidenceKind {
  CHART,
  SPANS,
  TRACES,
  ROWS,
  /// Passages of documentation.
  PASSAGES
}
