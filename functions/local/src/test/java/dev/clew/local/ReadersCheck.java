package dev.clew.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.evidence.Answer;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.FactWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Looks at an answer as its reader gets it, knowing nothing of how sentences were checked: each
/// number must be a rendering of a fact, each name with a digit must stand in the data.
final class ReadersCheck {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(F[0-9]+)\\}");
  private static final Pattern TOKEN_WITH_DIGIT =
      Pattern.compile("[\\p{L}\\p{N}_./:@-]*\\p{N}[\\p{L}\\p{N}_./:@-]*");
  private static final Pattern COUNTING =
      Pattern.compile(
          "(?i)\\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
              + "|hundred|thousand|million|dozen|third|quarter|percent|threefold|thrice)\\b");

  private ReadersCheck() {}

  /// What is wrong, in words; empty when a reader may believe it.
  ///
  /// @param without the answer to the same question without a model
  static List<String> wrong(Answer answer, Answer without) {
    var tree = AnswerJson.tree(answer);
    var facts = answer.facts().stream().collect(Collectors.toMap(Fact::id, Function.identity()));
    var own =
        without.findings().stream().map(one -> one.statement()).collect(Collectors.joining(" "))
            + " "
            + without.summary();
    var wrong = new ArrayList<String>();
    text(tree, "summary", "summaryTemplate", facts, own, wrong);
    tree.path("findings").forEach(one -> text(one, "statement", "template", facts, own, wrong));
    text(tree.path("voice"), "meaning", "meaningTemplate", facts, own, wrong);
    tree.path("voice")
        .path("advice")
        .forEach(one -> text(one, "text", "template", facts, own, wrong));
    for (var i = 0; i < without.findings().size(); i++) {
      var was = without.findings().get(i);
      var is = answer.findings().stream().filter(one -> one.id().equals(was.id())).findFirst();
      if (is.isEmpty()) {
        wrong.add("finding " + was.id() + " is gone");
      } else if (!is.get().title().equals(was.title())
          || is.get().severity() != was.severity()
          || is.get().confidence() != was.confidence()) {
        wrong.add("finding " + was.id() + " is another one");
      }
    }
    if (answer.summary().isBlank()) {
      wrong.add("there is no summary");
    }
    return wrong;
  }

  private static void text(
      JsonNode node,
      String filledName,
      String templateName,
      Map<String, Fact> facts,
      String own,
      List<String> wrong) {
    var filled = node.path(filledName).asText("");
    var template = node.path(templateName).asText(filled);
    PLACEHOLDER
        .matcher(template)
        .results()
        .forEach(match -> {
          if (!facts.containsKey(match.group(1))) {
            wrong.add("no fact " + match.group(1) + ": " + template);
          }
        });
    var bare = PLACEHOLDER.matcher(template).replaceAll(" ");
    TOKEN_WITH_DIGIT
        .matcher(bare)
        .results()
        .map(match -> match.group())
        .forEach(token -> {
          if (!own.contains(token)
              && facts.values().stream().noneMatch(fact -> names(fact, token))) {
            wrong.add("the number " + token + " comes from nowhere: " + filled);
          }
        });
    var counting = COUNTING.matcher(bare);
    while (counting.find()) {
      if (!Pattern.compile("(?i)\\b" + counting.group() + "\\b").matcher(own).find()) {
        wrong.add("\"" + counting.group() + "\" comes from nowhere: " + filled);
      }
    }
    // Every figure that the reader sees stands in a fact of the sentence, or in the data's names.
    var written =
        PLACEHOLDER
            .matcher(template)
            .results()
            .map(match -> facts.get(match.group(1)))
            .filter(Objects::nonNull)
            .map(fact -> FactWriter.write(fact) + " " + value(fact))
            .collect(Collectors.joining(" "));
    var cited =
        PLACEHOLDER
            .matcher(template)
            .results()
            .map(match -> facts.get(match.group(1)))
            .filter(Objects::nonNull)
            .map(ReadersCheck::value)
            .toList();
    Pattern.compile("\\p{N}+")
        .matcher(filled)
        .results()
        .map(match -> match.group())
        .forEach(digits -> {
          if (!written.contains(digits)
              && !bare.contains(digits)
              && !isCut(filled, digits, cited)) {
            wrong.add("the figure " + digits + " is in none of its facts: " + filled);
          }
        });
    // What stands in a fact is quoted from the data, with a model and without.
    if (bare.toLowerCase(Locale.ROOT).matches("(?s).*(https?://|www\\.|<[a-z]+ |\\]\\().*")
        && !own.contains("://")) {
      wrong.add("a link or markup: " + filled);
    }
  }

  /// Whether these digits say how much of a cited text was left out, and rightly.
  private static boolean isCut(String filled, String digits, List<String> cited) {
    var cut = Pattern.compile("\\.\\.\\. \\(" + digits + " characters more\\)").matcher(filled);
    return cut.find()
        && cited.stream()
            .map(text -> text.strip().replaceAll("\\s+", " "))
            .filter(text -> text.length() > Integer.parseInt(digits))
            .anyMatch(text ->
                filled
                    .substring(0, cut.start())
                    .endsWith(text.substring(0, text.length() - Integer.parseInt(digits))));
  }

  private static boolean names(Fact fact, String token) {
    return fact.name().contains(token) || value(fact).contains(token);
  }

  private static String value(Fact fact) {
    return fact.value() instanceof FactValue.Text(var text) ? text : "";
  }
}
