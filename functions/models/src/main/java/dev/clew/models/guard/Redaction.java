package dev.clew.models.guard;

import java.util.regex.Matcher;

/// Takes secrets and personal data out of text, by their patterns. Each becomes a word in square
/// brackets that says what stood there.
///
/// Patterns find what has a form: keys, tokens, addresses, card and account numbers. Names of
/// people have none and stay. What carries check digits is taken out only where they hold, so that
/// ids, hashes, times and measurements stay as they are. The time is linear in the text's length.
public final class Redaction {

  /// Text and how much was taken out of it.
  public record Redacted(String text, long count) {}

  private Redaction() {}

  /// Takes out what is found. Twice is as once.
  public static Redacted of(String text) {
    long count = 0;
    var rest = text;
    for (var sought : Sought.ALL) {
      if (!sought.mayStandIn(rest)) {
        continue;
      }
      var matcher = sought.pattern().matcher(rest);
      var out = new StringBuilder();
      while (matcher.find()) {
        var kept = sought.keeps() ? matcher.group("keep") : "";
        boolean found = sought.check().test(matcher.group().substring(kept.length()));
        count += found ? 1 : 0;
        matcher.appendReplacement(
            out,
            Matcher.quoteReplacement(found ? kept + "[" + sought.word() + "]" : matcher.group()));
      }
      if (!out.isEmpty()) {
        rest = matcher.appendTail(out).toString();
      }
    }
    return new Redacted(rest, count);
  }
}
