package dev.clew.investigation.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts a question into the things it asks for. Whether two of them ask for the same is not decided
/// here.
final class Asks {
  private static final String QUESTION_WORDS =
      "what|which|why|how|who|whom|whose|where|when|did|do|does|is|are|was|were|has|have|had|can|could|should|any";
  private static final String ORDERS =
      "show|tell|list|find|give|break|check|compare|group|cluster|explain|report|look|see|count|name|say|rank|spot";

  private static final Pattern CUT =
      Pattern.compile(
          "(?:[?!;]+|\\.(?=\\s|$))\\s*"
              + "|,?\\s+(?:and|or|but|then)(?:\\s+(?:then|also|next|finally))?\\s+(?=(?:please\\s+)?(?:"
              + QUESTION_WORDS
              + "|"
              + ORDERS
              + ")\\b)"
              + "|,?\\s+(?:and\\s+)?(?:then|afterwards|after that)\\s+"
              + "|,\\s+(?=(?:what|which|why|how|who|did|does|has|have|are|is)\\b)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern POINTS_BACK =
      Pattern.compile(
          "\\b(?:it|its|they|them|their|that|this|those|these|so)\\b", Pattern.CASE_INSENSITIVE);

  private Asks() {}

  /// One thing asked for.
  ///
  /// @param pointsBack whether it leans on what was said before (`when did it start`)
  record Ask(String text, boolean pointsBack) {}

  /// The asks of a question in order; one for a simple question.
  static List<Ask> of(String question) {
    var asks = new ArrayList<Ask>();
    for (var part : CUT.splitAsStream(question).toList()) {
      var text = part.strip();
      if (!text.isEmpty()) {
        asks.add(new Ask(text, POINTS_BACK.matcher(text).find()));
      }
    }
    return asks.isEmpty() ? List.of(new Ask(question.strip(), false)) : List.copyOf(asks);
  }
}
