package dev.clew.skills.retrieval;

import java.util.List;
import java.util.Set;

/// The few words of a text that a reader wants to see.
public final class Quote {
  private Quote() {}

  /// The stretch in which most of the terms stand closest together, from the beginning of a
  /// sentence where one is near; the text's beginning where none of them stands in it.
  ///
  /// @param wanted terms as [Terms] makes them
  /// @param longest characters of the quotation, without the marks of what is left out
  public static String of(Terms terms, String text, Set<String> wanted, int longest) {
    if (text.length() <= longest) {
      return line(text);
    }
    var hits = terms.of(text).stream().filter(term -> wanted.contains(term.term())).toList();
    int from = hits.isEmpty() ? 0 : start(text, hits, longest);
    int to = Math.min(text.length(), from + longest);
    if (to < text.length()) {
      int blank = text.lastIndexOf(' ', to);
      to = blank > from + longest / 2 ? blank : to;
      to = Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
    }
    return (from > 0 ? "…" : "") + line(text.substring(from, to)) + (to < text.length() ? "…" : "");
  }

  private static int start(String text, List<Terms.Term> hits, int longest) {
    int best = 0;
    long most = 0;
    for (int i = 0; i < hits.size(); i++) {
      int first = hits.get(i).from();
      long different =
          hits.stream()
              .skip(i)
              .takeWhile(hit -> hit.to() <= first + longest)
              .map(Terms.Term::term)
              .distinct()
              .count();
      if (different > most) {
        most = different;
        best = i;
      }
    }
    int at = hits.get(best).from();
    int earliest = Math.max(0, at - longest / 3);
    int sentence =
        Math.max(
            Math.max(text.lastIndexOf(". ", at), text.lastIndexOf("\n", at)),
            Math.max(text.lastIndexOf("? ", at), text.lastIndexOf("! ", at)));
    int from = sentence >= earliest ? sentence + 1 : text.indexOf(' ', earliest);
    from = from < 0 || from > at ? earliest : from;
    while (from < at && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    return Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
  }

  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}
