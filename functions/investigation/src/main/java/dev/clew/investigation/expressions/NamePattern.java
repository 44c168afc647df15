package dev.clew.investigation.expressions;

import java.util.List;

/// A fact's name in which `*` stands for any characters, none too.
///
/// @param parts what stands between the stars; the name itself where there is none
record NamePattern(List<String> parts) {
  NamePattern {
    parts = List.copyOf(parts);
  }

  static NamePattern of(String text) {
    return new NamePattern(List.of(text.split("\\*", -1)));
  }

  boolean matches(String name) {
    var first = parts.getFirst();
    if (parts.size() == 1) {
      return name.equals(first);
    }
    var last = parts.getLast();
    if (!name.startsWith(first)
        || !name.endsWith(last)
        || name.length() < first.length() + last.length()) {
      return false;
    }
    int from = first.length();
    int to = name.length() - last.length();
    // The leftmost place of each part leaves most room for those that follow.
    for (var part : parts.subList(1, parts.size() - 1)) {
      int at = name.indexOf(part, from);
      if (at < 0 || at + part.length() > to) {
        return false;
      }
      from = at + part.length();
    }
    return true;
  }
}
