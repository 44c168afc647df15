package dev.clew.interpretation;

import dev.clew.evidence.Fact;
import dev.clew.evidence.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which finding speaks most directly of what was asked: whoever asks which models burn the tokens
/// wants to read that first, even where something else is worse.
final class Relevance {
  /// One word in common is chance.
  private static final int LEAST = 2;

  private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*\\}");

  private static final Set<String> COMMON =
      Set.of(
          "the", "and", "are", "was", "were", "did", "does", "has", "have", "had", "which", "what",
          "why", "how", "who", "when", "where", "with", "for", "from", "into", "our", "its", "this",
          "that", "there", "still", "most", "more", "than", "any", "all", "between", "run", "data");

  private Relevance() {}

  /// The finding whose title shares most words with the question, two at least; of equals the
  /// first. Names from the data in a title count as they are read.
  static Optional<Finding> best(String question, List<Finding> findings, Map<String, Fact> facts) {
    var asked = words(question);
    Optional<Finding> best = Optional.empty();
    int most = LEAST - 1;
    for (var finding : findings) {
      var shared = words(filled(finding.title(), facts));
      shared.retainAll(asked);
      if (shared.size() > most) {
        most = shared.size();
        best = Optional.of(finding);
      }
    }
    return best;
  }

  private static String filled(String title, Map<String, Fact> facts) {
    return facts.isEmpty() ? title : Statement.parse(title).filled(facts);
  }

  private static Set<String> words(String text) {
    var words = new HashSet<String>();
    var plain = PLACEHOLDER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
    WORD.matcher(plain)
        .results()
        .map(match -> match.group())
        .filter(word -> !COMMON.contains(word))
        .forEach(word -> words.add(stem(word)));
    return words;
  }

  private static String stem(String word) {
    for (var ending : List.of("ing", "ies", "ed", "es", "s")) {
      if (word.endsWith(ending) && word.length() - ending.length() >= 3) {
        return word.substring(0, word.length() - ending.length());
      }
    }
    return word;
  }
}
