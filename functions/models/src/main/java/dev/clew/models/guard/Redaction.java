package dev.clew.models.guard;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;

/// Takes secrets and personal data out of text, by their patterns. Each becomes a word in square
/// brackets that says what stood there.
///
/// Patterns find what has a form: keys, tokens, addresses, card and account numbers. Names of
/// people have none and stay. What carries check digits is taken out only where they hold, so that
/// ids, hashes, times and measurements stay as they are. The time is linear in the text's length.
public final class Redaction {

  /// Text and how much was taken out of it.
  ///
  /// @param kinds how often each kind of thing stood there, by its word, such as `email`
  public record Redacted(String text, Map<String, Long> kinds) {
    public Redacted {
      kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
    }

    /// How much was taken out in all.
    public long count() {
      return kinds.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private Redaction() {}

  /// Takes out what is found. Twice is as once.
  public static Redacted of(String text) {
    var kinds = new TreeMap<String, Long>();
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
        if (found) {
          kinds.merge(sought.word(), 1L, Long::sum);
        }
        matcher.appendReplacement(
            out,
            Matcher.quoteReplacement(found ? kept + "[" + sought.word() + "]" : matcher.group()));
      }
      if (!out.isEmpty()) {
        rest = matcher.appendTail(out).toString();
      }
    }
    return new Redacted(rest, kinds);
  }
}
