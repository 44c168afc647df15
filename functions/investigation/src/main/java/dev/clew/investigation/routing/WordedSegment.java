package dev.clew.investigation.routing;

import java.util.Optional;
import java.util.regex.Pattern;

/// The group that a question about fairness names: `women` of "is my model fair to women?"; `*` for
/// one that asks which group is wronged: "which customers does it get wrong more often?".
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

  private static final String BEING_WRONG =
      "\\b[^.?!;]*?\\b(?:wrong(?:ly)?|mispredict\\p{L}*|misjudge\\p{L}*|misclassif\\p{L}*|mistakes?"
          + "|errs?|error[- ]prone|struggl\\p{L}*|worst|poorly|badly|weak(?:est)?|inaccurate)\\b";

  /// Rows, whatever they stand for, that the model is said to be wrong about. What a log is made
  /// of, and a stretch of time, is no group of rows.
  private static final Pattern WHICH =
      Pattern.compile(
          "\\b(?:(?:on|for|about|with)\\s+)?(?:which|what)\\s+(?:(?:kinds?|sorts?|types?|groups?|segments?)\\s+of\\s+)?"
              + "(?!(?:metric|feature|column|input|model|predictor|field|variable|file|version|chunk|day|week|month|hour"
              + "|year|time|quarter|error|mistake|value|thing|tool|agent|step|run|trace|span|call|conversation|session"
              + "|prompt)s?\\b)"
              + "(?:\\p{L}+s|people|folks|men|women|children|part|kind|sort|category|group|segment|slice)\\b"
              + BEING_WRONG,
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WHOM_WRONG =
      Pattern.compile("\\b(?:for\\s+)?whom?\\b" + BEING_WRONG, Pattern.CASE_INSENSITIVE);

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
    if (people.find()) {
      return Optional.of(people.group(1));
    }
    return WHICH.matcher(question).find() || WHOM_WRONG.matcher(question).find()
        ? Optional.of("*")
        : Optional.empty();
  }
}
