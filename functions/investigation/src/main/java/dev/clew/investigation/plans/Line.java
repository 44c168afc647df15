package dev.clew.investigation.plans;

/// A line of an investigation: one playbook followed on one target.
public record Line(String kind, String target) {}
