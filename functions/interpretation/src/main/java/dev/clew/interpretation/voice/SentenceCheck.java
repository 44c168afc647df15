package dev.clew.interpretation.voice;

import dev.clew.evidence.Evidence;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Unit;
import dev.clew.interpretation.ClaimCheck;
import dev.clew.interpretation.Direction;
import dev.clew.interpretation.Sentences;
import dev.clew.interpretation.Statement;
import dev.clew.models.guard.Redaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Holds a model's sentence against the findings it speaks of. What a skill's own sentences claim
/// is licensed: a model may say it in other words, and no more.
///
/// 1. figures are placeholders of facts that exist; no digit, no number in words (see
///    [ClaimCheck]);
/// 2. figures that are set against each other ("of", "from .. to", "than") are set so by a finding,
///    or are of one kind and stand as the words say;
/// 3. a figure of one tool, model or slice is not said of another;
/// 4. a comparative is shown by a figure beside it, or stands in the finding;
/// 5. a cause, a "not", an "all", a "most" stands in the finding, in the same sense;
/// 6. names stand in the evidence;
/// 7. no links, no markup, no orders, nothing of the data's own words at length.
final class SentenceCheck {
  private static final int LONGEST = 600;
  private static final int ECHO_WORDS = 6;
  private static final Pattern ANY_NUMBER = Pattern.compile("\\p{N}");
  private static final Pattern QUOTED =
      Pattern.compile(
          "`([^`]*)`|\u201c([^\u201c\u201d]*)\u201d|\"([^\"]*)\"|(?<!\\p{L})'([^']*)'(?!\\p{L})");
  private static final Pattern FIELD_TERM =
      Pattern.compile(
          "(?i)\\b(?:F1|F2|R2|L1|L2|p[0-9]{2}|(?:NDCG|MAP|MRR|recall|precision|hit|top)@[0-9]+|pass\\^[0-9k]|UTF-8|ISO 8601|SHA-256|HTTP [1-5][0-9]{2})\\b");
  private static final Pattern NAMED_WITH_DIGITS =
      Pattern.compile("(?<![\\p{L}\\p{N}_.])[\\p{L}\\p{N}][\\p{L}\\p{N}_./:@-]*[\\p{L}\\p{N}]");
  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:[-'\u2019]\\p{L}+)*");
  private static final Pattern RELATION =
      Pattern.compile(
          "(?i)^\\W*(?:\\p{L}+\\s+){0,2}?(of(?: (?:the|all|these|those|its|their))?|out of(?: the)?|to|than|against|versus|vs\\.?|compared (?:with|to)|as against)\\W*$");

  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final Map<String, Fact> facts;
  private final Lexicon lexicon;
  private final List<String> untrusted;

  /// @param untrusted text from the data that the model saw
  /// @param texts what else may be spoken of: the question, the target, the skill's card
  SentenceCheck(
      Collection<Finding> findings,
      Collection<Fact> facts,
      Collection<Evidence> evidence,
      List<String> untrusted,
      List<String> texts) {
    findings.forEach(finding -> this.findings.put(finding.id(), finding));
    this.facts = Statement.byId(facts);
    this.lexicon = new Lexicon(findings, facts, evidence, texts);
    this.untrusted = untrusted.stream().map(SentenceCheck::plain).toList();
  }

  /// What is wrong with a sentence, in words that help to write it better; empty when it holds.
  ///
  /// @param about the findings it says it speaks of
  Optional<String> wrong(String sentence, List<String> about, Manner manner) {
    if (sentence.length() > LONGEST) {
      return Optional.of("it is longer than " + LONGEST + " characters");
    }
    if (sentence.chars().anyMatch(SentenceCheck::isInvisible)) {
      return Optional.of("it holds control or invisible characters");
    }
    var unknown = about.stream().filter(id -> !findings.containsKey(id)).findFirst();
    if (unknown.isPresent()) {
      return Optional.of("there is no finding " + unknown.get());
    }
    if (about.isEmpty()) {
      return Optional.of("it names no finding it rests on");
    }
    Statement statement;
    try {
      statement = Statement.parse(sentence);
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    var license = about.stream().map(findings::get).map(Finding::statement).toList();
    if (license.stream().anyMatch(own -> Sentences.of(own).contains(sentence))) {
      // Said as the skill says it.
      return Optional.empty();
    }
    return strangeMarks(sentence)
        .or(() -> wrongQuotation(statement))
        .or(() -> wrongNumber(statement, license))
        .or(() -> ClaimCheck.wrong(withoutNames(sentence), facts.values()))
        .or(() -> wrongPair(statement, license))
        .or(() -> wrongOwner(statement))
        .or(() -> wrongNeighbour(statement))
        .or(() -> foreignFigure(statement, about))
        .or(() -> wrongName(statement))
        .or(() -> echo(statement))
        .or(() ->
            manner == Manner.CLAIM
                ? wrongClaim(sentence, statement, license)
                : wrongAdvice(sentence, license));
  }

  private static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE -> true;
      default -> false;
    };
  }

