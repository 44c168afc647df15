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
import dev.clew.models.context.PlainName;
import dev.clew.models.guard.Redaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /// New words that a claim with figures may hold: figures are held against the findings too. One
  /// of words alone may hold none.
  private static final int MOST_NEW = 1;

  /// Behind these a figure is not itself what is spoken of.
  private static final Pattern PART_OF_ITS =
      Pattern.compile(
          "(?is).*\\b(?:of|among|in|all|out of|from|for|than|with|to)(?: (?:the|all|these|those|its))*\\s*");

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
          "(?i)^\\W*(?:\\p{L}+\\s+){0,2}?(instead of|of(?: (?:the|all|these|those|its|their))?|out of(?: the)?|to|than|against|versus|vs\\.?|compared (?:with|to)|as against)\\W*$");

  private static final Pattern SHARE_OF =
      Pattern.compile(
          "(?i)^ of (?:the |all |its |their |these |those |every )*(?:\\p{L}+ )?(\\p{L}{3,})");
  private static final Pattern IS_STEADY =
      Pattern.compile(
          "(?i)\\b(?:is|are|stays?|remains?) (?:now |always )?(?:constant|always|fixed|unchanged|the same)\\b");
  private static final Pattern WAS_STEADY =
      Pattern.compile("(?i)\\b(?:was|were) (?:always|constant|fixed)\\b");
  private static final Pattern EVERY_TIME =
      Pattern.compile("(?i)\\b(?:every time|each time|wholly)\\b");
  private static final Pattern LARGEST_PART =
      Pattern.compile("(?i)\\bthe (?:largest|biggest|greatest) (?:part|share|portion)\\b");
  private static final Pattern ENDS_CLAUSE =
      Pattern.compile("[;:,.()]|\\b(?:and|while|where|but|whereas|against|than|in|since|by)\\b");
  private static final Pattern OUTERMOST =
      Pattern.compile(
          "(?i)\\b(largest|smallest|biggest|longest|shortest|slowest|fastest|highest|lowest) (tenth|trace|run|call|span|step|model|operation|caller|service|part|share|session|user|prompt|answer|slice|bin|group|row|column)s?\\b");
  private static final Pattern CLAUSE_BETWEEN =
      Pattern.compile("(?i)[;:]|\\b(?:but|while|whereas|although|though)\\b");
  private static final Pattern LITTLE_LEFT =
      Pattern.compile(
          "(?i)\\b(?:little|less) (?:is|was|remains?) left\\b|\\blittle (?:is|was) left\\b");
  private static final Pattern METRIC =
      Pattern.compile(
          "(?i)\\b(?:accuracy|precision|recall|auc|rmse|mae|mape|brier|calibration|jensen-shannon|wasserstein|psi|log loss)\\b");
  private static final Pattern FALLS_ON =
      Pattern.compile(
          "(?i)(?:falls?|fell|fallen|falling) (?:on|onto|into|within|outside|under|apart|together)\\b");
  private static final Pattern OFTEN = Pattern.compile("(?i)(?:more|less) often\\b");
  private static final Pattern THAN_ALL =
      Pattern.compile(
          "(?i)\\p{L}+(?: \\p{L}+){0,3} than (?:any other|any of the others|all (?:the )?others?|all other|every other|the others|the rest)\\b");
  private static final Pattern AGAINST =
      Pattern.compile("(?i)\\s*(?:against|versus|vs\\.?|compared (?:with|to)|as against)\\s*");
  private static final Map<Direction, Pattern> SUPERLATIVES =
      Map.of(
          Direction.UP,
          Pattern.compile(
              "(?i)\\bthe (?:most|largest|biggest|highest|heaviest|dearest|costliest|longest)\\b(?! part)|\\b(?:leads|tops)\\b(?! to\\b)"),
          Direction.DOWN,
          Pattern.compile("(?i)\\bthe (?:least|smallest|lowest|lightest|cheapest|shortest)\\b"),
          Direction.WORSE,
          Pattern.compile("(?i)\\bthe slowest\\b"),
          Direction.BETTER,
          Pattern.compile("(?i)\\bthe (?:fastest|quickest)\\b"));
  private static final Pattern VANISHES =
      Pattern.compile("(?i)\\b(?:vanish(?:es|ed)?|disappear(?:s|ed)?|missing|gone)\\b");
  private static final Pattern UP_OR_DOWN =
      Pattern.compile(
          "(?i)\\b(?:came|comes?|went|goes|gone|is|was|are|were|moved?|brought) (?:\\p{L}+ly )?(up|down)\\b");

  private static final Pattern ONLY_SO_FEW = Pattern.compile("(?i)\\bonly \\{(F[0-9]+)}");
  private static final Pattern SURE =
      Pattern.compile(
          "(?i)\\b(?:certainly|definitely|undoubtedly|undeniably|unquestionably|surely|reliably|(?:without|no) doubt|beyond doubt"
              + "|for (?:sure|certain)|proven|it is (?:certain|clear|obvious) that)\\b");

  /// How far findings must support what is said to be sure.
  private static final double SURE_ENOUGH = 0.9;

  private static final Pattern STATES =
      Pattern.compile(
          "(?i)^\\W*(?:(?:it|they|this|these|those)\\b|(?:the|this|that|these|those|it|its|all|both|most|every) [^,;:]*?\\b(?:is|are|was|were|has|have|did|does)\\b"
              + "|(?:nothing|no|none|nobody|everything|everybody|all)\\b)");

  private static final Pattern ORDINAL =
      Pattern.compile("(?i)\\bthe (first|last|earliest|latest|final)\\b");
  private static final Pattern CONTRAST = Pattern.compile("(?i), (?:and )?not [^,;:]+$");
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_])[\\p{L}\\p{N}]+(?:_[\\p{L}\\p{N}]+){1,3}(?![\\p{L}\\p{N}_])");

  private static final Pattern ANSWERS_NO = Pattern.compile("(?i)\\bthe answer is no\\b");

  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final Map<String, Fact> facts;
  private final Lexicon lexicon;
  private final List<String> untrusted;
  private final List<String> prompts;

  /// What findings say beside their figures and the data's words: it is ours.
  private final List<String> own;

  private final Licence everything;
  private final List<String> spokenOf;

  /// @param untrusted text from the data that the model saw
  /// @param spokenOf the question and the target: claims may use their words
  /// @param texts what else may be named: the question, the target, the skill's card
  /// @param prompts what the model was told to do, which is nobody's answer
  SentenceCheck(
      Collection<Finding> findings,
      Collection<Fact> facts,
      Collection<Evidence> evidence,
      List<String> untrusted,
      List<String> spokenOf,
      List<String> texts,
      List<String> prompts) {
    this.spokenOf = List.copyOf(spokenOf);
    findings.forEach(finding -> this.findings.put(finding.id(), finding));
    this.facts = Statement.byId(facts);
    this.lexicon = new Lexicon(findings, facts, evidence, both(spokenOf, texts));
    this.everything = new Licence(this.findings.values(), this.facts);
    this.untrusted =
        Stream.concat(
                untrusted.stream(),
                facts.stream()
                    .flatMap(fact -> Lexicon.qualifiers(fact).values().stream())
                    .filter(name -> !PlainName.is(name)))
            .map(SentenceCheck::plain)
            .distinct()
            .toList();
    this.prompts = prompts.stream().map(SentenceCheck::plain).toList();
    this.own =
        findings.stream()
            .flatMap(finding -> Stream.of(finding.title(), finding.statement()))
            .map(SentenceCheck::plain)
            .toList();
  }

  private static List<String> both(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
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
    var licence =
        new Licence(
            about.stream().distinct().flatMap(id -> Stream.ofNullable(findings.get(id))).toList(),
            facts);
    if (licence.statements().stream().anyMatch(own -> Sentences.of(own).contains(sentence))) {
      // Said as the skill says it.
      return Optional.empty();
    }
    return strangeMarks(sentence)
        .or(() -> wrongQuotation(statement))
        .or(() -> wrongNumber(statement, licence))
        .or(() -> ClaimCheck.wrong(withoutNames(sentence), facts.values()))
        .or(() -> wrongPair(statement, licence))
        .or(() -> wrongOwner(statement))
        .or(() -> wrongNeighbour(statement))
        .or(() -> foreignFigure(statement, about))
        .or(() -> misplaced(statement, licence))
        .or(() -> wrongShare(statement, licence))
        .or(() -> otherWhole(statement, licence))
        .or(() -> wholeAsPart(statement, licence))
        .or(() -> otherPart(statement, licence))
        .or(() -> otherThing(statement, licence))
        .or(() -> wrongMetric(statement, licence))
        .or(() -> wrongName(statement))
        .or(() -> unknownOwner(statement, about))
        .or(() -> echo(statement))
        .or(() ->
            manner == Manner.CLAIM
                ? wrongClaim(sentence, statement, licence, about)
                : wrongAdvice(sentence, statement, licence, about));
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

  private static String inside(Matcher quoted) {
    for (int group = 1; group <= quoted.groupCount(); group++) {
      if (quoted.group(group) != null) {
        return quoted.group(group);
      }
    }
    return "";
  }

  private Optional<String> wrongNumber(Statement statement, Licence licence) {
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
            pattern.equals(WordLists.NUMBERS)
                ? isLentNumber(rest, statement, licence)
                : pattern
                    .matcher(rest)
                    .results()
                    .map(match -> Pattern.compile("(?i)\\b" + Pattern.quote(match.group()) + "\\b"))
                    .allMatch(own ->
                        licence.statements().stream().anyMatch(said -> own.matcher(said).find()));
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

  /// Whether a finding says each of these numbers in words of a figure of the sentence: "nine in
  /// ten at most {F1}".
  private static boolean isLentNumber(String text, Statement statement, Licence licence) {
    return WordLists.NUMBERS
        .matcher(text)
        .results()
        .map(match -> Pattern.compile("(?i)\\b" + match.group() + "\\b"))
        .allMatch(word ->
            licence.statements().stream()
                .flatMap(own -> Stream.of(own.split("[;,]|(?<=[.:]) ")))
                .anyMatch(piece ->
                    word.matcher(piece).find()
                        && statement.factIds().stream()
                            .anyMatch(id -> piece.contains("{" + id + "}"))));
  }

  /// The text without quotations and names that stand in the evidence.
  private String withoutNames(String text) {
    var unquoted =
        QUOTED
            .matcher(text)
            .replaceAll(match -> {
              var marked = match.group();
              var inside = marked.substring(1, marked.length() - 1);
              return Matcher.quoteReplacement(
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
          return Matcher.quoteReplacement(named ? "it" : name);
        });
  }

  private static boolean inPlaceholder(String text, int at) {
    return at > 0 && text.charAt(at - 1) == '{';
  }

  /// Figures in a relation: a finding relates them so, or they are of one kind and the words fit.
  private Optional<String> wrongPair(Statement statement, Licence licence) {
    for (var couple : Couple.in(statement)) {
      var first = couple.first();
      var second = couple.second();
      var relation = RELATION.matcher(couple.between());
      if (!relation.matches()) {
        continue;
      }
      if (related(first, second, licence.statements())) {
        if (AGAINST.matcher(couple.between()).matches()
            && isCrossed(statement, couple.at(), fact(first), fact(second))) {
          return Optional.of(
              "the sentence names them the other way round than {"
                  + first
                  + "} and {"
                  + second
                  + "}");
        }
        continue;
      }
      var word = relation.group(1).toLowerCase(Locale.ROOT);
      var one = fact(first);
      var other = fact(second);
      boolean share = word.startsWith("of") || word.startsWith("out of");
      if (word.equals("to") && isBackwards(one, other)) {
        return Optional.of("{" + first + "} is the later one, {" + second + "} the baseline");
      }
      if (share
          ? !isPartOf(one, other) && !isOutOf(first, second, licence.statements())
          : word.equals("to")
              ? !one.unit().equals(other.unit()) || !path(one).equals(path(other))
              : !isOfOneKind(one, other) && !related(second, first, licence.statements())) {
        return Optional.of(
            "no finding sets {" + first + "} against {" + second + "} with \"" + word + "\"");
      }
      if (!share && !word.equals("to") && isCrossed(statement, couple.at(), one, other)) {
        return Optional.of(
            "the sentence names them the other way round than {"
                + first
                + "} and {"
                + second
                + "}");
      }
    }
    return Optional.empty();
  }

  /// A finding says "of {second}, ... {first}".
  private static boolean isOutOf(String first, String second, List<String> license) {
    return license.stream()
        .flatMap(text -> Sentences.of(text).stream())
        .anyMatch(sentence -> {
          int at =
              sentence
                  .toLowerCase(Locale.ROOT)
                  .indexOf("of {" + second.toLowerCase(Locale.ROOT) + "}");
          return at >= 0 && sentence.indexOf("{" + first + "}", at) > at;
        });
  }

  private static boolean isOfOneKind(Fact one, Fact other) {
    return one.unit().equals(other.unit()) && head(one).equals(head(other));
  }

  /// "B is more than A, {a} against {b}": what tells the figures' names apart stands in the
  /// sentence the other way round.
  private static boolean isCrossed(Statement statement, int at, Fact one, Fact other) {
    var before = new StringBuilder();
    for (var part : statement.parts().subList(0, at)) {
      if (part instanceof Statement.Part.Words(var text)) {
        before.append(text).append(' ');
      }
    }
    var said = WORD.matcher(before).results().map(match -> Licence.stem(match.group())).toList();
    var ofOne = own(one, other);
    var ofOther = own(other, one);
    int first = position(said, ofOne);
    int second = position(said, ofOther);
    return first >= 0 && second >= 0 && second < first;
  }

  /// A fact's name as words.
  private static String spelt(Fact fact) {
    return fact.name().replaceAll("[._\\[\\]=]", " ");
  }

  /// Stems of words in a fact's name that are not in the other's.
  private static Set<String> own(Fact fact, Fact other) {
    var own = nameWords(fact);
    own.removeAll(nameWords(other));
    return own;
  }

  private static Set<String> nameWords(Fact fact) {
    return WORD.matcher(spelt(fact))
        .results()
        .map(match -> Licence.stem(match.group()))
        .filter(word -> word.length() > 2)
        .collect(Collectors.toSet());
  }

  private static int position(List<String> said, Set<String> wanted) {
    for (int i = 0; i < said.size(); i++) {
      if (wanted.contains(said.get(i))) {
        return i;
      }
    }
    return -1;
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
          if (!isPlainWord(qualifier.getKey(), other)
              && !other.equals(qualifier.getValue())
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

  /// "since" names a window in facts and nothing in a sentence.
  private static boolean isPlainWord(String qualifier, String value) {
    return qualifier.equals("window")
        && !value.equals("baseline")
        && !value.equals("current")
        && value.matches("\\p{Ll}+");
  }

  private boolean hasFigureOf(Statement statement, String qualifier, String value) {
    return statement.factIds().stream()
        .anyMatch(id -> value.equals(Lexicon.qualifiers(fact(id)).get(qualifier)));
  }

  /// What stands right behind a figure is said of it: "{F5} in the baseline" must be of the
  /// baseline.
  private Optional<String> wrongNeighbour(Statement statement) {
    for (var followed : Followed.in(statement)) {
      var id = followed.figure();
      var behind =
          followed.behind().split("[,;:.()]|\\b(?:against|than|versus|to|and|while|but)\\b", 2)[0];
      for (var qualifier : Lexicon.qualifiers(fact(id)).entrySet()) {
        if (isNamed(qualifier.getValue(), behind, List.of())) {
          continue;
        }
        for (var other : lexicon.valuesOf(qualifier.getKey())) {
          if (!isPlainWord(qualifier.getKey(), other)
              && !qualifier.getValue().contains(other)
              && isNamed(other, behind, List.of())) {
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
            .flatMap(id -> Stream.ofNullable(findings.get(id)))
            .flatMap(finding -> finding.factIds().stream())
            .collect(Collectors.toSet());
    var said =
        words(statement).stream()
            .flatMap(text -> WORD.matcher(text).results())
            .map(match -> Licence.stem(match.group()))
            .collect(Collectors.toSet());
    for (var id : statement.factIds()) {
      if (own.contains(id)) {
        continue;
      }
      var called =
          WORD.matcher(fact(id).name().replaceAll("[._\\[\\]=]", " "))
              .results()
              .map(match -> Licence.stem(match.group()))
              .filter(word -> word.length() > 2)
              .anyMatch(said::contains);
      if (!called) {
        return Optional.of(
            "{" + id + "} is " + fact(id).name() + ", and the sentence does not speak of that");
      }
    }
    return Optional.empty();
  }

  /// What the sentence says of a figure must not be what the findings say of its opposite, or of
  /// another figure.
  private Optional<String> misplaced(Statement statement, Licence licence) {
    for (var entry : Surroundings.of(statement).entrySet()) {
      var fact = fact(entry.getKey());
      boolean foreign = !licence.figures().contains(entry.getKey());
      var known = spelt(fact) + " ; " + (foreign ? everything : licence).around(entry.getKey());
      var claimed = Pole.in(entry.getValue());
      var turned = Pole.turnedAround(claimed, Pole.in(known));
      if (turned.isPresent() && disjoint(claimed, Pole.in(known), turned.get())) {
        return Optional.of(
            "{"
                + entry.getKey()
                + "} is "
                + fact.name()
                + ", and the sentence puts it on the other side");
      }
      var words = Licence.content(entry.getValue());
      var own = Licence.content(known);
      long fits = words.stream().filter(own::contains).count();
      var called =
          WordLists.NEGATIONS.matcher(entry.getValue()).find()
              ? Optional.<String>empty()
              : sibling(statement, fact, words);
      if (called.isPresent()) {
        return Optional.of(
            "{"
                + fact.id()
                + "} is "
                + fact.name()
                + ", and the sentence speaks of "
                + called.get());
      }
      for (var other : licence.figures()) {
        if (other.equals(entry.getKey()) || statement.factIds().contains(other)) {
          continue;
        }
        var its = Licence.content(licence.around(other));
        long better = words.stream().filter(its::contains).count();
        if (better >= 2 && (foreign ? better > fits : fits == 0)) {
          return Optional.of(
              "what is said of {" + entry.getKey() + "} the finding says of {" + other + "}");
        }
      }
    }
    return Optional.empty();
  }

  /// A fact of the same kind by whose name, and not by its own, a figure is called.
  private Optional<String> sibling(Statement statement, Fact fact, Set<String> words) {
    if (!isNumber(fact)) {
      return Optional.empty();
    }
    var joined = joined(statement);
    return facts.values().stream()
        .filter(other -> !other.id().equals(fact.id()) && isNumber(other))
        .filter(other -> isOfOneKind(fact, other))
        .filter(other -> Lexicon.qualifiers(other).equals(Lexicon.qualifiers(fact)))
        .filter(other -> !joined.contains(Set.of(fact.id(), other.id())))
        .filter(other ->
            own(other, fact).stream().anyMatch(words::contains)
                && own(fact, other).stream().noneMatch(words::contains)
                && own(other, fact).stream()
                    .filter(words::contains)
                    .noneMatch(word ->
                        everything.around(fact.id()).toLowerCase(Locale.ROOT).contains(word)))
        .map(Fact::name)
        .sorted()
        .findFirst();
  }

  /// Figures with an "of" between them: what is said of them is said of both.
  private static Set<Set<String>> joined(Statement statement) {
    var joined = new HashSet<Set<String>>();
    for (var couple : Couple.in(statement)) {
      if (couple.between().matches("(?i).{0,20}\\bof\\b.{0,12}")
          && !couple.first().equals(couple.second())) {
        joined.add(Set.of(couple.first(), couple.second()));
      }
    }
    return joined;
  }

  private static boolean disjoint(Set<Pole> claimed, Set<Pole> known, Pole turned) {
    return !known.contains(turned) && !claimed.contains(turned.opposite());
  }

  /// "{F1} of all runs": a share is a share of what the finding says, not of another unit.
  private Optional<String> wrongShare(Statement statement, Licence licence) {
    var units =
        facts.values().stream()
            .map(fact -> fact.unit().symbol())
            .filter(unit -> unit.matches("\\p{L}{3,}"))
            .map(Licence::stem)
            .collect(Collectors.toSet());
    for (var followed : Followed.in(statement)) {
      var id = followed.figure();
      if (!fact(id).unit().equals(Unit.SHARE)) {
        continue;
      }
      var of = SHARE_OF.matcher(followed.behind());
      if (!of.find() || !units.contains(Licence.stem(of.group(1)))) {
        continue;
      }
      var whole = Licence.stem(of.group(1));
      boolean said =
          nameWords(fact(id)).contains(whole)
              || licence.statements().stream()
                  .flatMap(text -> Sentences.of(text).stream())
                  .filter(text -> text.contains("{" + id + "}"))
                  .anyMatch(text -> isShareOf(text, id, whole));
      if (!said) {
        return Optional.of("{" + id + "} is " + fact(id).name() + ", no share of " + of.group(1));
      }
    }
    return Optional.empty();
  }

  /// "Of the completion, {F1} is reasoning": then it is no share of all tokens.
  private Optional<String> otherWhole(Statement statement, Licence licence) {
    for (var followed : Followed.in(statement)) {
      var id = followed.figure();
      if (!fact(id).unit().equals(Unit.SHARE)) {
        continue;
      }
      var of = SHARE_OF.matcher(followed.behind());
      if (!of.find()) {
        continue;
      }
      var whole = Licence.stem(of.group(1));
      var own =
          Pattern.compile(
              "(?i)\\bof the (\\p{L}{3,}), (?:\\p{L}+ )?\\{"
                  + id
                  + "}|\\{"
                  + id
                  + "} of the (\\p{L}{3,})");
      for (var text : licence.statements()) {
        var said = own.matcher(text);
        while (said.find()) {
          var named = Licence.stem(said.group(1) == null ? said.group(2) : said.group(1));
          if (!named.equals(whole) && said.group(1) != null) {
            return Optional.of("{" + id + "} is a share of the " + named + ", not of " + whole);
          }
        }
      }
    }
    return Optional.empty();
  }

  /// "{F2} drifted", where the finding says that "{F1} of {F2} drifted".
  private Optional<String> wholeAsPart(Statement statement, Licence licence) {
    for (var followed : Followed.in(statement)) {
      if (PART_OF_ITS.matcher(followed.before()).matches()) {
        continue;
      }
      var id = followed.figure();
      var said = worded(ENDS_CLAUSE.split(followed.behind(), 2)[0]);
      if (said.isEmpty()) {
        continue;
      }
      for (var pair : licence.pairs()) {
        if (pair.whole().equals(id)
            && !pair.part().equals(id)
            && !statement.factIds().contains(pair.part())
            && isNumber(fact(id))
            && isNumber(fact(pair.part()))
            && fact(pair.part()).number() != fact(id).number()
            && fact(pair.part()).unit().equals(fact(id).unit())
            && pair.words().containsAll(said)) {
          return Optional.of(
              "the finding says that of {" + pair.part() + "} of {" + id + "}, not of all");
        }
      }
    }
    return Optional.empty();
  }

  /// "{F3} of {F2} failed", where the finding says that {F1} of {F2} did.
  private Optional<String> otherPart(Statement statement, Licence licence) {
    for (var own : Licence.pairs(statement)) {
      if (own.words().isEmpty()
          || licence.pairs().stream()
              .anyMatch(
                  pair -> pair.part().equals(own.part()) && pair.whole().equals(own.whole()))) {
        continue;
      }
      for (var pair : licence.pairs()) {
        if (pair.whole().equals(own.whole())
            && isNumber(fact(pair.part()))
            && isNumber(fact(own.part()))
            && fact(pair.part()).unit().equals(fact(pair.whole()).unit())
            && fact(pair.part()).number() != fact(own.part()).number()
            && pair.words().containsAll(own.words())) {
          return Optional.of(
              "the finding says that of {" + pair.part() + "}, not of {" + own.part() + "}");
        }
      }
    }
    return Optional.empty();
  }

  /// "The largest trace takes {F1}", where the finding says that of the largest tenth.
  private static Optional<String> otherThing(Statement statement, Licence licence) {
    for (var entry : Surroundings.of(statement).entrySet()) {
      var claimed = outermost(entry.getValue());
      var known = outermost(licence.around(entry.getKey()));
      for (var one : claimed.entrySet()) {
        var own = known.get(one.getKey());
        if (own != null && !own.isEmpty() && one.getValue().stream().noneMatch(own::contains)) {
          return Optional.of(
              "{"
                  + entry.getKey()
                  + "} is of the "
                  + one.getKey()
                  + " "
                  + String.join(", ", own)
                  + ", not "
                  + String.join(", ", one.getValue()));
        }
      }
    }
    return Optional.empty();
  }

  /// What is called the largest, the slowest, ..., by that word.
  private static Map<String, Set<String>> outermost(String text) {
    var found = new TreeMap<String, Set<String>>();
    OUTERMOST
        .matcher(text)
        .results()
        .forEach(match ->
            found
                .computeIfAbsent(match.group(1).toLowerCase(Locale.ROOT), _ -> new TreeSet<>())
                .add(Licence.stem(match.group(2))));
    return found;
  }

  /// What stays within the smallest change that matters does not matter.
  private static Optional<String> wronglyMatters(String sentence, Licence licence) {
    return WordLists.MATTERS.matcher(sentence).find()
            && !WordLists.WOULD_MATTER.matcher(sentence).find()
            && licence.statements().stream()
                .anyMatch(own -> own.contains("stays within") && !own.contains("beyond"))
        ? Optional.of("the finding says that it stays within what does not matter")
        : Optional.empty();
  }

  /// What was always the same in the baseline is not said to be so now.
  private static Optional<String> wronglySteady(String sentence, Licence licence) {
    return IS_STEADY.matcher(sentence).find()
            && !WordLists.NEGATIONS.matcher(sentence).find()
            && licence.statements().stream().anyMatch(own -> WAS_STEADY.matcher(own).find())
            && licence.statements().stream().noneMatch(own -> IS_STEADY.matcher(own).find())
        ? Optional.of("the finding says that it was so, and is not now")
        : Optional.empty();
  }

  /// "X takes the largest part", without a figure: the findings' shares decide.
  private Optional<String> wrongLargestPart(String sentence, Statement statement, Licence licence) {
    if (!LARGEST_PART.matcher(sentence).find()) {
      return Optional.empty();
    }
    var shares =
        licence.figures().stream()
            .sorted()
            .map(this::fact)
            .filter(fact -> isNumber(fact) && fact.unit().equals(Unit.SHARE))
            .filter(fact -> !Lexicon.qualifiers(fact).isEmpty())
            .toList();
    for (var fact : shares) {
      boolean named =
          statement.factIds().contains(fact.id())
              || Lexicon.qualifiers(fact).values().stream()
                  .anyMatch(value -> isNamed(value, sentence, List.of()));
      var more =
          shares.stream()
              .filter(other -> path(other).equals(path(fact)))
              .filter(other -> other.number() > fact.number())
              .filter(other -> !statement.factIds().contains(other.id()))
              .findFirst();
      if (named && more.isPresent()) {
        return Optional.of(more.get().name() + " is a larger part than " + fact.name());
      }
    }
    return Optional.empty();
  }

  /// What a finding tells only as something that was said must not be told as known.
  private static Optional<String> takenForKnown(String sentence, Licence licence) {
    if (WordLists.TELLS.matcher(sentence).find()) {
      return Optional.empty();
    }
    var said = Licence.content(sentence);
    return licence.statements().stream()
        .flatMap(text -> WordLists.TOLD_AS.matcher(text).results())
        .flatMap(match -> Licence.content(match.group(1)).stream())
        .filter(said::contains)
        .sorted()
        .findFirst()
        .map(word -> "\"" + word + "\" is only what it reports, and nothing shows it");
  }

  /// Whether a finding's sentence makes a figure a share of something: it says so behind the
  /// figure, or the count before it is counted in it.
  private boolean isShareOf(String sentence, String id, String whole) {
    int at = sentence.indexOf("{" + id + "}");
    var behind = sentence.substring(at);
    int end = behind.indexOf('{', 1);
    var near = end < 0 ? behind : behind.substring(0, Math.min(behind.length(), end + 8));
    var before = Statement.parse(sentence.substring(0, at)).factIds();
    var said = new HashSet<>(Licence.content(near));
    int last = sentence.lastIndexOf('}', at);
    said.addAll(Licence.content(sentence.substring(Math.max(0, last), at)));
    Statement.parse(near.replaceAll("\\{[^}]*$", "")).factIds().stream()
        .filter(other -> !other.equals(id))
        .forEach(other -> said.add(Licence.stem(fact(other).unit().symbol())));
    before.reversed().stream()
        .map(this::fact)
        .filter(SentenceCheck::isNumber)
        .findFirst()
        .ifPresent(count -> said.add(Licence.stem(count.unit().symbol())));
    return said.contains(whole);
  }

  /// A figure is called by its own metric's name, not by another's.
  private Optional<String> wrongMetric(Statement statement, Licence licence) {
    for (var entry : Surroundings.of(statement).entrySet()) {
      var known = metrics(spelt(fact(entry.getKey())) + " " + licence.around(entry.getKey()));
      var called = metrics(entry.getValue());
      if (!known.isEmpty() && !called.isEmpty() && called.stream().noneMatch(known::contains)) {
        return Optional.of(
            "{" + entry.getKey() + "} is " + fact(entry.getKey()).name() + ", not " + called);
      }
    }
    return Optional.empty();
  }

  private static Set<String> metrics(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(match -> match.group().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// A figure of one of several operations, of which the sentence names none, must not be given to
  /// something that no evidence knows.
  private Optional<String> unknownOwner(Statement statement, List<String> about) {
    var siblings =
        about.stream()
            .flatMap(id -> Stream.ofNullable(findings.get(id)))
            .flatMap(finding -> finding.factIds().stream())
            .flatMap(id -> Stream.ofNullable(facts.get(id)))
            .toList();
    var said = String.join(" ", words(statement));
    for (var id : statement.factIds()) {
      for (var qualifier : Lexicon.qualifiers(fact(id)).entrySet()) {
        var values =
            siblings.stream()
                .flatMap(
                    fact -> Stream.ofNullable(Lexicon.qualifiers(fact).get(qualifier.getKey())))
                .collect(Collectors.toSet());
        if (values.size() < 2
            || qualifier.getKey().equals("window")
            || !qualifier.getValue().matches(".*\\p{L}.*")
            || isTold(qualifier, statement, said)) {
          continue;
        }
        var stranger =
            WORD.matcher(said)
                .results()
                .map(match -> match.group())
                .filter(word -> word.length() > 3 && !lexicon.knows(word))
                .filter(word -> !word.matches("(?i).*(?:ly|ing|ed)"))
                .findFirst();
        if (stranger.isPresent()) {
          return Optional.of(
              "{"
                  + id
                  + "} is of "
                  + qualifier.getKey()
                  + " "
                  + qualifier.getValue()
                  + "; \""
                  + stranger.get()
                  + "\" stands in no evidence");
        }
      }
    }
    return Optional.empty();
  }

  /// Whether the sentence names whose figure it is, in words or by a figure that is a name.
  private boolean isTold(Map.Entry<String, String> qualifier, Statement statement, String said) {
    boolean labelled =
        statement.factIds().stream()
            .map(this::fact)
            .anyMatch(fact ->
                fact.value() instanceof FactValue.Text
                    && qualifier
                        .getValue()
                        .equals(Lexicon.qualifiers(fact).get(qualifier.getKey())));
    var stems =
        WORD.matcher(said)
            .results()
            .map(match -> Licence.stem(match.group()))
            .collect(Collectors.toSet());
    return labelled
        || said.contains(qualifier.getValue())
        || WORD.matcher(qualifier.getValue().replace('_', ' '))
            .results()
            .map(match -> Licence.stem(match.group()))
            .anyMatch(word -> word.length() > 3 && stems.contains(word));
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

  /// The data's own words at length, unquoted, would let the data speak; the prompt's would let out
  /// what nobody asked for.
  private Optional<String> echo(Statement statement) {
    for (var text : words(statement)) {
      var said = plain(text).strip().split(" ");
      // What is shorter can be told from ours where it is all that is said.
      boolean whole = statement.parts().size() == 1 && said.length > 1;
      int most = Math.min(ECHO_WORDS, said.length);
      for (int i = 0; i + most <= said.length; i++) {
        var run = " " + String.join(" ", List.of(said).subList(i, i + most)) + " ";
        if ((most == ECHO_WORDS || (whole && said.length > 2))
            && untrusted.stream().anyMatch(data -> data.contains(run))
            && own.stream().noneMatch(finding -> finding.contains(run))) {
          return Optional.of("it repeats the data's own words:" + run.stripTrailing());
        }
        if ((most == ECHO_WORDS || whole)
            && prompts.stream().anyMatch(prompt -> prompt.contains(run))) {
          return Optional.of("it repeats what you were told:" + run.stripTrailing());
        }
      }
    }
    return Optional.empty();
  }

  /// A name of a few words (`get_reservation_details`) is one word: who writes it must.
  private static String plain(String text) {
    var names =
        NAME.matcher(text.toLowerCase(Locale.ROOT))
            .replaceAll(match -> match.group().replace("_", ""));
    return " " + names.replaceAll("[^\\p{L}\\p{N}]+", " ").strip() + " ";
  }

  private Optional<String> wrongClaim(
      String sentence, Statement statement, Licence licence, List<String> about) {
    return wrongDirection(sentence, statement, licence)
        .or(() -> takenForKnown(sentence, licence))
        .or(() -> wronglyMatters(sentence, licence))
        .or(() -> wronglySteady(sentence, licence))
        .or(() -> wrongLargestPart(sentence, statement, licence))
        .or(() -> wrongCause(sentence, licence))
        .or(() -> wrongNegation(sentence, licence))
        .or(() -> turnedAround(sentence, statement, licence))
        .or(() -> wrongQuantity(sentence, statement, licence))
        .or(() -> wrongSuperlative(statement))
        .or(() -> tooSure(sentence, licence))
        .or(() -> wrongOrdinal(statement, licence))
        .or(() -> somethingNew(statement, about));
  }

  /// What a claim says in words that nothing it rests on speaks of.
  private Optional<String> somethingNew(Statement statement, List<String> about) {
    var resting = about.stream().flatMap(id -> Stream.ofNullable(findings.get(id))).toList();
    var cited =
        Stream.concat(
                resting.stream().flatMap(finding -> finding.factIds().stream()),
                statement.factIds().stream())
            .distinct()
            .flatMap(id -> Stream.ofNullable(facts.get(id)))
            .toList();
    var text = statement.toString();
    var words =
        WordLists.UNKNOWN.matcher(text).find() || WordLists.HEDGES.matcher(text).find()
            ? Set.<String>of()
            : new Novelty(resting, cited, spokenOf).in(text);
    boolean measured =
        statement.factIds().stream().map(this::fact).anyMatch(SentenceCheck::isNumber);
    return words.size() > (measured ? MOST_NEW : 0)
        ? Optional.of(
            "\""
                + String.join("\", \"", words)
                + "\": no finding it rests on speaks of that; say what the finding says")
        : Optional.empty();
  }

  /// "Certainly" needs findings that are.
  private static Optional<String> tooSure(String sentence, Licence licence) {
    var sure = SURE.matcher(sentence);
    return sure.find() && licence.confidence() < SURE_ENOUGH
        ? Optional.of(
            "\""
                + sure.group()
                + "\" is surer than the finding, which is so by "
                + Math.round(100 * licence.confidence())
                + " of 100")
        : Optional.empty();
  }

  /// "The first failing step is {F1}": where another figure is called the first of that, it is not
  /// this one.
  private Optional<String> wrongOrdinal(Statement statement, Licence licence) {
    for (var entry : Surroundings.of(statement).entrySet()) {
      var fact = fact(entry.getKey());
      var own = spelt(fact) + " " + licence.around(entry.getKey());
      for (var match : ORDINAL.matcher(entry.getValue()).results().toList()) {
        var word = match.group(1).toLowerCase(Locale.ROOT);
        if (Pattern.compile("(?i)\\b" + word + "\\b").matcher(own).find()) {
          continue;
        }
        var said = Licence.content(entry.getValue());
        var other =
            facts.values().stream()
                .filter(one -> !one.id().equals(fact.id()))
                .filter(one -> nameWords(one).contains(Licence.stem(word)))
                .filter(one -> nameWords(one).stream().anyMatch(said::contains))
                .filter(one -> !one.value().equals(fact.value()))
                .findFirst();
        if (other.isPresent()) {
          return Optional.of("the " + word + " is " + other.get().name() + ", not " + fact.name());
        }
      }
    }
    return Optional.empty();
  }

  /// What a finding denies is not affirmed, and what it says of passing, harm or chance is not said
  /// the other way round.
  private Optional<String> turnedAround(String sentence, Statement statement, Licence licence) {
    var known = EnumSet.noneOf(Pole.class);
    known.addAll(licence.poles());
    statement.factIds().forEach(id -> known.addAll(Pole.claimedIn(spelt(fact(id)))));
    var pole = Pole.turnedAround(Pole.claimedIn(sentence), known);
    if (pole.isPresent()) {
      return Optional.of(
          "it says \""
              + pole.get().name().toLowerCase(Locale.ROOT).replace('_', ' ')
              + "\" where the finding says the opposite");
    }
    if (WordLists.NEGATIONS.matcher(sentence).find()) {
      return Optional.empty();
    }
    return WordLists.scopes(sentence).stream()
        .flatMap(clause ->
            Stream.concat(
                licence.turnsAround(clause).stream(), licence.affirmsDenied(clause).stream()))
        .findFirst()
        .map(denied -> "the finding says that with a \"not\": " + denied);
  }

  private Optional<String> wrongDirection(String sentence, Statement statement, Licence licence) {
    var licensed = directions(licence.statements());
    var crossed = wrongExtent(statement).or(() -> wrongStep(sentence, statement));
    if (crossed.isPresent()) {
      return crossed;
    }
    var words = WORD.matcher(sentence);
    while (words.find()) {
      var direction = Direction.of(words.group());
      if (direction.isEmpty()
          || inPlaceholder(sentence, words.start())
          || isAsked(sentence, words.start())
          || FALLS_ON.matcher(sentence.substring(words.start())).lookingAt()) {
        continue;
      }
      if (OFTEN.matcher(sentence.substring(words.start())).lookingAt()) {
        var both = compared(statement, words.group());
        if (both.isPresent()
            ? both.get()
            : isMoreOften(sentence, words.start(), statement, licence)) {
          continue;
        }
        if (both.isPresent()) {
          return Optional.of(
              "\"" + words.group() + " often\" does not agree with the figures beside it");
        }
        return Optional.of("\"" + words.group() + " often\" is shown by no figure in the sentence");
      }
      if (isDenied(sentence, words.start())
          && (licence.statements().stream().anyMatch(own -> WordLists.STEADY.matcher(own).find())
              || licensed.contains(direction.get().opposite()))) {
        continue;
      }
      if (THAN_ALL.matcher(sentence.substring(words.start())).lookingAt()) {
        var outermost = isOutermost(statement, direction.get());
        if (outermost.filter(fits -> fits).isPresent()) {
          continue;
        }
        if (outermost.isPresent()) {
          return Optional.of("\"" + words.group() + "\" than all others is not so");
        }
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

  /// "Whether it got slower": that is asked, not said.
  private static boolean isAsked(String sentence, int at) {
    return sentence.substring(0, at).matches("(?is).*\\b(?:whether|if)\\b[^,;:]*");
  }

  private static boolean isDenied(String sentence, int at) {
    return sentence
        .substring(0, at)
        .matches(
            "(?is).*(?:(?:\\b(?:not|no|never|nor)|\\p{L}n['\u2019]t)\\s+(?:\\p{L}+\\s+)?"
                + "|\\bno (?:sign|evidence|indication|hint|proof)s? (?:that|of)\\b[^,;:]*)");
  }

  /// "It fails more often than it passes" needs more than half, of what is said first.
  private boolean isMoreOften(String sentence, int at, Statement statement, Licence licence) {
    var before = Pole.claimedIn(sentence.substring(0, at));
    return majorities(statement)
        .anyMatch(id -> {
          var known = Pole.claimedIn(spelt(fact(id)) + " ; " + licence.around(id));
          return before.stream().anyMatch(known::contains)
              && before.stream().noneMatch(pole -> known.contains(pole.opposite()));
        });
  }

  /// Figures that are, or with the one behind them make, more than half.
  private Stream<String> majorities(Statement statement) {
    return Stream.concat(
        statement.factIds().stream().filter(id -> isMajority(fact(id))),
        parts(statement, 0.5, 1.0001));
  }

  /// Whether a finding sets a figure of the sentence against a whole of which it is more than half.
  private boolean isMostOf(Statement statement, Licence licence) {
    return licence.statements().stream()
        .map(Statement::parse)
        .flatMap(own -> parts(own, 0.5, 1.0001))
        .anyMatch(statement.factIds()::contains);
  }

  /// Whether a finding gives a count of the sentence as such a share, and says the same of it:
  /// "{F1} rows of year ({F2}) hold", "{F1} of {F2} runs failed".
  private boolean isShownAsShare(
      String clause, Statement statement, Licence licence, double above, double below) {
    var wanted = worded(clause);
    for (var text : licence.statements()) {
      for (var piece : WordLists.scopes(text)) {
        var known = new HashSet<>(worded(piece));
        Statement.parse(piece)
            .factIds()
            .forEach(id -> known.add(Licence.stem(fact(id).unit().symbol())));
        long shared = known.stream().filter(wanted::contains).count();
        if (shared == 0
            || WordLists.NEGATIONS.matcher(piece).find()
                != WordLists.NEGATIONS.matcher(clause).find()) {
          continue;
        }
        // Without a figure, what is said must be what the finding says.
        boolean same =
            above > 0.99
                && (shared == wanted.size() || (shared >= 2 && 2 * shared >= wanted.size()));
        for (var couple : Couple.in(withoutTexts(Statement.parse(piece)))) {
          var first = couple.first();
          var between = couple.between();
          var second = couple.second();
          if (isNumber(fact(first)) && isNumber(fact(second))) {
            boolean bracketed =
                between.endsWith("(")
                    && fact(second).unit().equals(Unit.SHARE)
                    && (same || statement.factIds().contains(first));
            boolean counted =
                between.strip().matches("(?i)(?:out )?of(?: (?:the|all|its|their|these|those))*")
                    && fact(second).number() > 0
                    && (same
                        || statement.factIds().contains(first)
                        || statement.factIds().contains(second));
            double share =
                bracketed
                    ? fact(second).number()
                    : counted ? fact(first).number() / fact(second).number() : Double.NaN;
            if (share > above && share < below) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /// The statement with its texts left out, so that its numbers stand side by side.
  private Statement withoutTexts(Statement statement) {
    var text = statement.toString();
    for (var id : statement.factIds()) {
      if (fact(id).value() instanceof FactValue.Text) {
        text = text.replace("{" + id + "}", "");
      }
    }
    return Statement.parse(text);
  }

  /// "The bulk of the tokens goes to X", where a figure of X's is more than half of the tokens.
  private boolean isMostOfNamed(String clause, Licence licence) {
    return licence.figures().stream()
        .map(this::fact)
        .filter(this::isMajority)
        .anyMatch(fact ->
            Lexicon.qualifiers(fact).values().stream()
                    .anyMatch(value -> isNamed(value, clause, List.of()))
                && nameWords(fact).stream().anyMatch(worded(clause)::contains));
  }

  /// "Most are done within {p90}".
  private boolean isQuantile(String clause, Statement statement) {
    var poles = Pole.in(clause);
    return (poles.contains(Pole.WITHIN) || poles.contains(Pole.AT_MOST))
        && statement.factIds().stream()
            .anyMatch(id ->
                clause.contains("{" + id + "}")
                    && fact(id).name().matches(".*\\.p(?:75|90|95|99)(?:\\[.*)?"));
  }

  /// Words that say what a clause is about, its figures aside.
  private static Set<String> worded(String clause) {
    return Licence.content(clause.replaceAll("\\{F[0-9]+}", " "));
  }

  private Stream<String> minorities(Statement statement) {
    return Stream.concat(
        statement.factIds().stream().filter(id -> isMinority(fact(id))), parts(statement, -1, 0.5));
  }

  private Stream<String> wholes(Statement statement) {
    return Stream.concat(
        statement.factIds().stream()
            .filter(id ->
                fact(id).unit().equals(Unit.SHARE) && isNumber(fact(id)) && fact(id).number() == 1),
        parts(statement, 0.99999, 1.00001));
  }

  /// The first figures of "{F1} of {F2}" whose ratio lies between these.
  private Stream<String> parts(Statement statement, double above, double below) {
    var found = new ArrayList<String>();
    for (var couple : Couple.in(statement)) {
      var first = couple.first();
      var second = couple.second();
      if (couple.between().matches("(?i)\\s*(?:out )?of(?: (?:the|all|its|their|these|those))*\\s*")
          && isNumber(fact(first))
          && isNumber(fact(second))
          && fact(second).number() > 0) {
        double ratio = fact(first).number() / fact(second).number();
        if (ratio > above && ratio < below) {
          found.add(first);
        }
      }
    }
    return found.stream();
  }

  /// "Came down to {F2} from {F1}": the figures decide.
  private Optional<String> wrongStep(String sentence, Statement statement) {
    var said = UP_OR_DOWN.matcher(sentence);
    if (!said.find()) {
      return Optional.empty();
    }
    boolean up = said.group(1).equalsIgnoreCase("up");
    for (var couple : Couple.in(statement)) {
      var first = couple.first();
      var between = couple.between();
      var second = couple.second();
      if (isNumber(fact(first))
          && isNumber(fact(second))
          && path(fact(first)).equals(path(fact(second)))
          && between.strip().matches("(?i)to|from")) {
        double step = fact(second).number() - fact(first).number();
        double moved = between.strip().equalsIgnoreCase("to") ? step : -step;
        if (up ? moved < 0 : moved > 0) {
          return Optional.of("\"" + said.group() + "\" does not agree with the figures beside it");
        }
      }
    }
    return Optional.empty();
  }

  /// "Exceeds", "beyond", "below" with two figures of one unit: the figures decide.
  private Optional<String> wrongExtent(Statement statement) {
    for (var couple : Couple.in(statement)) {
      var first = couple.first();
      var second = couple.second();
      if (!isNumber(fact(first))
          || !isNumber(fact(second))
          || !isOfOneKind(fact(first), fact(second))) {
        continue;
      }
      boolean saidBefore =
          AGAINST.matcher(couple.between()).matches() && !couple.before().isEmpty();
      var pole = Pole.in(saidBefore ? couple.before() : couple.between());
      double sign = Math.signum(Math.abs(fact(first).number()) - Math.abs(fact(second).number()));
      if ((pole.contains(Pole.BEYOND) && !pole.contains(Pole.WITHIN) && sign < 0)
          || (pole.contains(Pole.WITHIN) && !pole.contains(Pole.BEYOND) && sign > 0)) {
        return Optional.of("{" + first + "} and {" + second + "} lie the other way round");
      }
    }
    return Optional.empty();
  }

  /// Whether a figure of one of several goes further than those of all others of its kind; empty
  /// where no figure is of one of several.
  private Optional<Boolean> isOutermost(Statement statement, Direction direction) {
    for (var id : statement.factIds()) {
      var fact = fact(id);
      var own = Lexicon.qualifiers(fact);
      if (!isNumber(fact) || own.isEmpty() || own.containsKey("window")) {
        continue;
      }
      var others =
          facts.values().stream()
              .filter(other -> !other.id().equals(id) && isNumber(other))
              .filter(other -> path(other).equals(path(fact)))
              .filter(other -> Lexicon.qualifiers(other).keySet().equals(own.keySet()))
              .toList();
      if (!others.isEmpty()) {
        return Optional.of(
            others.stream()
                .allMatch(other ->
                    direction
                        .fits(Math.signum(fact.number() - other.number()), fact.name())
                        .orElse(false)));
      }
    }
    return Optional.empty();
  }

  /// "The most", "the slowest" of several of a kind must be that.
  private Optional<String> wrongSuperlative(Statement statement) {
    var said = String.join(" ", words(statement));
    var claimed =
        SUPERLATIVES.entrySet().stream()
            .filter(entry -> entry.getValue().matcher(said).find())
            .map(Map.Entry::getKey)
            .toList();
    if (claimed.size() != 1) {
      return Optional.empty();
    }
    var direction = claimed.getFirst();
    for (var id : statement.factIds()) {
      var fact = fact(id);
      var own = Lexicon.qualifiers(fact);
      if (!isNumber(fact) || own.isEmpty() || own.containsKey("window")) {
        continue;
      }
      var others =
          facts.values().stream()
              .filter(other -> path(other).equals(path(fact)) && isNumber(other))
              .filter(other -> Lexicon.qualifiers(other).keySet().equals(own.keySet()))
              .filter(other -> other.number() != fact.number())
              .toList();
      for (var other : others) {
        var fits = direction.fits(Math.signum(fact.number() - other.number()), fact.name());
        if (fits.isPresent() && !fits.get()) {
          return Optional.of("{" + id + "} is not the one: " + other.name() + " goes further");
        }
      }
      if (!others.isEmpty()) {
        return Optional.empty();
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
      if (VANISHES.matcher(text).find() || LITTLE_LEFT.matcher(text).find()) {
        found.add(Direction.DOWN);
      }
    }
    return found;
  }

  /// Two numbers of one kind with a "than" or "against" between them: which is larger is known.
  private Optional<Boolean> compared(Statement statement, String word) {
    var direction = Direction.of(word).orElseThrow();
    for (var couple : Couple.in(statement)) {
      var first = couple.first();
      var between = couple.between();
      var second = couple.second();
      if (between.matches(
              "(?is).*\\b(?:than|against|versus|vs|instead of|compared (?:with|to))\\b.*|\\s*to\\s*")
          && !CLAUSE_BETWEEN.matcher(between).find()) {
        boolean steps = between.strip().equals("to");
        if (steps && !isStep(couple, statement)) {
          continue;
        }
        // "From {before} to {now}": the second is what the word speaks of.
        var one = fact(steps ? second : first);
        var other = fact(steps ? first : second);
        if (isNumber(one)
            && isNumber(other)
            && one.unit().equals(other.unit())
            && !one.unit().equals(Unit.POINTS)
            && !one.unit().equals(Unit.CHANGE)) {
          var fits = direction.fits(Math.signum(one.number() - other.number()), one.name());
          if (fits.isPresent()) {
            return fits;
          }
        }
      }
    }
    return Optional.empty();
  }

  /// "From {F1} to {F2}" of one measure, and no other such step beside it.
  private boolean isStep(Couple couple, Statement statement) {
    return couple.before().matches("(?is).*\\bfrom\\s*")
        && path(fact(couple.first())).equals(path(fact(couple.second())))
        && statement.parts().stream()
                .filter(part ->
                    part instanceof Statement.Part.Words(var text) && text.strip().equals("to"))
                .count()
            == 1;
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

  private static Optional<String> wrongCause(String sentence, Licence licence) {
    for (var clause : WordLists.clauses(sentence)) {
      var cause = WordLists.CAUSES.matcher(clause);
      if (!cause.find() || isAsked(clause, cause.start())) {
        continue;
      }
      boolean negated = WordLists.NEGATIONS.matcher(clause).find();
      if (WordLists.HEDGES.matcher(clause).find()) {
        continue;
      }
      if (!isCauseTested(clause, negated, licence)) {
        return Optional.of(
            "\""
                + cause.group()
                + "\" claims a cause, and no finding it rests on tested "
                + (negated ? "that there is none" : "one"));
      }
    }
    var since = WordLists.SINCE.matcher(sentence);
    while (since.find()) {
      var given = Licence.content(since.group(1));
      boolean known =
          licence.clauses().stream()
              .anyMatch(unit -> unit.words().stream().anyMatch(given::contains));
      if (!given.isEmpty() && !known) {
        return Optional.of(
            "\"" + since.group().strip() + "\" gives a reason that no finding gives");
      }
    }
    return Optional.empty();
  }

  private static boolean isCauseTested(String clause, boolean negated, Licence licence) {
    var wanted = Licence.content(clause);
    return licence.statements().stream()
        .flatMap(text -> Sentences.of(text).stream())
        .flatMap(text -> WordLists.clauses(text).stream())
        .anyMatch(text ->
            WordLists.REASONS.matcher(text).find()
                && WordLists.NEGATIONS.matcher(text).find() == negated
                && Licence.content(text).stream().anyMatch(wanted::contains));
  }

  /// A "not" stands in a finding's own "not", of the same thing.
  private Optional<String> wrongNegation(String sentence, Licence licence) {
    boolean answered = false;
    var said = sentence;
    var opens = WordLists.OPENS_WITH_NO.matcher(sentence);
    if (opens.find()
        && opens.end() < sentence.length()
        && licence.statements().stream()
            .anyMatch(own ->
                WordLists.STEADY.matcher(own).find() || WordLists.NEGATIONS.matcher(own).find())) {
      said = sentence.substring(opens.end());
    }
    for (var clause : WordLists.scopes(said)) {
      var rest = ANSWERS_NO.matcher(clause).replaceAll(" ");
      answered |= !rest.equals(clause);
      var negation = WordLists.NEGATIONS.matcher(rest);
      if (negation.find() && !isLicensed(rest, licence)) {
        return Optional.of(
            "\"" + negation.group() + "\" denies what no finding it rests on denies");
      }
    }
    return answered && WordLists.scopes(sentence).size() < 2
        ? Optional.of("\"no\" alone denies more than a finding does")
        : Optional.empty();
  }

  private boolean isLicensed(String clause, Licence licence) {
    if (WordLists.HEDGES.matcher(clause).find()
        || (WordLists.UNSURE.matcher(clause).find() && licence.confidence() < SURE_ENOUGH)
        || (WordLists.NEVER_MOVED.matcher(clause).find()
            && licence.statements().stream()
                .anyMatch(own -> WordLists.SAME_ALL_ALONG.matcher(own).find()))
        || isNought(clause, licence)
        || (WordLists.NO_NEED.matcher(clause).find() && licence.isMild())
        || licence.denies(clause)
        || licence.deniesAs(clause)
        || Pole.turnedIn(clause).stream().anyMatch(licence.poles()::contains)
        || (WordLists.CAUSES.matcher(clause).find() && isCauseTested(clause, true, licence))) {
      return true;
    }
    var contrast = CONTRAST.matcher(clause);
    if (contrast.find() && licence.denies(contrast.group())) {
      return true;
    }
    if (WordLists.NO_OTHER.matcher(clause).find()) {
      return licence.says(clause, WordLists.Quantity.ONLY.pattern());
    }
    if (WordLists.UNKNOWN.matcher(clause).find()) {
      return licence.clauses().stream()
          .anyMatch(unit -> WordLists.UNKNOWN.matcher(unit.text()).find());
    }
    boolean compares =
        WORD.matcher(clause)
            .results()
            .anyMatch(
                word -> Direction.of(word.group()).isPresent() && isDenied(clause, word.start()));
    if (compares) {
      // What moved is held against the figures.
      return licence.statements().stream().anyMatch(own -> WordLists.STEADY.matcher(own).find());
    }
    if (WordLists.REPORTS.matcher(clause).find()) {
      var said = Licence.content(licence.reports());
      return WordLists.NEGATIONS.matcher(licence.reports()).find()
          && Licence.content(clause).stream().filter(said::contains).count() >= 2;
    }
    return false;
  }

  /// "No run passed", where a finding says that zero did.
  private boolean isNought(String clause, Licence licence) {
    var wanted = worded(clause);
    return !wanted.isEmpty()
        && licence.statements().stream()
            .flatMap(own -> Stream.of(own.split("[;,:]|(?<=[.)]) |\\band\\b")))
            .anyMatch(piece -> {
              var noughts =
                  Statement.parse(piece).factIds().stream()
                      .map(this::fact)
                      .filter(fact -> isNumber(fact) && fact.number() == 0)
                      .filter(fact -> fact.unit().symbol().matches("%|share|\\p{L}{3,}.*"))
                      .toList();
              var words = new HashSet<>(worded(piece));
              noughts.forEach(fact -> {
                words.addAll(nameWords(fact));
                words.add(Licence.stem(fact.unit().symbol()));
              });
              return !noughts.isEmpty() && words.stream().anyMatch(wanted::contains);
            });
  }

  private Optional<String> wrongQuantity(String sentence, Statement statement, Licence licence) {
    for (var quantity : WordLists.Quantity.values()) {
      for (var clause : WordLists.scopes(sentence)) {
        var word = quantity.pattern().matcher(clause);
        if (!word.find() || isAsked(clause, word.start())) {
          continue;
        }
        boolean shown =
            switch (quantity) {
              case MOST ->
                  majorities(statement).findAny().isPresent()
                      || isMostOf(statement, licence)
                      || isMostOfNamed(clause, licence)
                      || isQuantile(clause, statement)
                      || isShownAsShare(clause, statement, licence, 0.5, 1.0001);
              case FEW ->
                  minorities(statement).findAny().isPresent()
                      || isShownAsShare(clause, statement, licence, -1, 0.5);
              case ALL ->
                  wholes(statement).findAny().isPresent()
                      || isShownAsShare(clause, statement, licence, 0.99999, 1.00001);
              case MANY ->
                  statement.factIds().stream()
                      .map(this::fact)
                      .anyMatch(
                          fact -> fact.value() instanceof FactValue.Whole && fact.number() > 1);
              // "Only {F1} of them": as few as that.
              case ONLY -> onlySoFew(clause, statement, licence);
            };
        if (EVERY_TIME.matcher(clause).find()
            && licence.statements().stream().anyMatch(own -> EVERY_TIME.matcher(own).find())) {
          continue;
        }
        if (!shown && !licence.says(clause, quantity.pattern())) {
          return Optional.of(
              "\""
                  + quantity.word(clause).orElse("")
                  + "\" says how many, and no finding it rests on says so");
        }
      }
    }
    return Optional.empty();
  }

  /// "Only {F1}": a small part, or fewer than a finding says it takes.
  private boolean onlySoFew(String clause, Statement statement, Licence licence) {
    return ONLY_SO_FEW
        .matcher(clause)
        .results()
        .map(match -> match.group(1))
        .anyMatch(id ->
            minorities(statement).anyMatch(id::equals)
                || licence.figures().stream()
                    .map(this::fact)
                    .filter(other -> isNumber(other) && nameWords(other).contains("need"))
                    .anyMatch(other ->
                        isNumber(fact(id))
                            && other.unit().equals(fact(id).unit())
                            && other.number() > fact(id).number()));
  }

  private boolean isMajority(Fact fact) {
    return fact.unit().equals(Unit.SHARE) && isNumber(fact) && fact.number() > 0.5;
  }

  private boolean isMinority(Fact fact) {
    return fact.unit().equals(Unit.SHARE) && isNumber(fact) && fact.number() < 0.5;
  }

  private Optional<String> wrongAdvice(
      String sentence, Statement statement, Licence licence, List<String> about) {
    if (STATES.matcher(sentence).find()) {
      // "The drift is harmful: retrain" claims before it advises.
      var claimed = wrongClaim(sentence, statement, licence, about);
      if (claimed.isPresent()) {
        return claimed;
      }
    }
    boolean spares = WordLists.NO_NEED.matcher(sentence).find() && licence.isMild();
    if (!spares && !WordLists.WARNS.matcher(sentence).find()) {
      var negation = wrongNegation(sentence, licence);
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
