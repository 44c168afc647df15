package dev.clew.investigation.routing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads how many examples a question wants, and which words it looks for.
final class WordedSearch {
  private static final List<String> NUMBERS =
      List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  private static final Pattern HOW_MANY =
      Pattern.compile(
          "\\b(\\d{1,2}|"
              + String.join("|", NUMBERS)
              + "|a couple of|a few|some)\\s+(?:of\\s+)?"
              + "(?:\\p{L}+\\s+){0,2}(?:runs?|traces?|spans?|rows?|calls?|conversations?|dialogues?|examples?|records?"
              + "|transcripts?|predictions?|cases|them)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern QUOTED =
      Pattern.compile("[\"“`]([^\"”`]{2,200})[\"”`]|(?<!\\p{L})'([^']{2,200})'(?!\\p{L})");

  private static final Pattern MENTIONED =
      Pattern.compile(
          "\\b(?:mention(?:s|ing|ed)?|contain(?:s|ing|ed)?|talk(?:s|ing|ed)? about|speak(?:s|ing)? (?:of|about)|says?|said"
              + "|saying|wrote|search(?: for)?|grep(?: for)?|look(?:ing)? for|the (?:words?|phrase|text))\\s+"
              + "(?:the (?:words?|phrase|text)\\s+)?(.{2,200}?)\\s*[?.!]*\\s*$",
          Pattern.CASE_INSENSITIVE);

  private WordedSearch() {}

  /// `five` of "show me five failed runs".
  static Optional<String> howMany(String question) {
    var found = HOW_MANY.matcher(question);
    if (!found.find()) {
      return Optional.empty();
    }
    var word = found.group(1).toLowerCase(Locale.ROOT);
    int spelled = NUMBERS.indexOf(word);
    return switch (word) {
      case "a few", "some" -> Optional.empty();
      case "a couple of" -> Optional.of("2");
      default ->
          Optional.of(spelled >= 0 ? String.valueOf(spelled + 1) : word)
              .filter(number -> !number.equals("0"));
    };
  }

  /// A question without the number of examples it wants.
  static String withoutHowMany(String question) {
    var found = HOW_MANY.matcher(question);
    return found.find()
        ? question.substring(0, found.start(1)) + question.substring(found.end(1))
        : question;
  }

  /// What stands in quotes, else what comes after `mention`, `contain` and the like, without the
  /// target's name.
  static Optional<String> words(String question, TargetNames target) {
    var quoted = QUOTED.matcher(question);
    if (quoted.find()) {
      return Optional.of(quoted.group(1) == null ? quoted.group(2) : quoted.group(1));
    }
    var found = MENTIONED.matcher(WindowPhrases.in(question).rest());
    if (!found.find()) {
      return Optional.empty();
    }
    var words =
        found
            .group(1)
            .replaceFirst("(?i)^(?:an?|the)\\s+", "")
            .replaceFirst(
                "(?i)\\s+(?:in|of|from|on)\\s+(?:the\\s+|our\\s+)?(?:"
                    + Pattern.quote(target.name())
                    + "|data|runs?|traces?|rows?|log|spans?|conversations?)\\b.*$",
                "")
            .strip();
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }
}
