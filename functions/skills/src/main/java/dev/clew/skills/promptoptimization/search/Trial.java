package dev.clew.skills.promptoptimization.search;

/// What came of one example under one candidate.
///
/// @param answer as it was judged
public record Trial(String answer, Score score) {}
