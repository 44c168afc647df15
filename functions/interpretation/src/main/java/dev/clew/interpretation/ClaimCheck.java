package dev.clew.interpretation;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds sentences against the facts they cite. Whoever wrote them, a template or a model, the same
/// rules hold:
///
/// 1. every placeholder is a fact of this answer;
/// 2. no digit stands outside a placeholder, but in the field's own names (`F1`, `p95`, `NDCG@10`)
///    and in quoted words of the data;
/// 3. a comparative word agrees with the difference it comes with: what fell has a negative one,
///    and in "fell from {F1} to {F2}" the second is smaller.
///
/// A sentence that fails is left out and counted.
public final class ClaimCheck {
  private static final Pattern TERMS =
      Pattern.compile(
          "\\b(?:F1|F2|R2|L1|L2|[pP][0-9]{2}|(?:NDCG|MAP|MRR|MAPE|recall|precision|hit|top)@[0-9]+"
              + "|pass\\^[0-9k]|UTF-8|ISO 8601|SHA-256|HTTP [1-5][0-9]{2})\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern QUOTED =
      Pattern.compile("[`\u201c\"]([^`\u201c\u201d\"]*)[`\u201d\"]");
  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");
  private static final Pattern WORD = Pattern.compile("[\\p{L}]+(?:-[\\p{L}]+)*");

  /// Words that speak of the figure next to them only; a verb may reach further.
  private static final Pattern ADJECTIVE =
      Pattern.compile(
          "(?i)more|less|fewer|higher|lower|longer|shorter|larger|smaller|bigger|greater|better|worse");

  private static final Pattern THAN = Pattern.compile("(?s)\\s+(?:\\w+\\s+)?than\\b.*");
  private static final Pattern FROM_TO = Pattern.compile("(?s).*\\bfrom\\s$");
  private static final Pattern CLAUSE_END =
      Pattern.compile("[;:,]|\\b(?:while|but|whereas|although)\\b");

  private ClaimCheck() {}

  /// What is left of a statement, and what was refused.
  ///
  /// @param kept the sentences that hold, still with placeholders; empty when none does
  public record Checked(String kept, List<Refusal> refusals) {
    public Checked {
      refusals = List.copyOf(refusals);
    }
  }

  /// A sentence and what is wrong with it.
  public record Refusal(String sentence, String reason) {}

  /// Checks each sentence of a statement.
  public static Checked check(String statement, Collection<Fact> facts) {
    return check(statement, Statement.byId(facts));
  }

  /// As the other one, for who checks many statements against the same facts.
  ///
  /// @param byId the facts by their ids
  static Checked check(String statement, Map<String, Fact> byId) {
    var kept = new ArrayList<String>();
    var refusals = new ArrayList<Refusal>();
    for (var sentence : Sentences.of(statement)) {
      var reason = wrong(sentence, byId);
      if (reason.isPresent()) {
        refusals.add(new Refusal(sentence, reason.get()));
      } else {
        kept.add(sentence);
      }
    }
    return new Checked(String.join(" ", kept), refusals);
  }

  /// What is wrong with a sentence, if anything.
  public static Optional<String> wrong(String sentence, Collection<Fact> facts) {
    return wrong(sentence, Statement.byId(facts));
  }

  private static Optional<String> wrong(String sentence, Map<String, Fact> facts) {
    Statement statement;
    try {
      statement = Statement.parse(sentence);
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    for (var id : statement.factIds()) {
      if (!facts.containsKey(id)) {
        return Optional.of("{" + id + "} is no fact of this answer");
      }
    }
    return ownDigit(statement, facts.values()).or(() -> wrongDirection(statement, facts));
  }

  private static Optional<String> ownDigit(Statement statement, Collection<Fact> facts) {
    for (var part : statement.parts()) {
      if (part instanceof Statement.Part.Words(var text)) {
        var bare = TERMS.matcher(unquoted(text, facts)).replaceAll("");
        var digit = DIGIT.matcher(bare);
        if (digit.find()) {
          return Optional.of("the digit " + digit.group() + " comes from no fact");
        }
      }
    }
    return Optional.empty();
  }

  /// Leaves out quotations that stand word for word in a fact.
  private static String unquoted(String text, Collection<Fact> facts) {
    return QUOTED
        .matcher(text)
        .replaceAll(match ->
            facts.stream().anyMatch(fact -> says(fact, match.group(1)))
                ? ""
                : Matcher.quoteReplacement(match.group()));
  }

  private static boolean says(Fact fact, String words) {
    return !words.isBlank()
        && (fact.name().contains(words)
            || (fact.value() instanceof FactValue.Text(var value) && value.contains(words)));
  }

  private static Optional<String> wrongDirection(Statement statement, Map<String, Fact> facts) {
    var parts = statement.parts();
    for (int i = 0; i < parts.size(); i++) {
      if (!(parts.get(i) instanceof Statement.Part.Words(var text))) {
        continue;
      }
      var words = WORD.matcher(text);
      while (words.find()) {
        var direction = Direction.of(words.group());
        if (direction.isEmpty() || negated(text.substring(0, words.start()))) {
          continue;
        }
        var rest = text.substring(words.end());
        boolean compares =
            ADJECTIVE.matcher(words.group()).matches() && THAN.matcher(rest).matches();
        if (compares) {
          var sizes = sizes(statement.parts(), i, facts);
          if (sizes.isPresent()) {
            var fits = direction.get().fits(sizes.get(), "");
            if (fits.isPresent() && !fits.get()) {
              return Optional.of(
                  "\"" + words.group() + "\" does not agree with the figures beside it");
            }
            continue;
          }
        }
        boolean another =
            WORD.matcher(rest).results().anyMatch(w -> Direction.of(w.group()).isPresent());
        var clash =
            another || compares
                ? before(words.group(), direction.get(), statement, i, facts)
                : clash(words.group(), direction.get(), statement, i, facts);
        if (clash.isPresent()) {
          return clash;
        }
      }
    }
    return Optional.empty();
  }

  /// In "{F1} is smaller than {F2}": how their sizes compare, whatever their signs. A change is
  /// held against the smallest that matters so.
  private static Optional<Double> sizes(
      List<Statement.Part> parts, int at, Map<String, Fact> facts) {
    return at > 0
            && at + 1 < parts.size()
            && parts.get(at - 1) instanceof Statement.Part.Figure(var first)
            && parts.get(at + 1) instanceof Statement.Part.Figure(var second)
            && isNumber(known(facts, first))
            && isNumber(known(facts, second))
            && difference(known(facts, first)).isPresent()
        ? Optional.of(
            Math.signum(
                Math.abs(known(facts, first).number()) - Math.abs(known(facts, second).number())))
        : Optional.empty();
  }

  private static boolean negated(String before) {
    return before.matches(
        "(?is)(.*\\W)?(not|no|never|nor|without|than|did not|didn't|does not)\\s+(\\w+\\s+)?");
  }

  /// The first difference after the word (up to the next comparative word), else the one just
  /// before it in the same clause, must point where the word does.
  private static Optional<String> clash(
      String word, Direction direction, Statement statement, int at, Map<String, Fact> facts) {
    var parts = statement.parts();
    for (int i = at + 1; i < parts.size(); i++) {
      int figure = i;
      switch (parts.get(i)) {
        case Statement.Part.Words(var text) -> {
          if (WORD.matcher(text).results().anyMatch(w -> Direction.of(w.group()).isPresent())) {
            return before(word, direction, statement, at, facts);
          }
        }
        case Statement.Part.Figure(var id) -> {
          var fact = known(facts, id);
          var sign = difference(fact).or(() -> fromTo(parts, figure, facts));
          if (sign.isPresent() && difference(fact).isPresent() && isReached(parts, at, i, word)) {
            // "Shrinks to {F1}": that is where it ends, not by how much it moved.
            return Optional.empty();
          }
          if (sign.isPresent()) {
            return verdict(word, direction, sign.get(), fact);
          }
          if (ADJECTIVE.matcher(word).matches()) {
            return before(word, direction, statement, at, facts);
          }
        }
      }
    }
    return before(word, direction, statement, at, facts);
  }

  private static boolean isReached(List<Statement.Part> parts, int at, int figure, String word) {
    return figure == at + 1
        && parts.get(at) instanceof Statement.Part.Words(var text)
        && text.matches("(?s).*\\b" + Pattern.quote(word) + "\\s+to\\s+");
  }

  private static Optional<String> before(
      String word, Direction direction, Statement statement, int at, Map<String, Fact> facts) {
    var parts = statement.parts();
    if (at == 0
        || !(parts.get(at) instanceof Statement.Part.Words(var text))
        || !(parts.get(at - 1) instanceof Statement.Part.Figure(var id))) {
      return Optional.empty();
    }
    var gap = text.substring(0, Math.max(0, text.indexOf(word)));
    if (CLAUSE_END.matcher(gap).find()) {
      return Optional.empty();
    }
    var fact = known(facts, id);
    return difference(fact).flatMap(sign -> verdict(word, direction, sign, fact));
  }

  private static Optional<String> verdict(
      String word, Direction direction, double sign, Fact fact) {
    return direction
        .fits(sign, fact.name())
        .filter(fits -> !fits)
        .map(_ ->
            "\"" + word + "\" does not agree with " + fact.name() + " = " + FactWriter.write(fact));
  }

  /// The sign of a fact that is a difference, or of a ratio's distance from one.
  private static Optional<Double> difference(Fact fact) {
    if (!(fact.value() instanceof FactValue.Real) && !(fact.value() instanceof FactValue.Whole)) {
      return Optional.empty();
    }
    if (fact.unit().equals(Unit.POINTS)
        || fact.unit().equals(Unit.CHANGE)
        || fact.name().matches(".*[._](change|difference|delta|growth)(\\[.*)?")) {
      return Optional.of(Math.signum(fact.number()));
    }
    return fact.unit().equals(Unit.RATIO)
        ? Optional.of(Math.signum(fact.number() - 1))
        : Optional.empty();
  }

  /// In "from {F1} to {F2}": the sign of the step.
  private static Optional<Double> fromTo(
      List<Statement.Part> parts, int at, Map<String, Fact> facts) {
    if (at + 2 < parts.size()
        && parts.get(at - 1) instanceof Statement.Part.Words(var before)
        && FROM_TO.matcher(before).matches()
        && parts.get(at + 1) instanceof Statement.Part.Words(var between)
        && between.strip().equals("to")
        && parts.get(at) instanceof Statement.Part.Figure(var first)
        && parts.get(at + 2) instanceof Statement.Part.Figure(var second)) {
      var from = known(facts, first);
      var to = known(facts, second);
      if (isNumber(from) && isNumber(to) && from.unit().equals(to.unit())) {
        return Optional.of(Math.signum(to.number() - from.number()));
      }
    }
    return Optional.empty();
  }

  private static boolean isNumber(Fact fact) {
    return (fact.value() instanceof FactValue.Real || fact.value() instanceof FactValue.Whole)
        && !fact.unit().equals(Unit.ROW_NUMBER);
  }

  private static Fact known(Map<String, Fact> facts, String id) {
    var fact = facts.get(id);
    if (fact == null) {
      throw new IllegalStateException("placeholder {" + id + "} was checked before");
    }
    return fact;
  }
}
