package dev.clew.skills.exploration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where words stand in a text, in any case.
///
/// @param found the first ones
/// @param count all of them
public record Places(List<Place> found, int count) {
  /// Characters around a place.
  private static final int AROUND = 120;

  public Places {
    found = List.copyOf(found);
  }

  /// @param at the words' first character, from 0
  /// @param around the words and what stands beside them
  public record Place(int at, String around) {}

  /// @param most places that are shown
  public static Places of(String text, String words, int most) {
    var lower = text.toLowerCase(Locale.ROOT);
    var wanted = words.toLowerCase(Locale.ROOT);
    var found = new ArrayList<Place>();
    int count = 0;
    for (int at = lower.indexOf(wanted);
        at >= 0;
        at = lower.indexOf(wanted, at + wanted.length())) {
      if (count++ < most) {
        found.add(new Place(at, around(text, at, wanted.length())));
      }
    }
    return new Places(found, count);
  }

  private static String around(String text, int at, int length) {
    int from = Math.clamp(at - AROUND, 0, text.length());
    int to = Math.clamp((long) at + length + AROUND, from, text.length());
    return (from > 0 ? "\u2026" : "")
        + text.substring(from, to)
        + (to < text.length() ? "\u2026" : "");
  }
}
