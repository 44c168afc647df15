package dev.clew.evidence;

/// Where a step of a plan stands.
public enum StepStatus {
  PENDING,
  IN_PROGRESS,
  DONE,
  BLOCKED
}
