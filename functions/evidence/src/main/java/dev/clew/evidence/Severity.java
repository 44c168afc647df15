package dev.clew.evidence;

/// How much a finding matters to the user.
public enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH
}
