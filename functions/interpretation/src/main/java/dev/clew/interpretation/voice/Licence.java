package dev.clew.interpretation.voice;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Severity;
import dev.clew.interpretation.Sentences;
import dev.clew.interpretation.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What some findings say, taken apart: what may be said in other words.
final class Licence {
  private static final Pattern CONTENT = Pattern.compile("\\{F[0-9]+\\}|[\\p{L}_]{4,}");
  private static final Pattern PIECES =
      Pattern.compile("[;:,]|\\b(?:and|but|while|whereas|although|though|so)\\b");
  private static final Pattern OF =
      Pattern.compile("(?i)\\s*(?:out )?of(?: (?:the|all|its|their|these|those))*\\s*");
  private static final Pattern ENDS =
      Pattern.compile("[;:,.()]|\\b(?:and|while|where|but|whereas|against|than)\\b");
  private static final int SHORT = 60;

  /// A clause of a finding, or one of its sentences.
  ///
  /// @param words stems of what it is about
  record Unit(String text, Set<String> words, boolean isNegated) {
    static Unit of(String text) {
      return new Unit(text, content(text), WordLists.NEGATIONS.matcher(text).find());
    }
  }

  private final List<String> statements;
  private final List<Pair> pairs = new ArrayList<>();
  private final List<Unit> clauses = new ArrayList<>();
  private final List<Unit> sentences = new ArrayList<>();
  private final Set<Pole> poles;
  private final Set<String> denied = new HashSet<>();
  private final Set<String> affirmed = new HashSet<>();
  private final Map<String, String> around = new HashMap<>();
  private final String reports;
  private final double confidence;
  private final boolean mild;

  /// @param facts those of the evidence, by id
  Licence(Collection<Finding> findings, Map<String, Fact> facts) {
    statements = findings.stream().map(Finding::statement).toList();
    var texts = new ArrayList<String>(statements);
    findings.forEach(finding -> texts.add(finding.title()));
    for (var text : texts) {
      for (var sentence : Sentences.of(text)) {
        var plain = sentence.replaceAll("[()]", " ");
        sentences.add(Unit.of(plain));
        denied.addAll(denied(plain));
        for (var piece : PIECES.split(plain, -1)) {
          var part = Unit.of(piece);
          if (!part.isNegated()) {
            affirmed.addAll(part.words());
          }
        }
        WordLists.scopes(plain).forEach(clause -> clauses.add(Unit.of(clause)));
        Surroundings.of(Statement.parse(plain))
            .forEach((id, words) -> around.merge(id, words, (one, other) -> one + "; " + other));
      }
    }
    statements.forEach(text -> pairs.addAll(pairs(Statement.parse(text))));
    mild =
        findings.stream()
            .map(Finding::severity)
            .allMatch(one -> one == Severity.INFO || one == Severity.LOW);
    confidence = findings.stream().mapToDouble(Finding::confidence).min().orElse(0);
    poles =
        Pole.claimedIn(
            texts.stream().map(text -> shortened(text, facts)).collect(Collectors.joining("; ")));
    reports =
        findings.stream()
            .flatMap(finding -> finding.factIds().stream())
            .distinct()
            .flatMap(id -> Stream.ofNullable(facts.get(id)))
            .map(fact -> fact.value() instanceof FactValue.Text(var text) ? text : "")
            .collect(Collectors.joining("; "));
  }

