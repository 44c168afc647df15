package dev.clew.traces.rows;

import java.util.Set;

/// Which cells are empty: those of nothing but blanks, and the words that pandas, R and databases
/// write. A schema does not change the list.
final class Missing {
  static final Set<String> WORDS =
      Set.of("NA", "N/A", "#N/A", "<NA>", "NaN", "nan", "null", "NULL", "None");

  private Missing() {}

  static boolean is(char[] text, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && text[at] <= ' ') {
      at++;
    }
    while (at < end && text[end - 1] <= ' ') {
      end--;
    }
    if (at == end) {
      return true;
    }
    char first = text[at];
    return (first == 'N' || first == 'n' || first == '#' || first == '<')
        && end - at <= 4
        && WORDS.contains(new String(text, at, end - at));
  }
}
