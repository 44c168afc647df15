package dev.clew.skills.failurepatterns;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A message without what differs from one occurrence to the next: URLs, paths, ids, times, quoted
/// values, numbers, arguments.
final class Mask {
  /// Longer messages say nothing more about their kind.
  private static final int LONGEST = 2_000;

  /// What a mask puts in the place of a value; a whole token of it is a wildcard.
  static final String ANY = "<*>";

  private record Rule(Pattern pattern, String shown) {}

  /// In this order: what may hold other values comes first.
  private static final List<Rule> RULES =
      List.of(
          new Rule(Pattern.compile("\\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s'\"<>)\\]}]+"), "<url>"),
          new Rule(
              Pattern.compile("\\b[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,6}\\b"),
              "<email>"),
          new Rule(
              Pattern.compile(
                  "\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b"),
              "<id>"),
          new Rule(
              Pattern.compile(
                  "\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?"
                      + "(?:Z|[+-]\\d{2}:?\\d{2})?)?"),
              "<time>"),
          new Rule(Pattern.compile("\"[^\"\\n]*\""), "<str>"),
          new Rule(Pattern.compile("`[^`\\n]*`"), "<str>"),
          // A quotation mark after a letter is an apostrophe.
          new Rule(Pattern.compile("(?<![\\p{L}\\p{N}])'[^'\\n]*'(?![\\p{L}\\p{N}])"), "<str>"),
          new Rule(Pattern.compile("\u201c[^\u201d\\n]*\u201d"), "<str>"),
          new Rule(
              Pattern.compile("(?<![\\w<])(?:[A-Za-z]:)?(?:[\\\\/][\\w.~-]+){2,}[\\\\/]?"),
              "<path>"),
          new Rule(Pattern.compile("(?<![\\w<])[\\w.~-]+(?:/[\\w.~-]+)+"), "<path>"),
          new Rule(Pattern.compile("\\b0[xX][0-9a-fA-F]+\\b"), "<id>"),
          new Rule(Pattern.compile("\\b(?=[0-9a-fA-F]*[0-9])[0-9a-fA-F]{8,}\\b"), "<id>"),
          new Rule(Pattern.compile("[0-9]+(?:[.,:][0-9]+)*"), "<num>"));

  /// Arguments in brackets, the innermost first.
  private static final Pattern ARGUMENTS = Pattern.compile("\\{[^{}\\[\\]]*\\}|\\[[^{}\\[\\]]*\\]");

  private static final int DEEPEST = 6;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Mask() {}

  /// On one line, values masked; of numbers those that are part of a known name stay.
  static String of(String message, KnownNames names) {
    var text = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
    var kept = names.hide(text);
    text = kept.text();
    for (var rule : RULES) {
      text = rule.pattern().matcher(text).replaceAll(Matcher.quoteReplacement(rule.shown()));
    }
    text = kept.show(text);
    for (int i = 0; i < DEEPEST; i++) {
      var flatter = ARGUMENTS.matcher(text).replaceAll("<args>");
      if (flatter.equals(text)) {
        break;
      }
      text = flatter;
    }
    return SPACE.matcher(text).replaceAll(" ").strip();
  }
}