  private static Optional<String> strangeMarks(String sentence) {
    var markup = WordLists.MARKUP.matcher(sentence);
    if (markup.find()) {
      return Optional.of("links, addresses and markup are not allowed: " + markup.group());
    }
    if (Redaction.of(sentence).count() > 0) {
      return Optional.of("it holds what looks like a secret or personal data");
    }
    var order = WordLists.ORDERS.matcher(sentence);
    return order.find()
        ? Optional.of("\"" + order.group() + "\" is no part of an explanation of data")
        : Optional.empty();
  }

  private Optional<String> wrongQuotation(Statement statement) {
    for (var text : words(statement)) {
      var quoted = QUOTED.matcher(text);
      while (quoted.find()) {
        var inside = inside(quoted);
        if (!inside.isBlank() && !lexicon.says(inside)) {
          return Optional.of("\"" + inside + "\" stands in no fact, finding or question");
        }
      }
    }
    return Optional.empty();
  }

  private static String inside(java.util.regex.Matcher quoted) {
    for (int group = 1; group <= quoted.groupCount(); group++) {
      if (quoted.group(group) != null) {
        return quoted.group(group);
      }
    }
    return "";
  }

  private Optional<String> wrongNumber(Statement statement, List<String> license) {
    for (var text : words(statement)) {
      var bare = withoutNames(text);
      var term = FIELD_TERM.matcher(bare);
      while (term.find()) {
        if (!lexicon.knows(term.group()) && !lexicon.says(term.group())) {
          return Optional.of("\"" + term.group() + "\" stands in no fact");
        }
      }
      var rest = FIELD_TERM.matcher(bare).replaceAll(" ");
      var number = ANY_NUMBER.matcher(rest);
      if (number.find()) {
        return Optional.of(
            "the number " + number.group() + " is typed; write the fact's placeholder instead");
      }
      for (var pattern : List.of(WordLists.NUMBERS, WordLists.ONE, WordLists.SMALL_NUMBERS)) {
        var word = pattern.matcher(rest);
        boolean lent =
            pattern != WordLists.NUMBERS
                && license.stream().anyMatch(own -> pattern.matcher(own).find());
        if (!lent && word.find()) {
          return Optional.of(
              "\""
                  + word.group()
                  + "\" is a number in words; write the fact's placeholder, or leave it out");
        }
      }
      if (rest.indexOf('%') >= 0 || rest.indexOf('\u2030') >= 0) {
        return Optional.of("a % sign is typed; the placeholder brings its unit");
      }
    }
    return Optional.empty();
  }

