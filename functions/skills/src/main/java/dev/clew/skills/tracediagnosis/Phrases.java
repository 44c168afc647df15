package dev.clew.skills.tracediagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Phrases of which a text may hold one, whatever their case. Looking for how they begin is many
/// times quicker than for the pattern, and rules out most texts.
///
/// @param beginnings in lower case
record Phrases(List<String> beginnings, Pattern pattern) {
  Phrases {
    beginnings = List.copyOf(beginnings);
  }

  /// @param phrases each its beginning as it stands, in lower case, and behind a `~` a pattern of
  ///   how it goes on
  static Phrases of(String... phrases) {
    var beginnings = new ArrayList<String>();
    var patterns = new ArrayList<String>();
    for (var phrase : phrases) {
      var parts = phrase.split("~", 2);
      beginnings.add(parts[0]);
      patterns.add(Pattern.quote(parts[0]) + (parts.length > 1 ? parts[1] : ""));
    }
    return new Phrases(
        beginnings, Pattern.compile("(?i)\\b(?:" + String.join("|", patterns) + ")\\b"));
  }

  /// The first of them in a text.
  Optional<MatchResult> first(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    if (beginnings.stream().noneMatch(lower::contains)) {
      return Optional.empty();
    }
    var found = pattern.matcher(text);
    return found.find() ? Optional.of(found.toMatchResult()) : Optional.empty();
  }
}
