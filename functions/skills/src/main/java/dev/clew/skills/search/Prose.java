package dev.clew.skills.search;

import java.util.regex.Pattern;

/// What of a text is written for readers. Of JSON these are its longer strings: keys, numbers and
/// codes are found by their words, and say nothing to an embedder that was trained on sentences.
final class Prose {
  /// Fewer words in a string are a name or a code.
  private static final int FEWEST_WORDS = 4;

  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

  /// A string of JSON, also one that goes on where the piece begins or ends.
  private static final Pattern STRING =
      Pattern.compile("(?:^|\")([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)(?:\"|$)");

  private static final Pattern JSON =
      Pattern.compile("\\s*+(?:\\{|\\[\\s*+[\\[{\"\\d\\]tfn-]).*+", Pattern.DOTALL);

  private Prose() {}

  /// What is written for readers in a piece of a text; empty where nothing is.
  ///
  /// @param isJson whether the whole text is JSON
  static String of(String piece, boolean isJson) {
    if (!isJson) {
      return WORD.matcher(piece).find() ? piece : "";
    }
    var prose = new StringBuilder();
    var strings = STRING.matcher(piece);
    while (strings.find()) {
      var string = strings.group(1);
      if (WORD.matcher(string).results().limit(FEWEST_WORDS).count() >= FEWEST_WORDS) {
        prose
            .append(prose.isEmpty() ? "" : "\n")
            .append(string.replace("\\n", "\n").replace("\\\"", "\""));
      }
    }
    return prose.toString();
  }

  /// Whether a text begins as JSON does.
  static boolean isJson(String text) {
    return JSON.matcher(text).matches();
  }
}
