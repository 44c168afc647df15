package dev.clew.models.guard;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes secrets and personal data out of text, by their patterns. Each becomes a word in square
/// brackets that says what stood there.
///
/// Patterns find what has a form: keys, tokens, addresses, card and account numbers. Names of
/// people have none and stay.
public final class Redaction {

  /// Something that is taken out.
  private record Kind(String word, Pattern pattern) {
    static Kind of(String word, String pattern) {
      return new Kind(word, Pattern.compile(pattern));
    }
  }

  /// Text and how much was taken out of it.
  public record Redacted(String text, long count) {}

  private static final List<Kind> KINDS =
      List.of(
          Kind.of(
              "private key",
              "-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[\\s\\S]{0,8000}?(?:-----END [A-Z ]{0,20}PRIVATE KEY-----|$)"),
          Kind.of("token", "\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]+)?"),
          Kind.of("key", "\\b(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA)[A-Z0-9]{16}\\b"),
          Kind.of("key", "\\bsk-(?:proj-|ant-|or-|lf-)?[A-Za-z0-9_-]{16,}"),
          Kind.of("key", "\\b(?:pk|rk|sk)_(?:live|test)_[A-Za-z0-9]{10,}"),
          Kind.of(
              "token",
              "\\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{20,}|\\bgithub_pat_[A-Za-z0-9_]{20,}"),
          Kind.of("token", "\\bxox[abposr]-[A-Za-z0-9-]{10,}"),
          Kind.of("key", "\\bAIza[A-Za-z0-9_-]{30,}"),
          Kind.of(
              "token",
              "\\bhf_[A-Za-z0-9]{20,}|\\bglpat-[A-Za-z0-9_-]{16,}|\\bnpm_[A-Za-z0-9]{30,}"),
          Kind.of("token", "(?i)\\bbearer\\s+(?-i:[A-Za-z0-9._~+/=-]{12,})"),
          Kind.of(
              "secret",
              "(?i)\\b(?:password|passwd|pwd|secret|api[_-]?key|access[_-]?token|auth[_-]?token|client[_-]?secret|secret[_-]?access[_-]?key)"
                  + "[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?[^\\s\"',;{}\\]]{4,200}"),
          Kind.of("credentials", "(?<=://)[^\\s/:@\"']{1,100}:[^\\s/@\"']{1,200}(?=@)"),
          Kind.of(
              "email",
              "\\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,5}\\.[A-Za-z]{2,24}\\b"),
          Kind.of("IBAN", "\\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\\b"),
          Kind.of(
              "social security number",
              "\\b(?!000|666|9[0-9]{2})[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}\\b"),
          Kind.of(
              "phone number",
              "(?<![\\w.])(?:\\+[0-9]{1,3}[ .-]?(?:\\([0-9]{1,4}\\)[ .-]?)?[0-9]{2,4}(?:[ .-]?[0-9]{2,4}){1,4}"
                  + "|\\(?[0-9]{3}\\)?[ -][0-9]{3}[ -][0-9]{4})(?![\\w.]*[0-9])"),
          Kind.of(
              "IP address",
              "(?<![\\w.])(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?![\\w.])"));

  /// Runs of digits that may be card numbers; the check digit decides.
  private static final Pattern CARD =
      Pattern.compile("(?<![0-9])(?:[0-9][ -]?){12,18}[0-9](?![0-9])");

  private Redaction() {}

  /// Takes out what is found.
  public static Redacted of(String text) {
    long count = 0;
    var rest = text;
    for (var kind : KINDS) {
      var matcher = kind.pattern().matcher(rest);
      var out = new StringBuilder();
      while (matcher.find()) {
        count++;
        matcher.appendReplacement(out, Matcher.quoteReplacement("[" + kind.word() + "]"));
      }
      rest = matcher.appendTail(out).toString();
    }
    var cards = CARD.matcher(rest);
    var out = new StringBuilder();
    while (cards.find()) {
      boolean card = hasCheckDigit(cards.group());
      count += card ? 1 : 0;
      cards.appendReplacement(
          out, Matcher.quoteReplacement(card ? "[card number]" : cards.group()));
    }
    return new Redacted(cards.appendTail(out).toString(), count);
  }

  /// Luhn's check (ISO/IEC 7812-1, annex B).
  private static boolean hasCheckDigit(String text) {
    int sum = 0;
    boolean twice = false;
    for (int i = text.length() - 1; i >= 0; i--) {
      if (!Character.isDigit(text.charAt(i))) {
        continue;
      }
      int digit = Character.digit(text.charAt(i), 10);
      int part = twice ? 2 * digit : digit;
      sum += part > 9 ? part - 9 : part;
      twice = !twice;
    }
    return sum % 10 == 0;
  }
}
