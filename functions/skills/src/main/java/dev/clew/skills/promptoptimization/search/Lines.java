package dev.clew.skills.promptoptimization.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Texts compared line by line, by the longest common subsequence.
public final class Lines {
  /// Unchanged lines around a change.
  private static final int CONTEXT = 3;

  private Lines() {}

  /// Lines `from..to` of one text stand in the place of lines `at..until` of the other.
  private record Change(int at, int until, int from, int to) {}

  static List<String> of(String text) {
    return List.of(text.split("\n", -1));
  }

  /// The unified diff of two texts; empty where they are equal.
  public static String unified(String name, String before, String after) {
    var old = of(before);
    var now = of(after);
    var changes = changes(old, now);
    if (changes.isEmpty()) {
      return "";
    }
    var out = new StringBuilder("--- " + name + "\n+++ " + name + " (changed)\n");
    for (int first = 0; first < changes.size(); ) {
      int last = first;
      while (last + 1 < changes.size()
          && changes.get(last + 1).at() - changes.get(last).until() <= 2 * CONTEXT) {
        last++;
      }
      hunk(out, old, now, changes.subList(first, last + 1));
      first = last + 1;
    }
    return out.toString();
  }

  private static void hunk(
      StringBuilder out, List<String> old, List<String> now, List<Change> changes) {
    int at = Math.max(0, changes.getFirst().at() - CONTEXT);
    int until = Math.min(old.size(), changes.getLast().until() + CONTEXT);
    int from = changes.getFirst().from() - (changes.getFirst().at() - at);
    int to = changes.getLast().to() + (until - changes.getLast().until());
    out.append("@@ -").append(range(at, until)).append(" +").append(range(from, to));
    out.append(" @@\n");
    int line = at;
    for (var change : changes) {
      put(out, ' ', old.subList(line, change.at()));
      put(out, '-', old.subList(change.at(), change.until()));
      put(out, '+', now.subList(change.from(), change.to()));
      line = change.until();
    }
    put(out, ' ', old.subList(line, until));
  }

  private static String range(int from, int to) {
    return (to == from ? from : from + 1) + "," + (to - from);
  }

  private static void put(StringBuilder out, char mark, List<String> lines) {
    for (var line : lines) {
      out.append(mark).append(line).append('\n');
    }
  }

  /// What two changed of a text, together; empty where their changes touch.
  public static Optional<String> merged(String base, String one, String other) {
    var old = of(base);
    var mine = of(one);
    var theirs = of(other);
    var left = changes(old, mine);
    var right = changes(old, theirs);
    var out = new ArrayList<String>();
    int line = 0;
    int l = 0;
    int r = 0;
    while (l < left.size() || r < right.size()) {
      var a = l < left.size() ? left.get(l) : null;
      var b = r < right.size() ? right.get(r) : null;
      if (a != null && b != null && isSame(a, mine, b, theirs)) {
        line = put(out, old, line, a, mine);
        l++;
        r++;
      } else if (a != null && (b == null || isBefore(a, b))) {
        line = put(out, old, line, a, mine);
        l++;
      } else if (b != null && (a == null || isBefore(b, a))) {
        line = put(out, old, line, b, theirs);
        r++;
      } else {
        return Optional.empty();
      }
    }
    out.addAll(old.subList(line, old.size()));
    return Optional.of(String.join("\n", out));
  }

  private static boolean isSame(Change a, List<String> mine, Change b, List<String> theirs) {
    return a.at() == b.at()
        && a.until() == b.until()
        && mine.subList(a.from(), a.to()).equals(theirs.subList(b.from(), b.to()));
  }

  /// Whether one ends before the other begins. Two that only add at one place touch.
  private static boolean isBefore(Change one, Change other) {
    return one.until() < other.at() || (one.until() == other.at() && one.at() < other.at());
  }

  private static int put(
      List<String> out, List<String> old, int line, Change change, List<String> now) {
    out.addAll(old.subList(line, change.at()));
    out.addAll(now.subList(change.from(), change.to()));
    return change.until();
  }

  private static List<Change> changes(List<String> old, List<String> now) {
    int head = 0;
    while (head < old.size() && head < now.size() && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < old.size() - head
        && tail < now.size() - head
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    int rows = old.size() - head - tail;
    int columns = now.size() - head - tail;
    var longest = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        longest[i][j] =
            old.get(head + i).equals(now.get(head + j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    var changes = new ArrayList<Change>();
    int i = 0;
    int j = 0;
    while (i < rows || j < columns) {
      int at = i;
      int from = j;
      while ((i < rows || j < columns)
          && !(i < rows && j < columns && old.get(head + i).equals(now.get(head + j)))) {
        if (j >= columns || (i < rows && longest[i + 1][j] >= longest[i][j + 1])) {
          i++;
        } else {
          j++;
        }
      }
      if (at < i || from < j) {
        changes.add(new Change(head + at, head + i, head + from, head + j));
      }
      while (i < rows && j < columns && old.get(head + i).equals(now.get(head + j))) {
        i++;
        j++;
      }
    }
    return changes;
  }
}
