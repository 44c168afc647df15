package dev.clew.models.context;

import java.util.Collection;
import java.util.Locale;

/// Takes the middle out of a text and says so in its place.
final class Cut {
  private Cut() {}

  /// The text's beginning (two thirds) and end (one third) of together about so many characters.
  ///
  /// @param most at least 1, of the text's own characters
  /// @param open how to get the rest, or empty
  static String middle(String text, int most, String open) {
    if (text.length() <= most) {
      return text;
    }
    int tail = most / 3;
    int from = whole(text, most - tail);
    int to = wholeBack(text, text.length() - tail);
    return text.substring(0, from) + marker(to - from, open) + text.substring(to);
  }

  /// As [#middle], with a piece around the first wanted word that would have been left out.
  ///
  /// @param wanted in lower case
  static String middle(String text, int most, String open, Collection<String> wanted) {
    if (text.length() <= most) {
      return text;
    }
    int hit = hit(text, most - most / 2, text.length() - most / 4, wanted);
    if (hit < 0 || most < 40) {
      return middle(text, most, open);
    }
    int from = whole(text, most / 2);
    int start = Math.max(from, wholeBack(text, Math.max(0, hit - most / 12)));
    int end = whole(text, Math.min(text.length(), hit + most / 6));
    int to = wholeBack(text, Math.max(end, text.length() - most / 4));
    return text.substring(0, from)
        + (start > from ? marker(start - from, open) : "")
        + text.substring(start, end)
        + (to > end ? marker(to - end, open) : "")
        + text.substring(to);
  }

  /// An end for a beginning: not between the two halves of one character.
  static int whole(String text, int end) {
    return end > 0
            && end < text.length()
            && Character.isHighSurrogate(text.charAt(end - 1))
            && Character.isLowSurrogate(text.charAt(end))
        ? end - 1
        : end;
  }

  /// A start for an end: likewise.
  private static int wholeBack(String text, int start) {
    return whole(text, start) == start ? start : start + 1;
  }

  static String marker(int characters, String open) {
    return String.format(
        Locale.ROOT,
        "[\u2026 %,d characters more%s]",
        characters,
        open.isEmpty() ? "" : "; open " + open);
  }

  private static int hit(String text, int from, int to, Collection<String> wanted) {
    if (wanted.isEmpty() || from >= to) {
      return -1;
    }
    int first = -1;
    for (var word : wanted) {
      for (int i = from; i + word.length() <= to && (first < 0 || i < first); i++) {
        if (text.regionMatches(true, i, word, 0, word.length())) {
          first = i;
        }
      }
    }
    return first;
  }
}
