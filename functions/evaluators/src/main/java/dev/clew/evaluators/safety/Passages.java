package dev.clew.evaluators.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A text in parts that an embedder reads whole. Of a long one its beginning and its end: what is
/// to be obeyed stands at either.
final class Passages {
  private static final int LONGEST = 700;
  private static final int FIRST = 16;
  private static final int LAST = 8;
  private static final Pattern SEAM = Pattern.compile("(?<=[.!?\\n])\\s+");

  private Passages() {}

  /// Sentences joined up to 700 characters; none for a blank text, 24 at most.
  static List<String> of(String text) {
    int most = LONGEST * (FIRST + LAST);
    if (text.length() > 2 * most) {
      return joined(
          of(text.substring(0, FIRST * LONGEST)),
          of(text.substring(text.length() - LAST * LONGEST)));
    }
    var passages = new ArrayList<String>();
    var passage = new StringBuilder();
    for (var sentence : SEAM.split(text.strip(), -1)) {
      for (int from = 0; from < sentence.length(); from += LONGEST) {
        var part = sentence.substring(from, Math.min(sentence.length(), from + LONGEST));
        if (passage.length() + part.length() > LONGEST && !passage.isEmpty()) {
          passages.add(passage.toString());
          passage.setLength(0);
        }
        passage.append(passage.isEmpty() ? "" : " ").append(part);
      }
    }
    if (!passage.isEmpty()) {
      passages.add(passage.toString());
    }
    return passages.size() <= FIRST + LAST
        ? passages
        : joined(
            passages.subList(0, FIRST), passages.subList(passages.size() - LAST, passages.size()));
  }

  private static List<String> joined(List<String> first, List<String> last) {
    var all = new ArrayList<>(first.subList(0, Math.min(FIRST, first.size())));
    all.addAll(last.subList(Math.max(0, last.size() - LAST), last.size()));
    return all;
  }
}
