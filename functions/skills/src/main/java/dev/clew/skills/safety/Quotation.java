package dev.clew.skills.safety;

import dev.clew.evidence.Excerpt;
import dev.clew.models.context.Invisible;
import dev.clew.models.guard.Redaction;
import java.util.List;
import java.util.Locale;

/// The words that tell, with some around them; secrets and personal data are taken out.
final class Quotation {
  private static final int AROUND = 140;
  private static final int LONGEST = 320;

  private Quotation() {}

  static Excerpt of(Heard heard, List<String> words) {
    return new Excerpt(
        heard.ref() + ", " + heard.place(), around(Redaction.of(line(heard.text())).text(), words));
  }

  /// Around the first mark of what was taken out.
  static Excerpt masked(Leaks.Held held) {
    var kinds = held.kinds().keySet().stream().map(kind -> "[" + kind + "]").toList();
    return new Excerpt(
        held.heard().ref() + ", " + held.heard().place(), around(line(held.masked()), kinds));
  }

  private static String around(String text, List<String> words) {
    var small = text.toLowerCase(Locale.ROOT);
    int at =
        words.stream()
            .mapToInt(word -> small.indexOf(word.toLowerCase(Locale.ROOT)))
            .filter(place -> place >= 0)
            .findFirst()
            .orElse(0);
    int from = Math.max(0, at - AROUND);
    int to = Math.min(text.length(), from + LONGEST);
    from = from > 0 && Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
    to = to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
    return (from > 0 ? "…" : "")
        + text.substring(from, to).strip()
        + (to < text.length() ? "…" : "");
  }

  private static String line(String text) {
    var part = text.length() <= 1_000_000 ? text : text.substring(0, 1_000_000);
    return Invisible.removed(part).replaceAll("\\s+", " ").strip();
  }
}
