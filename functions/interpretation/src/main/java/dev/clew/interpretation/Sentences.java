package dev.clew.interpretation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts a statement, its figures still placeholders, into sentences.
public final class Sentences {
  /// An end mark, closing quotes or brackets, white space, and something that can begin a sentence.
  private static final Pattern END =
      Pattern.compile("[.!?][\"'\u201d)]*\\s+(?=[\\p{Lu}{\"'\u201c`(])");

  private static final Pattern ABBREVIATION =
      Pattern.compile("(?s)(?:.*[\\s(])?(?:vs|e\\.g|i\\.e|cf|approx|no|incl|resp|ca)\\.\\s*");

  private Sentences() {}

  /// The sentences, in order, stripped.
  public static List<String> of(String text) {
    var sentences = new ArrayList<String>();
    var matcher = END.matcher(text);
    int from = 0;
    while (matcher.find()) {
      if (ABBREVIATION.matcher(text.substring(from, matcher.end())).matches()) {
        continue;
      }
      sentences.add(text.substring(from, matcher.end()).strip());
      from = matcher.end();
    }
    if (!text.substring(from).isBlank()) {
      sentences.add(text.substring(from).strip());
    }
    return sentences;
  }
}
