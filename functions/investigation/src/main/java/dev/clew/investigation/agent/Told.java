package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;

/// A cause with the words for it.
///
/// @param weight how much it would matter and how sure it is, for its rank
record Told(Tested tested, Answer.Cause cause, double weight) {
  boolean is(Answer.Verdict verdict) {
    return cause.verdict() == verdict;
  }

  /// Whether it is something that one may notice without any harm.
  boolean isNoticed() {
    return tested.possible().noticed();
  }
}
