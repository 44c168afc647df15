package dev.clew.traces.rows;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Which of the known names somebody may have meant.
public final class Nearest {
  private Nearest() {}

  /// The known name that is the fewest edits away (insert, delete, replace or swap a letter; case
  /// does not count), the first of equals; none where even that one differs in more than half its
  /// letters.
  public static Optional<String> to(String name, Collection<String> known) {
    Optional<String> nearest = Optional.empty();
    int fewest = Integer.MAX_VALUE;
    for (var candidate : known) {
      int edits = edits(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (edits < fewest && edits * 2 <= Math.max(name.length(), candidate.length())) {
        fewest = edits;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /// `did you mean 'x'?`, or `known are a, b, c`.
  public static String hint(String name, Collection<String> known) {
    return to(name, known)
        .map(nearest -> "Did you mean '" + nearest + "'?")
        .orElse(known.isEmpty() ? "There are none" : "Known are " + String.join(", ", known));
  }

  /// Optimal string alignment distance.
  private static int edits(String a, String b) {
    var before = new int[b.length() + 1];
    var last = new int[b.length() + 1];
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      var spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }
}
