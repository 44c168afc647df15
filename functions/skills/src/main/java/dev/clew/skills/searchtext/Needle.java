package dev.clew.skills.searchtext;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.skills.exploration.Wrong;
import java.util.ArrayList;
import java.util.List;

/// What is looked for: words, or a regular expression of RE2, which takes time linear in the text.
///
/// @param text as given
/// @param pattern finds it, as its first group
record Needle(String text, Pattern pattern) {
  private static final int LONGEST = 500;

  /// Where in a text it stands.
  record Hit(int from, int to) {}

  /// Words stand together as they are written, a blank for any blanks, in any case of letters; the
  /// first begins where a word begins.
  static Needle words(String words) {
    var stripped = words.strip();
    bounded("words", stripped);
    var pattern = new StringBuilder();
    for (var word : stripped.split("\\s+", -1)) {
      pattern.append(pattern.isEmpty() ? "" : "\\s+").append(Pattern.quote(word));
    }
    var opening = Character.isLetterOrDigit(stripped.codePointAt(0)) ? "(?:^|[^\\pL\\pN_])" : "";
    return new Needle(
        stripped, Pattern.compile(opening + "(" + pattern + ")", Pattern.CASE_INSENSITIVE));
  }

  /// Overlay.
  ///
  /// @throws ClewException of kind USER when it is no expression of RE2
  static Needle regex(String regex) {
    bounded("regex", regex);
    try {
      return new Needle(regex, Pattern.compile("(" + regex + ")"));
    } catch (PatternSyntaxException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.USER,
              "this is no regular expression of RE2: "
                  + Wrong.shown(String.valueOf(e.getMessage())),
              "search-text, parameter regex",
              "RE2 has no look-around and no back-references; (?i) ignores the case of letters"),
          e);
    }
  }

  private static void bounded(String parameter, String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      throw Wrong.in(
          "search-text, parameter " + parameter,
          "it has " + text.length() + " characters",
          "give at most " + LONGEST + ", and not only blanks");
    }
  }

  /// All places, in order; matches of nothing are left out.
  List<Hit> in(String text) {
    var hits = new ArrayList<Hit>();
    var matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (matcher.end(1) > matcher.start(1)) {
        hits.add(new Hit(matcher.start(1), matcher.end(1)));
      }
    }
    return hits;
  }
}
