package dev.clew.investigation.routing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the words of a question that narrow it to a part of the data: `and only for people under
/// 25?`, `only for the runs that called book_reservation`, `is it still good for people over 60`.
///
/// @param words what they say of the part, such as `people under 25`; empty where nothing narrows
/// @param all words but these ones are meant: `without gpt-4o`
/// @param sure whether they narrow whatever they name; else only where it is a part of the data, or
///   where the question says nothing else
/// @param rest the question without these words
public record SlicePhrases(Optional<String> words, boolean all, boolean sure, String rest) {
  static final String PEOPLE =
      "people|persons?|men and women|adults|users|customers|clients|patients|borrowers|applicants|employees|workers|members"
          + "|students|passengers|respondents|individuals|folks|anyone|everyone|those|kids|children|seniors";

  private static final String LEAD =
      "(?:\\b(?:of|among) (?:those|these|them)\\b,?\\s*)?(?:[,;]?\\s*\\b(?:and|but|or|now|ok(?:ay)?|then|also|so)\\b,?\\s*)*";
  private static final String BEFORE =
      "(?:(?:for|in|on|among|of|with|to|at|when|those|these|them|the ones|all|the case of|looking at)\\s+)*";
  private static final String END = "\\s*[?.!]*\\s*$";

  private static final Pattern THINGS =
      Pattern.compile(
          "^(?:the\\s+)?(?:"
              + PEOPLE
              + "|women|men|males?|females?|girls?|boys?|rows|runs|traces)\\b|[=<>]",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ONLY =
      Pattern.compile(
          LEAD
              + "\\b(?:only|just|solely|exclusively|limit(?:ed)? (?:it |this |that )?to|restrict(?:ed)? (?:it |this |that )?to"
              + "|narrow(?:ed)? (?:it |this |that )?(?:down )?to|filter(?:ed)? (?:it |this |that )?(?:to|for|on|by)|among)\\s+"
              + BEFORE
              + "(.{2,}?)"
              + END,
          Pattern.CASE_INSENSITIVE);

  /// In a question that follows none, `only` says little by itself.
  private static final Pattern ONLY_FOR =
      Pattern.compile(
          ",?\\s*\\b(?:only|just|but only|limited to|restricted to)\\s+(?:for|in|on|among|of|where|with)\\s+"
              + BEFORE
              + "(.{2,}?)"
              + END,
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WITHOUT =
      Pattern.compile(
          LEAD
              + "\\b(?:without|excluding|except(?: for)?|leaving out|ignoring|but not(?: for)?|other than)\\s+"
              + BEFORE
              + "(.{2,}?)"
              + END,
          Pattern.CASE_INSENSITIVE);

  /// `is it still good for people under 25`, also in the middle of a question.
  private static final Pattern PEOPLE_OF =
      Pattern.compile(
          "\\b(?:(?:only|just)\\s+)?(?:for|among|of|in|on|with)\\s+(?:the\\s+|all\\s+)?((?:"
              + PEOPLE
              + ")\\s+(?:who\\s+(?:are|were)\\s+|that\\s+(?:are|were)\\s+)?(?:aged?\\s+)?(?:"
              + Comparison.FORM
              + ")(?:\\s+years?(?:\\s+(?:old|of age))?)?)(?![\\p{L}\\p{N}%$]|\\s+(?:days?|dollars|percent|runs|rows))",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LAST =
      Pattern.compile(
          "\\b(?:of\\s+|in\\s+|for\\s+)?((?:my|our)\\s+(?:very\\s+)?(?:last|latest|newest|most recent|previous)\\s+"
              + "(?:investigation|run|trace|conversation|question|answer|ask))\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern GOES_ON =
      Pattern.compile(
          "^\\W*(?:(?:and|but|ok(?:ay)?|now|then|so|or)\\b\\W*)*(?:(?:what|how) about|the same for|same for|for|with|in|among|on|of|where|if|when)\\s+"
              + BEFORE
              + "(.{2,}?)"
              + END,
          Pattern.CASE_INSENSITIVE);

  /// @param question without the words of its windows
  /// @param goesOn whether it follows another question of its conversation
  public static SlicePhrases in(String question, boolean goesOn) {
    var found = Optional.<SlicePhrases>empty();
    if (goesOn) {
      found =
          found(ONLY, question, false, true)
              .or(() -> found(WITHOUT, question, true, true))
              .or(() -> found(PEOPLE_OF, question, false, true))
              .or(() -> found(GOES_ON, question, false, false));
    }
    return found
        .or(() -> found(ONLY_FOR, question, false, false))
        .or(() -> found(PEOPLE_OF, question, false, true))
        .or(() -> found(LAST, question, false, false))
        .orElseGet(() -> new SlicePhrases(Optional.empty(), false, false, question));
  }

  private static Optional<SlicePhrases> found(
      Pattern pattern, String question, boolean all, boolean sure) {
    var matcher = pattern.matcher(question);
    if (!matcher.find() || matcher.group(1).isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new SlicePhrases(
            Optional.of(matcher.group(1).strip()), all, sure, without(question, matcher)));
  }

  /// Whether they can mean nothing but a part of the data: they speak of people or compare with a
  /// number.
  public boolean strict() {
    return words
        .filter(text -> THINGS.matcher(text).find() || !Comparison.in(text).isEmpty())
        .isPresent();
  }

  private static String without(String question, Matcher found) {
    return (question.substring(0, found.start()) + " " + question.substring(found.end()))
        .replaceAll("\\s+", " ")
        .replaceAll("\\s+([?.!,])", "$1")
        .strip();
  }
}
