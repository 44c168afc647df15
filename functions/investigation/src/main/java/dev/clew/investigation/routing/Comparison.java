package dev.clew.investigation.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A comparison with numbers as people write it: `under 25`, `between 18 and 25`, `60 and over`.
///
/// @param conditions signs with numbers, all of which hold: `< 25`
/// @param start where its words begin
/// @param end where they end
/// @param ofAge whether its own words speak of an age
record Comparison(List<String> conditions, int start, int end, boolean ofAge) {
  private static final String NUMBER = "-?\\d[\\d,_]*(?:\\.\\d+)?k?";
  private static final String ABOVE =
      "above|over|greater than|more than|larger than|higher than|longer than|slower than|older than|past|>";
  private static final String LEAST = "at least|no less than|not under|not below|from|>=";
  private static final String BELOW =
      "below|under|less than|fewer than|smaller than|lower than|shorter than|faster than|younger than|<";
  private static final String MOST = "at most|no more than|not over|not above|up to|<=";
  private static final String AND_MORE =
      "(?:\\s*\\+|\\s+(?:and|or)\\s+(?:over|above|older|more|up))";
  private static final String AND_LESS = "\\s+(?:and|or)\\s+(?:under|below|younger|less|fewer)";

  /// Its form, for patterns that hold one.
  static final String FORM =
      "(?:"
          + ABOVE
          + "|"
          + LEAST
          + "|"
          + BELOW
          + "|"
          + MOST
          + ")\\s*(?:the age of\\s+|age\\s+)?"
          + NUMBER
          + "s?|between\\s+(?:the ages of\\s+)?"
          + NUMBER
          + "\\s+and\\s+"
          + NUMBER
          + "|"
          + NUMBER
          + "\\s*(?:-|\u2013|to)\\s*"
          + NUMBER
          + "|"
          + NUMBER
          + AND_MORE
          + "|"
          + NUMBER
          + AND_LESS;

  private static final Pattern SIGNED =
      compiled(
          "("
              + ABOVE
              + "|"
              + LEAST
              + "|"
              + BELOW
              + "|"
              + MOST
              + ")\\s*(?:the age of\\s+|age\\s+)?("
              + NUMBER
              + ")s?");
  private static final Pattern BETWEEN =
      compiled(
          "(?:between|from)?\\s*(?:the ages of\\s+)?("
              + NUMBER
              + ")\\s*(?:-|\u2013|to|and)\\s*("
              + NUMBER
              + ")");
  private static final Pattern MORE = compiled("(" + NUMBER + ")" + AND_MORE);
  private static final Pattern LESS = compiled("(" + NUMBER + ")" + AND_LESS);
  private static final Pattern SIGN_ABOVE = Pattern.compile(ABOVE, Pattern.CASE_INSENSITIVE);
  private static final Pattern SIGN_LEAST = Pattern.compile(LEAST, Pattern.CASE_INSENSITIVE);
  private static final Pattern SIGN_BELOW = Pattern.compile(BELOW, Pattern.CASE_INSENSITIVE);

  private static Pattern compiled(String form) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}_.])" + form + "(?![\\p{L}\\p{N}_])", Pattern.CASE_INSENSITIVE);
  }

  Comparison {
    conditions = List.copyOf(conditions);
  }

  /// All in a text, in order; none overlaps another.
  static List<Comparison> in(String text) {
    var found = new ArrayList<Comparison>();
    BETWEEN
        .matcher(text)
        .results()
        .forEach(one ->
            found.add(
                new Comparison(
                    List.of(">= " + number(one.group(1)), "<= " + number(one.group(2))),
                    one.start(),
                    one.end(),
                    isOfAge(one.group()))));
    MORE.matcher(text).results().forEach(one -> add(found, ">= " + number(one.group(1)), one));
    LESS.matcher(text).results().forEach(one -> add(found, "<= " + number(one.group(1)), one));
    SIGNED
        .matcher(text)
        .results()
        .forEach(one -> add(found, sign(one.group(1)) + " " + number(one.group(2)), one));
    found.sort(Comparator.comparingInt(Comparison::start));
    return List.copyOf(found);
  }

  private static void add(List<Comparison> found, String condition, MatchResult one) {
    if (found.stream().noneMatch(other -> one.start() < other.end() && other.start() < one.end())) {
      found.add(new Comparison(List.of(condition), one.start(), one.end(), isOfAge(one.group())));
    }
  }

  private static boolean isOfAge(String words) {
    var lower = words.toLowerCase(Locale.ROOT);
    return lower.contains("older") || lower.contains("younger") || lower.contains("age");
  }

  private static String sign(String words) {
    if (SIGN_ABOVE.matcher(words).matches()) {
      return ">";
    }
    if (SIGN_LEAST.matcher(words).matches()) {
      return ">=";
    }
    return SIGN_BELOW.matcher(words).matches() ? "<" : "<=";
  }

  private static String number(String text) {
    var plain = text.replaceAll("[,_]", "").toLowerCase(Locale.ROOT);
    return plain.endsWith("k") ? plain.substring(0, plain.length() - 1) + "000" : plain;
  }
}
