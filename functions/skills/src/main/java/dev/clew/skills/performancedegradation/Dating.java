package dev.clew.skills.performancedegradation;

import dev.clew.skills.predictors.Metric;
import dev.clew.skills.predictors.Onset;
import java.util.Optional;

/// Since when performance is worse, in words.
///
/// @param since id of the fact from when on rows are affected; absent where the whole window is
/// @param said the sentence where `since` does not stand in every other one
record Dating(Optional<String> since, String said) {

  /// Nothing is worse.
  static final Dating NONE = new Dating(Optional.empty(), "");

  /// @param metric that is dated
  /// @param from index of the first affected row, 0 where the whole window is told
  static Dating of(CourseChapter chapter, Metric metric, Optional<Onset> onset, int from) {
    if (onset.isEmpty()) {
      return new Dating(Optional.empty(), chapter.undated(metric));
    }
    String began = chapter.began(onset.get());
    if (from > 0) {
      return new Dating(Optional.of(began), "It has lasted since.");
    }
    return new Dating(
        Optional.empty(),
        onset.get().chunk() == 0
            ? "It was so from the first rows of the window on, {" + began + "}."
            : "It began at about {" + began + "} and has lasted since.");
  }
}