  /// A text with its short texts put in: "the source says that it {F6}" says that it failed.
  private static String shortened(String text, Map<String, Fact> facts) {
    return Pattern.compile("\\{(F[0-9]+)}")
        .matcher(text)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                facts.get(match.group(1)) != null
                        && facts.get(match.group(1)).value() instanceof FactValue.Text(var value)
                        && value.length() <= SHORT
                        && !value.contains(" ")
                    ? value
                    : match.group()));
  }

  List<String> statements() {
    return statements;
  }

  /// "{F1} of {F2} runs failed".
  ///
  /// @param words stems of what is said of the part, behind the two
  record Pair(String part, String whole, Set<String> words) {}

  /// What the findings set against a whole.
  List<Pair> pairs() {
    return pairs;
  }

  /// What a sentence sets against a whole.
  static List<Pair> pairs(Statement statement) {
    var found = new ArrayList<Pair>();
    for (var couple : Couple.in(statement)) {
      if (OF.matcher(couple.between()).matches()) {
        found.add(
            new Pair(couple.first(), couple.second(), content(ENDS.split(couple.behind(), 2)[0])));
      }
    }
    return found;
  }

  /// How far its findings support their claims, the least of them.
  double confidence() {
    return confidence;
  }

  /// Whether none of its findings asks for anything to be done.
  boolean isMild() {
    return mild;
  }

  List<Unit> clauses() {
    return clauses;
  }

  Set<Pole> poles() {
    return poles;
  }

  /// Texts of the data that its findings cite: not ours, and no licence but to report them.
  String reports() {
    return reports;
  }

  /// The words around a figure, wherever it stands; empty where it does not.
  String around(String factId) {
    return around.getOrDefault(factId, "");
  }

  /// The figures that stand in it.
  Set<String> figures() {
    return Set.copyOf(around.keySet());
  }

  /// Whether a clause of this kind speaks of the same thing.
  boolean says(String clause, Pattern kind) {
    var wanted = content(clause);
    return clauses.stream()
        .filter(unit -> kind.matcher(unit.text()).find())
        .anyMatch(unit -> unit.words().stream().anyMatch(wanted::contains));
  }

  /// Whether it denies what this clause denies: at least two of its words, or half of them.
  boolean denies(String clause) {
    var wanted = content(clause);
    return clauses.stream()
        .filter(Unit::isNegated)
        .anyMatch(unit -> {
          long shared = wanted.stream().filter(unit.words()::contains).count();
          // A figure alone does not say what is denied of it.
          boolean worded =
              wanted.stream()
                  .anyMatch(word -> !word.startsWith("{") && unit.words().contains(word));
          return worded && (shared >= 2 || wanted.size() <= 2);
        });
  }

  /// Words that a "not" stands right before.
  private static Set<String> denied(String text) {
    var words = new HashSet<String>();
    WordLists.DENIED
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .filter(word -> !WordLists.EMPTY.contains(word.toLowerCase(Locale.ROOT)))
        .forEach(word -> words.add(stem(word)));
    return words;
  }

  /// Whether this clause's "not" stands before a word that the findings have one before too.
  boolean deniesAs(String clause) {
    var words = denied(clause);
    return !words.isEmpty() && denied.containsAll(words);
  }

  /// A word that the findings only have with a "not" before it, and this clause without.
  Optional<String> affirmsDenied(String clause) {
    return content(clause).stream()
        .filter(denied::contains)
        .filter(word -> !affirmed.contains(word))
        .sorted()
        .findFirst();
  }

  /// What it says with a "not" that this clause, which has none, says without.
  Optional<String> turnsAround(String clause) {
    var wanted = content(clause);
    if (wanted.size() < 2) {
      return Optional.empty();
    }
    double denied = 0;
    var by = "";
    for (var unit : sentences) {
      double share = share(wanted, unit.words());
      if (unit.isNegated() && share > denied) {
        denied = share;
        by = unit.text();
      }
    }
    double affirmed = 0;
    for (var unit : sentences) {
      var words = new HashSet<String>();
      for (var piece : PIECES.split(unit.text(), -1)) {
        var part = Unit.of(piece);
        if (!part.isNegated()) {
          words.addAll(part.words());
        }
      }
      affirmed = Math.max(affirmed, share(wanted, words));
    }
    return denied >= 0.75 && denied > affirmed ? Optional.of(by.strip()) : Optional.empty();
  }

  private static double share(Set<String> wanted, Set<String> words) {
    return (double) wanted.stream().filter(words::contains).count() / wanted.size();
  }

  /// Stems of the words that say what a clause is about; placeholders count as what they name.
  static Set<String> content(String clause) {
    var bare = WordLists.NEGATIONS.matcher(clause).replaceAll(" ");
    var words = new HashSet<String>();
    CONTENT
        .matcher(bare)
        .results()
        .map(match -> match.group())
        .filter(word -> !WordLists.EMPTY.contains(word.toLowerCase(Locale.ROOT)))
        .forEach(word -> words.add(word.startsWith("{") ? word : stem(word)));
    return words;
  }

  static String stem(String word) {
    return word.toLowerCase(Locale.ROOT)
        .replaceAll("(?<=\\p{L}{4})ures?$", "")
        .replaceAll("(?<=\\p{L}{3})(?:ies|ing|ed|es|(?<!s)s|y|e)$", "");
  }
}