  /// The text without quotations and names that stand in the evidence.
  private String withoutNames(String text) {
    var unquoted =
        QUOTED
            .matcher(text)
            .replaceAll(match -> {
              var marked = match.group();
              var inside = marked.substring(1, marked.length() - 1);
              return java.util.regex.Matcher.quoteReplacement(
                  !inside.contains("{") && lexicon.says(inside) ? " it " : marked);
            });
    return NAMED_WITH_DIGITS
        .matcher(unquoted)
        .replaceAll(match -> {
          var name = match.group();
          boolean named =
              name.chars().anyMatch(Character::isLetter)
                  && name.chars().anyMatch(Character::isDigit)
                  && !FIELD_TERM.matcher(name).matches()
                  && !inPlaceholder(unquoted, match.start())
                  && lexicon.says(name);
          return java.util.regex.Matcher.quoteReplacement(named ? "it" : name);
        });
  }

  private static boolean inPlaceholder(String text, int at) {
    return at > 0 && text.charAt(at - 1) == '{';
  }

  /// Figures in a relation: a finding relates them so, or they are of one kind and the words fit.
  private Optional<String> wrongPair(Statement statement, List<String> license) {
    var parts = statement.parts();
    for (int i = 0; i + 2 < parts.size(); i++) {
      if (!(parts.get(i) instanceof Statement.Part.Figure(var first))
          || !(parts.get(i + 1) instanceof Statement.Part.Words(var between))
          || !(parts.get(i + 2) instanceof Statement.Part.Figure(var second))) {
        continue;
      }
      var relation = RELATION.matcher(between);
      if (!relation.matches() || related(first, second, license)) {
        continue;
      }
      var word = relation.group(1).toLowerCase(java.util.Locale.ROOT);
      var one = fact(first);
      var other = fact(second);
      boolean share = word.startsWith("of") || word.startsWith("out of");
      if (word.equals("to") && isBackwards(one, other)) {
        return Optional.of("{" + first + "} is the later one, {" + second + "} the baseline");
      }
      if (share
          ? !isPartOf(one, other)
          : !one.unit().equals(other.unit()) || !path(one).equals(path(other))) {
        return Optional.of(
            "no finding sets {" + first + "} against {" + second + "} with \"" + word + "\"");
      }
    }
    return Optional.empty();
  }

  private static boolean isBackwards(Fact one, Fact other) {
    return "baseline".equals(Lexicon.qualifiers(other).get("window"))
        && !"baseline".equals(Lexicon.qualifiers(one).get("window"));
  }

  private static boolean isPartOf(Fact one, Fact other) {
    return isNumber(one)
        && isNumber(other)
        && one.unit().equals(other.unit())
        && Lexicon.qualifiers(one).equals(Lexicon.qualifiers(other))
        && head(one).equals(head(other))
        && one.number() <= other.number();
  }

  private static String head(Fact fact) {
    return fact.name().replaceFirst("[.\\[].*$", "");
  }

  private static boolean related(String first, String second, List<String> license) {
    return license.stream()
        .flatMap(text -> Sentences.of(text).stream())
        .anyMatch(sentence -> {
          int at = sentence.indexOf("{" + first + "}");
          return at >= 0 && sentence.indexOf("{" + second + "}", at) > at;
        });
  }

  private static String path(Fact fact) {
    int open = fact.name().indexOf('[');
    return open < 0 ? fact.name() : fact.name().substring(0, open);
  }

  /// A figure of one of several is not said of another that the sentence names alone.
  private Optional<String> wrongOwner(Statement statement) {
    var said = statement.toString();
    var textsOf =
        statement.factIds().stream()
            .map(this::fact)
            .map(Fact::value)
            .filter(FactValue.Text.class::isInstance)
            .map(value -> ((FactValue.Text) value).value())
            .toList();
    for (var id : statement.factIds()) {
      for (var qualifier : Lexicon.qualifiers(fact(id)).entrySet()) {
        if (isNamed(qualifier.getValue(), said, textsOf)) {
          continue;
        }
        for (var other : lexicon.valuesOf(qualifier.getKey())) {
          if (!other.equals(qualifier.getValue())
              && !qualifier.getValue().contains(other)
              && !hasFigureOf(statement, qualifier.getKey(), other)
              && isNamed(other, said, textsOf)) {
            return Optional.of(
                "{"
                    + id
                    + "} is of "
                    + qualifier.getKey()
                    + " "
                    + qualifier.getValue()
                    + ", and the sentence speaks of "
                    + other);
          }
        }
      }
    }
    return Optional.empty();
  }

