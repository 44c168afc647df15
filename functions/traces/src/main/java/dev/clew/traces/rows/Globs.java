package dev.clew.traces.rows;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/// Finds the keys that file names and globs mean: `*.csv`, `2026/**/*.parquet`, `{a,b}.json`. `**/`
/// also stands for no folder at all.
final class Globs {
  private Globs() {}

  /// The keys, in order, that one of the patterns names; a pattern that is a key names just that.
  ///
  /// @throws IllegalArgumentException when a pattern is ill-formed
  static List<String> matching(String pattern, List<String> keys) {
    if (keys.contains(pattern)) {
      return List.of(pattern);
    }
    PathMatcher matcher;
    PathMatcher shallow;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      shallow = FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("**/", ""));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("'" + pattern + "' is no glob: " + e.getDescription(), e);
    }
    return keys.stream()
        .filter(key -> matcher.matches(Path.of(key)) || shallow.matches(Path.of(key)))
        .sorted()
        .toList();
  }
}
