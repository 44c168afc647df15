package dev.clew.skills.promptoptimization.search;

/// Judges an answer.
public interface Scoring {
  Score of(Example example, String answer);
}
