package dev.clew.skills.drift;

import dev.clew.statistics.slice.LossSums;
import dev.clew.statistics.slice.MixSplit;
import java.util.Optional;

/// Whether performance moved with a column.
///
/// @param overall of the rows since the column moved; absent where nothing can be judged
/// @param split of the loss along the column
/// @param grown losses of the cells that hold a larger share of the rows now
record Impact(
    Kind kind, Optional<Overall> overall, Optional<MixSplit> split, Optional<LossSums> grown) {

  static final Impact UNKNOWN =
      new Impact(Kind.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty());

  /// How a column's move and performance go together, the worst first.
  enum Kind {
    /// Performance fell, and the column's move accounts for a good part of it.
    EXPLAINS("explains the loss"),
    /// The rows that became more frequent are predicted worse than before, more than the others
    /// are.
    AFFECTED_PART("worse where it moved"),
    /// Performance fell, chunk by chunk with the column's move, though other rows alone do not
    /// explain it.
    TOGETHER("moves with the loss"),
    /// Other rows alone would have cost performance; something else made up for it.
    OFFSET("offset by something else"),
    /// No actuals, or too few.
    UNKNOWN("unknown"),
    /// Performance fell, but not for this.
    ELSEWHERE("loss lies elsewhere"),
    /// Performance did not follow.
    NONE("none");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// As it stands in facts.
    String word() {
      return word;
    }
  }
}
