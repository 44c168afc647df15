package dev.clew.investigation.routing;

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

  private Asks() {}

  /// The asks of a question in order; one for a simple question.
  static List<String> of(String question) {
    var asks =
        CUT.splitAsStream(question).map(String::strip).filter(text -> !text.isEmpty()).toList();
    return asks.isEmpty() ? List.of(question.strip()) : asks;
  }
}
