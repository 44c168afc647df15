package dev.clew.investigation.routing;

import java.util.Optional;
import java.util.regex.Pattern;

/// The group that a question about fairness names: `women` of "is my model fair to women?".
final class WordedSegment {
  private static final String WHOM =
      "\\s+(?:the\\s+|our\\s+|my\\s+)?([\\p{L}\\p{Nd}_'-]+(?:\\s+[\\p{L}\\p{Nd}_'-]+){0,2}?)"
          + "(?=\\s*(?:[?.!,;]|$|\\s(?:and|or|than|as|in|on|since|compared|versus|vs|now|too|still|still|any)\\b))";

  /// "Fair to", "biased against", "discriminate by": whom it is about follows.
  private static final Pattern FAIR =
      Pattern.compile(
          "\\b(?:un)?fair(?:ly|ness)?\\s+(?:to|for|towards?|against|with|by|across|between)"
              + WHOM
              + "|\\b(?:bias(?:ed)?|discriminat\\p{L}+|prejudiced?)\\s+(?:against|towards?|by)"
              + WHOM
              + "|\\bdisadvantag\\p{L}+"
              + WHOM,
          Pattern.CASE_INSENSITIVE);

  /// People whom nobody names but to tell them apart.
  private static final Pattern PEOPLE =
      Pattern.compile(
          "\\b(?:for|among|on|with|of)\\s+(women|men|females?|males?|girls|boys|minorities|foreigners"
              + "|immigrants|the elderly|disabled people)\\b",
          Pattern.CASE_INSENSITIVE);

  private WordedSegment() {}

  static Optional<String> of(String question) {
    var fair = FAIR.matcher(question);
    if (fair.find()) {
      for (int group = 1; group <= fair.groupCount(); group++) {
        if (fair.group(group) != null) {
          return Optional.of(fair.group(group));
        }
      }
    }
    var people = PEOPLE.matcher(question);
    return people.find() ? Optional.of(people.group(1)) : Optional.empty();
  }
}
