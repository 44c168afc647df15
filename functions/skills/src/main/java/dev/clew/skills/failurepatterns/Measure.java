package dev.clew.skills.failurepatterns;

/// Something that every run has a number of.
///
/// @param name as a plural noun: `model calls`
/// @param values one of each run whose outcome is known; NaN where a run has none
record Measure(String name, double[] values) {}
