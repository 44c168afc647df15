package dev.clew.skills.promptoptimization.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What is changed: a prompt, or the descriptions of several tools, each under its name.
public record Texts(Map<String, String> byName) {
  public Texts {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  public static Texts of(String name, String text) {
    return new Texts(Map.of(name, text));
  }

  /// A text; empty where there is none of that name.
  public String text(String name) {
    return byName.getOrDefault(name, "");
  }

  public Texts with(String name, String text) {
    var other = new LinkedHashMap<>(byName);
    other.put(name, text);
    return new Texts(other);
  }

  /// What two of one ancestor changed, together: a text that one of them changed is taken from that
  /// one, one that both changed is put together by lines.
  ///
  /// @return empty where both changed the same lines
  public static Optional<Texts> merged(Texts ancestor, Texts one, Texts other) {
    var merged = new LinkedHashMap<String, String>();
    for (var entry : ancestor.byName().entrySet()) {
      var base = entry.getValue();
      var mine = one.text(entry.getKey());
      var theirs = other.text(entry.getKey());
      var text =
          mine.equals(base)
              ? Optional.of(theirs)
              : theirs.equals(base) || mine.equals(theirs)
                  ? Optional.of(mine)
                  : Lines.merged(base, mine, theirs);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      merged.put(entry.getKey(), text.get());
    }
    return Optional.of(new Texts(merged));
  }

  /// Characters of all texts.
  public long length() {
    return byName.values().stream().mapToLong(String::length).sum();
  }
}
