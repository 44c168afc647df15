package dev.clew.skills.search;

import java.util.List;
import java.util.Optional;

/// A unit that was found.
///
/// @param score fused
/// @param shown the text that matches best by both
/// @param byMeaning the text that comes nearest in meaning; empty where none has a vector
/// @param words of the query that stand in it
/// @param share of the query's words that stand in it, rarer ones counting for more
/// @param said whether a word stands in it by which what the question names is said
/// @param nearness cosine of the text that comes nearest; NaN where none has a vector
record Hit(
    double score,
    Said shown,
    Optional<Said> byMeaning,
    List<String> words,
    double share,
    boolean said,
    double nearness) {

  /// So much of a question's words makes a text one about it.
  static final double ENOUGH_WORDS = 0.5;

  /// Nearer than this, a text counts as meaning the like: set by hand between sentences on
  /// unrelated subjects, whose cosines lie around nought, and sentences that say the same in other
  /// words.
  static final double ENOUGH_NEARNESS = 0.35;

  /// A word that is said of it makes a text one about it where its meaning does not speak against
  /// that.
  static final double NOT_AGAINST = 0.1;

  /// Whether it is about what was asked for, rather than the least far of all.
  boolean counts() {
    return share >= ENOUGH_WORDS
        || nearness >= ENOUGH_NEARNESS
        || (said && !(nearness < NOT_AGAINST));
  }
}
