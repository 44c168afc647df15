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

  /// Between things of which each may be an ask of its own: `top errors, plus cost by model`.
  private static final Pattern LIST =
      Pattern.compile(
          "\\s*[,;:&+]\\s+(?:(?:and|or|plus|also|then)\\s+)?|\\s+(?:(?:and|or|plus)(?:\\s+because)?|because|as well as|along with|together with)\\s+(?:of\\s+)?",
          Pattern.CASE_INSENSITIVE);

  /// What is told apart or compared is one ask, however many things it names: `by user and model`,
  /// `between errors and latency`.
  private static final Pattern ONE_ASK =
      Pattern.compile(
          "\\b(?:by|per|for each|between|across|both|whether)\\s+[\\p{L}\\p{N}_-]+"
              + "(?:\\s*,\\s*(?!and\\b|or\\b)[\\p{L}\\p{N}_-]+(?=\\s*(?:,|and\\b|or\\b)))*"
              + "\\s*,?\\s+(?:and|or)\\s+(?=[\\p{L}\\p{N}_-]++(?!\\s+(?:by|per)\\b))",
          Pattern.CASE_INSENSITIVE);

  private Asks() {}

  /// The asks of a question in order; one for a simple question.
  static List<String> of(String question) {
    var asks =
        CUT.splitAsStream(question).map(String::strip).filter(text -> !text.isEmpty()).toList();
    return asks.isEmpty() ? List.of(question.strip()) : asks;
  }

  /// The things that one ask names in a list, each of which may be an ask of its own; one where it
  /// names no list.
  static List<String> listed(String ask) {
    var together = new ArrayList<int[]>();
    ONE_ASK.matcher(ask).results().forEach(one -> together.add(new int[] {one.start(), one.end()}));
    var parts = new ArrayList<String>();
    var from = 0;
    var cut = LIST.matcher(ask);
    while (cut.find()) {
      var at = cut.start();
      var end = cut.end();
      if (together.stream().noneMatch(one -> at >= one[0] && end <= one[1])) {
        parts.add(ask.substring(from, at));
        from = end;
      }
    }
    parts.add(ask.substring(from));
    return parts.stream().map(String::strip).filter(part -> !part.isEmpty()).toList();
  }
}