  private boolean hasFigureOf(Statement statement, String qualifier, String value) {
    return statement.factIds().stream()
        .anyMatch(id -> value.equals(Lexicon.qualifiers(fact(id)).get(qualifier)));
  }

  /// What stands right behind a figure is said of it: "{F5} in the baseline" must be of the
  /// baseline.
  private Optional<String> wrongNeighbour(Statement statement) {
    var parts = statement.parts();
    for (int i = 0; i + 1 < parts.size(); i++) {
      if (!(parts.get(i) instanceof Statement.Part.Figure(var id))
          || !(parts.get(i + 1) instanceof Statement.Part.Words(var words))) {
        continue;
      }
      var behind = words.split("[,;:.()]|\\b(?:against|than|versus|to|and|while|but)\\b", 2)[0];
      for (var qualifier : Lexicon.qualifiers(fact(id)).entrySet()) {
        if (isNamed(qualifier.getValue(), behind, List.of())) {
          continue;
        }
        for (var other : lexicon.valuesOf(qualifier.getKey())) {
          if (!qualifier.getValue().contains(other) && isNamed(other, behind, List.of())) {
            return Optional.of(
                "{"
                    + id
                    + "} is of "
                    + qualifier.getKey()
                    + " "
                    + qualifier.getValue()
                    + ", not "
                    + other);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isNamed(String value, String sentence, List<String> texts) {
    return texts.contains(value)
        || (value.length() > 2
            && Pattern.compile(
                    "(?i)(?<![\\p{L}\\p{N}_-])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}_-])")
                .matcher(sentence)
                .find());
  }

  /// A figure that belongs to none of the findings must at least be called by its name.
  private Optional<String> foreignFigure(Statement statement, List<String> about) {
    var own =
        about.stream()
            .flatMap(id -> java.util.stream.Stream.ofNullable(findings.get(id)))
            .flatMap(finding -> finding.factIds().stream())
            .collect(Collectors.toSet());
    var said =
        words(statement).stream()
            .flatMap(text -> WORD.matcher(text).results())
            .map(match -> stem(match.group()))
            .collect(Collectors.toSet());
    for (var id : statement.factIds()) {
      if (own.contains(id)) {
        continue;
      }
      var called =
          WORD.matcher(fact(id).name().replaceAll("[._\\[\\]=]", " "))
              .results()
              .map(match -> stem(match.group()))
              .filter(word -> word.length() > 2)
              .anyMatch(said::contains);
      if (!called) {
        return Optional.of(
            "{" + id + "} is " + fact(id).name() + ", and the sentence does not speak of that");
      }
    }
    return Optional.empty();
  }

  private static String stem(String word) {
    return word.toLowerCase(java.util.Locale.ROOT)
        .replaceAll("(?<=\\p{L}{3})(?:ies|ing|ed|es|s|y|e)$", "");
  }

  private Optional<String> wrongName(Statement statement) {
    for (var text : words(statement)) {
      var stranger = lexicon.stranger(withoutNames(text));
      if (stranger.isPresent()) {
        return stranger.map(name -> "\"" + name + "\" is a name that stands in no evidence");
      }
    }
    return Optional.empty();
  }

  /// The data's own words at length, unquoted, would let the data speak.
  private Optional<String> echo(Statement statement) {
    for (var text : words(statement)) {
      var said = plain(text).split(" ");
      for (int i = 0; i + ECHO_WORDS <= said.length; i++) {
        var run = " " + String.join(" ", List.of(said).subList(i, i + ECHO_WORDS)) + " ";
        if (untrusted.stream().anyMatch(data -> data.contains(run))) {
          return Optional.of("it repeats the data's own words:" + run.stripTrailing());
        }
      }
    }
    return Optional.empty();
  }

  private static String plain(String text) {
    return " "
        + text.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip()
        + " ";
  }

  private Optional<String> wrongClaim(String sentence, Statement statement, List<String> license) {
    return wrongDirection(sentence, statement, license)
        .or(() -> wrongCause(sentence, license))
        .or(() -> wrongNegation(sentence, license))
        .or(() -> wrongQuantity(sentence, statement, license));
  }

  private Optional<String> wrongDirection(
      String sentence, Statement statement, List<String> license) {
    var licensed = directions(license);
    var words = WORD.matcher(sentence);
    while (words.find()) {
      var direction = Direction.of(words.group());
      if (direction.isEmpty() || inPlaceholder(sentence, words.start())) {
        continue;
      }
      var compared = compared(statement, words.group());
      if (compared.filter(fits -> !fits).isPresent()) {
        return Optional.of("\"" + words.group() + "\" does not agree with the figures beside it");
      }
      if (compared.isPresent() || shown(sentence, words.start(), words.end(), direction.get())) {
        continue;
      }
      if (!licensed.contains(direction.get()) || licensed.contains(direction.get().opposite())) {
        return Optional.of(
            "\"" + words.group() + "\" is shown by no figure in the sentence and by no finding");
      }
    }
    return Optional.empty();
  }

  private static Set<Direction> directions(List<String> license) {
    var found = EnumSet.noneOf(Direction.class);
    for (var text : license) {
      WORD.matcher(text)
          .results()
          .forEach(word -> Direction.of(word.group()).ifPresent(found::add));
    }
    return found;
  }

  /// Two numbers of one kind with a "than" or "against" between them: which is larger is known.
  private Optional<Boolean> compared(Statement statement, String word) {
    var direction = Direction.of(word).orElseThrow();
    var parts = statement.parts();
    for (int i = 0; i + 2 < parts.size(); i++) {
      if (parts.get(i) instanceof Statement.Part.Figure(var first)
          && parts.get(i + 1) instanceof Statement.Part.Words(var between)
          && parts.get(i + 2) instanceof Statement.Part.Figure(var second)
          && between.matches("(?is).*\\b(?:than|against|versus|vs|compared (?:with|to))\\b.*")) {
        var one = fact(first);
        var other = fact(second);
        if (isNumber(one)
            && isNumber(other)
            && one.unit().equals(other.unit())
            && !one.unit().equals(Unit.POINTS)
            && !one.unit().equals(Unit.CHANGE)
            && (direction == Direction.UP || direction == Direction.DOWN)) {
          double sign = Math.signum(one.number() - other.number());
          return Optional.of(direction == Direction.UP ? sign > 0 : sign < 0);
        }
      }
    }
    return Optional.empty();
  }

  /// Whether a figure shows what the word says: then the opposite word is refused for it.
  private boolean shown(String sentence, int from, int to, Direction direction) {
    var opposite =
        switch (direction) {
          case UP -> "fell";
          case DOWN -> "rose";
          case BETTER -> "worsened";
          case WORSE -> "improved";
        };
    var adjective =
        switch (direction) {
          case UP -> "lower";
          case DOWN -> "higher";
          case BETTER -> "worse";
          case WORSE -> "better";
        };
    for (var word : List.of(opposite, adjective)) {
      var turned = sentence.substring(0, from) + word + sentence.substring(to);
      if (ClaimCheck.wrong(withoutNames(turned), facts.values()).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> wrongCause(String sentence, List<String> license) {
    for (var clause : WordLists.clauses(sentence)) {
      var cause = WordLists.CAUSES.matcher(clause);
      if (!cause.find()) {
        continue;
      }
      boolean negated = WordLists.NEGATIONS.matcher(clause).find();
      boolean licensed =
          license.stream()
              .flatMap(text -> Sentences.of(text).stream())
              .flatMap(text -> WordLists.clauses(text).stream())
              .anyMatch(text ->
                  WordLists.CAUSES.matcher(text).find()
                      && WordLists.NEGATIONS.matcher(text).find() == negated
                      && contentWords(text).stream().anyMatch(contentWords(clause)::contains));
      if (!licensed) {
        return Optional.of(
            "\""
                + cause.group()
                + "\" claims a cause, and no finding it rests on tested "
                + (negated ? "that there is none" : "one"));
      }
    }
    return Optional.empty();
  }

  /// A "not" stands in a finding's own "not", of the same thing.
  private Optional<String> wrongNegation(String sentence, List<String> license) {
    var denied =
        license.stream()
            .flatMap(text -> Sentences.of(text).stream())
            .flatMap(text -> WordLists.clauses(text).stream())
            .filter(text -> WordLists.NEGATIONS.matcher(text).find())
            .map(SentenceCheck::contentWords)
            .toList();
    for (var clause : WordLists.clauses(sentence)) {
      var negation = WordLists.NEGATIONS.matcher(clause);
      if (!negation.find()) {
        continue;
      }
      var said = contentWords(clause);
      if (denied.stream().noneMatch(words -> words.stream().anyMatch(said::contains))) {
        return Optional.of(
            "\"" + negation.group() + "\" denies what no finding it rests on denies");
      }
    }
    return Optional.empty();
  }

  /// Stems of the words that say what a clause is about; placeholders count as what they name.
  private static Set<String> contentWords(String clause) {
    var bare = WordLists.NEGATIONS.matcher(clause).replaceAll(" ");
    return Pattern.compile("\\{F[0-9]+\\}|\\p{L}{4,}")
        .matcher(bare)
        .results()
        .map(match -> match.group())
        .filter(word -> !WordLists.EMPTY.contains(word.toLowerCase(java.util.Locale.ROOT)))
        .map(word -> word.startsWith("{") ? word : stem(word))
        .collect(Collectors.toSet());
  }

  private Optional<String> wrongQuantity(
      String sentence, Statement statement, List<String> license) {
    var licensed = EnumSet.noneOf(WordLists.Quantity.class);
    license.forEach(text -> licensed.addAll(WordLists.Quantity.in(text)));
    for (var quantity : WordLists.Quantity.in(sentence)) {
      boolean shown =
          switch (quantity) {
            case MOST -> statement.factIds().stream().map(this::fact).anyMatch(this::isMajority);
            case FEW -> statement.factIds().stream().map(this::fact).anyMatch(this::isMinority);
            case ALL, NONE, ONLY -> false;
          };
      if (!shown && !licensed.contains(quantity)) {
        return Optional.of(
            "\""
                + quantity.word(sentence).orElse("")
                + "\" says how many, and no finding it rests on says so");
      }
    }
    return Optional.empty();
  }

  private boolean isMajority(Fact fact) {
    return fact.unit().equals(Unit.SHARE) && isNumber(fact) && fact.number() > 0.5;
  }

  private boolean isMinority(Fact fact) {
    return fact.unit().equals(Unit.SHARE) && isNumber(fact) && fact.number() < 0.5;
  }

  private Optional<String> wrongAdvice(String sentence, List<String> license) {
    if (!WordLists.WARNS.matcher(sentence).find()) {
      var negation = wrongNegation(sentence, license);
      if (negation.isPresent()) {
        return negation;
      }
    }
    for (var clause : WordLists.clauses(sentence)) {
      var cause = WordLists.CAUSES.matcher(clause);
      if (cause.find() && !WordLists.ASKS_WHY.matcher(clause.substring(0, cause.end())).find()) {
        return Optional.of("\"" + cause.group() + "\" claims a cause in an advice");
      }
    }
    return Optional.empty();
  }

  private static List<String> words(Statement statement) {
    var texts = new ArrayList<String>();
    for (var part : statement.parts()) {
      if (part instanceof Statement.Part.Words(var text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private Fact fact(String id) {
    var fact = facts.get(id);
    if (fact == null) {
      throw new IllegalStateException("placeholder {" + id + "} was checked before");
    }
    return fact;
  }

  private static boolean isNumber(Fact fact) {
    return fact.value() instanceof FactValue.Whole || fact.value() instanceof FactValue.Real;
  }
}
