package dev.clew.investigation.routing;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Finds the words of a question that say over which stretches of data it asks, and puts them the
/// way window options are written: `since row 70,000`, `last 7 days`, `2026-11-01..2026-11-08`,
/// `latest rows`.
///
/// @param baseline what the question compares with, where it says
/// @param current what it asks about, where it says
/// @param rest the question without these words
public record WindowPhrases(Optional<String> baseline, Optional<String> current, String rest) {

  private static final String NUMBER = "(\\d[\\d,_]*)";
  private static final String DATE =
      "(\\d{4}-\\d{2}(?:-\\d{2}(?:[t ]\\d{2}:\\d{2}(?::\\d{2})?z?)?)?)";
  private static final String COMPARED =
      "(?<compared>(?:compared?|relative|in comparison) (?:with|to|against) |against |versus |vs\\.? |than (?:in |on |over )?)?";

  private record Form(Pattern pattern, Function<MatchResult, String> window) {}

  private static Form form(String pattern, Function<MatchResult, String> window) {
    return new Form(
        Pattern.compile(
            "(?<![\\p{L}\\p{N}])" + COMPARED + pattern + "(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE),
        window);
  }

  private static final List<Form> FORMS =
      List.of(
          form(
              "(?:in |over |on |for |between |from )?(?:the )?rows? (?:from |between )?"
                  + NUMBER
                  + "\\s?(?:\\.\\.|-|\u2013|to|and|until)\\s?(?:row )?"
                  + NUMBER,
              found -> found.group(2) + ".." + found.group(3)),
          form(
              "(?:over |on |for )?(?<!-)(\\d+)\\.\\.(\\d+)(?!-)",
              found -> found.group(2) + ".." + found.group(3)),
          form(
              "(since|from|after|until|before|up to) (?:the )?row (?:number )?"
                  + NUMBER
                  + "(?: on(?:wards)?)?",
              found -> found.group(2) + " row " + found.group(3)),
          form(
              "(?:in |on |over |for )?(?:the |our |its )?(last|latest|newest|most recent|first|earliest) "
                  + NUMBER
                  + " (?:rows?|records?|predictions?)",
              found -> found.group(2) + " " + found.group(3) + " rows"),
          form(
              "(?:in |on |over |for |with )?(?:the |our |its )?(?:latest|newest|most recent|recent) (?:rows?|records?|data|predictions?)",
              _ -> "latest rows"),
          form(
              "(?:between|from) " + DATE + " (?:and|to|until) " + DATE,
              found -> found.group(2) + ".." + found.group(3)),
          form(DATE + "\\.\\." + DATE, found -> found.group(2) + ".." + found.group(3)),
          form(
              "(since|from|after|until|before|up to) " + DATE,
              found -> found.group(2) + " " + found.group(3)),
          form("(?:in|on|over|for|during) " + DATE, found -> found.group(2)),
          form(
              "(?:in |over |within |during |for )?(?:the |our )?(?:last|past|latest|previous) (?:"
                  + NUMBER
                  + " )?(minute|hour|day|week|month|year)s?",
              found ->
                  "last "
                      + (found.group(2) == null ? "" : found.group(2) + " ")
                      + found.group(3)
                      + (found.group(2) == null ? "" : "s")),
          form("(?:in |over |during )?this (week|month|year)", found -> "last " + found.group(2)),
          form("(?:from )?(yesterday|today)(?:'s)?", found -> found.group(2)),
          form(
              "(?:in |on |over )?(?:the )?(first half|second half|last half)(?: of (?:the )?(?:rows|data|time|log))?",
              found -> found.group(2)),
          form(
              "(?:the )?(baseline|reference|training)(?: (?:files?|data|set|rows|period|window|time))?",
              found -> "baseline"));

  /// Reads a question.
  public static WindowPhrases in(String question) {
    var baseline = Optional.<String>empty();
    var current = Optional.<String>empty();
    var rest = question;
    for (var form : FORMS) {
      var matcher = form.pattern().matcher(rest);
      var kept = new StringBuilder();
      var at = 0;
      while (matcher.find()) {
        var window = form.window().apply(matcher.toMatchResult());
        var compared = matcher.group("compared") != null;
        if (window.equals("baseline")) {
          // The word itself says what is asked; only what it is compared with is a window.
          baseline = compared ? baseline.or(() -> Optional.of(window)) : baseline;
          continue;
        }
        if (compared && !relative(window)) {
          baseline = baseline.isEmpty() ? Optional.of(window) : baseline;
        } else {
          current = current.isEmpty() ? Optional.of(window) : current;
        }
        kept.append(rest, at, matcher.start()).append(' ');
        at = matcher.end();
      }
      rest = kept.append(rest, at, rest.length()).toString();
    }
    return new WindowPhrases(baseline, current, rest.replaceAll("\\s+", " ").strip());
  }

  /// "Compared with last week" asks what is different since: the last week against what came
  /// before.
  private static boolean relative(String window) {
    return window.startsWith("last ") || window.equals("yesterday") || window.equals("today");
  }
}
