package dev.clew.skills.evaluationtemplate;

/// What becomes of a run's verdicts.
enum Keeping {
  /// They are this answer's alone.
  NONE,
  /// They could be kept for other questions, and wait for the user's approval.
  PROPOSED,
  /// They lie beside the traces.
  KEPT
}
