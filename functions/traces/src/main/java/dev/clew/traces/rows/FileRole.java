package dev.clew.traces.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a file holds, by the words in its name.
enum FileRole {
  BASELINE,
  ACTUALS,
  CURRENT;

  private static Set<String> words(FileRole role) {
    return switch (role) {
      case BASELINE ->
          Set.of(
              "reference",
              "ref",
              "baseline",
              "base",
              "train",
              "training",
              "validation",
              "valid",
              "val",
              "holdout");
      case ACTUALS ->
          Set.of(
              "actual",
              "actuals",
              "target",
              "targets",
              "truth",
              "groundtruth",
              "gt",
              "labels",
              "label",
              "outcome",
              "outcomes");
      case CURRENT ->
          Set.of(
              "analysis",
              "current",
              "prod",
              "production",
              "serving",
              "live",
              "test",
              "monitoring",
              "inference",
              "inferences",
              "scored",
              "new");
    };
  }

  /// The role that the name gives away; the file's own name counts before its folders'. Of several
  /// in one name, actuals first: `analysis_gt` holds the truth about the analysis.
  static Optional<FileRole> named(String key) {
    var parts = List.of(key.split("/"));
    for (int i = parts.size() - 1; i >= 0; i--) {
      var words = Arrays.asList(parts.get(i).toLowerCase(Locale.ROOT).split("[^a-z]+"));
      for (var role : List.of(ACTUALS, BASELINE, CURRENT)) {
        if (words.stream().anyMatch(words(role)::contains)) {
          return Optional.of(role);
        }
      }
    }
    return Optional.empty();
  }
}
