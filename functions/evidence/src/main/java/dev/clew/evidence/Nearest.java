package dev.clew.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which known name an unknown one was probably meant to be. Remedies name it.
///
/// Distance is optimal string alignment: insertions, deletions, substitutions and swaps of
/// neighbours count 1 each (Damerau 1964,
/// [doi:10.1145/363958.363994](https://doi.org/10.1145/363958.363994)).
public final class Nearest {
  /// A name with more than this share of its letters changed is another name, not a slip.
  private static final double MOST_CHANGED = 0.4;

  private Nearest() {}

  /// The nearest known name, if one is near enough to be a slip; letters' case does not count, and
  /// of equally near names the first is taken.
  public static Optional<String> to(String unknown, Collection<String> known) {
    var wanted = unknown.toLowerCase(Locale.ROOT);
    String best = null;
    var least = Double.POSITIVE_INFINITY;
    for (var name : known) {
      var other = name.toLowerCase(Locale.ROOT);
      var length = Math.max(wanted.length(), other.length());
      var changed = length == 0 ? 0 : distance(wanted, other) / (double) length;
      if (changed <= MOST_CHANGED && changed < least) {
        least = changed;
        best = name;
      }
    }
    return Optional.ofNullable(best);
  }

  /// A remedy: the nearest name, or all of them. `did you mean 'drift'?`, `known are: drift,
  /// token-cost`.
  public static String remedy(String unknown, Collection<String> known) {
    return to(unknown, known)
        .map(name -> "did you mean '" + name + "'?")
        .orElseGet(() ->
            known.isEmpty() ? "none are known" : "known are: " + String.join(", ", sorted(known)));
  }

  private static List<String> sorted(Collection<String> names) {
    var all = new ArrayList<>(names);
    Collections.sort(all);
    return all;
  }

  /// How many letters must be inserted, deleted, changed or swapped with their neighbour to make
  /// one of the other.
  public static int distance(String one, String other) {
    var beforeLast = new int[other.length() + 1];
    var last = new int[other.length() + 1];
    var row = new int[other.length() + 1];
    for (var j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (var i = 1; i <= one.length(); i++) {
      row[0] = i;
      for (var j = 1; j <= other.length(); j++) {
        var same = one.charAt(i - 1) == other.charAt(j - 1);
        row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      var spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[other.length()];
  }
}
