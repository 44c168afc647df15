package dev.clew.interpretation.voice;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Words that claim something, by what they claim. English only, as the sentences are.
final class WordLists {

  /// Numbers in words, fractions and multiples too. "first" orders a tale and stays free.
  static final Pattern NUMBERS =
      Pattern.compile(
          "(?i)\\b(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
              + "|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|[mb]illions?|trillions?|dozens?|couple"
              + "|half|halves|halved|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?"
              + "|\\w+teenth|\\w+tieth|hundredths?|thousandths?|twice|thrice|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)"
              + "|quadrupl(?:e|es|ed|ing)|\\w+fold|percent|per cent|pct)\\b");

  /// Small numbers that English uses for more than counting: a finding that says them lends them.
  static final Pattern SMALL_NUMBERS = Pattern.compile("(?i)\\b(?:both|single|pairs?|seconds?)\\b");

  /// "one" where it counts; "one of them", "no one", "this one" do not.
  static final Pattern ONE =
      Pattern.compile(
          "(?i)(?<!\\bno )(?<!\\bthe )(?<!\\bthis )(?<!\\bthat )(?<!\\bwhich )(?<!\\beach )(?<!\\bany )(?<!\\bevery )"
              + "(?<!\\banother )(?<!\\ba good )\\bone\\b(?! of\\b)(?! another\\b)(?! by one\\b)(?! beside\\b)");

  static final Pattern CAUSES =
      Pattern.compile(
          "(?i)\\b(?:because|caus(?:e|es|ed|ing|al|ally)|due to|lead(?:s|ing)? to|led to|result(?:s|ed|ing)? (?:in|from)"
              + "|as a result|driven|drives?|drove|driving|driver|explain(?:s|ed|ing)?|explanations?|culprits?|responsible|owing to"
              + "|thanks to|stem(?:s|med|ming)? from|trigger(?:s|ed|ing)?|reasons?|why|therefore|hence|consequently"
              + "|consequences?|blamed?|to blame|attribut(?:able|ed|es) to|(?:is|are|was|were|lies?|lay|stands?) behind"
              + "|contribut(?:e|es|ed|ing|ion|ions|or)|account(?:s|ed)? for|originat(?:e|es|ed)|underlying|root"
              + "|(?:effect|impact|influence) (?:of|on)|influenc(?:e|es|ed)|mak(?:e|es|ing) [\\p{L}{}F0-9 ]{1,40} (?:fail|worse|slow|slower|drift)"
              + "|made [\\p{L} ]{1,40} (?:fail|worse|slow|slower)|thus|source of)\\b");

  /// What asks after a cause claims none.
  static final Pattern ASKS_WHY =
      Pattern.compile(
          "(?i)\\b(?:find out|check|see|ask|learn|understand|investigate|look (?:at|into|for)|whether|why)\\b");

  static final Pattern NEGATIONS =
      Pattern.compile(
          "(?i)\\b(?:not|no|none|never|nothing|nobody|nowhere|neither|nor|without|cannot|lack(?:s|ed|ing)?|absen(?:t|ce)"
              + "|unable|barely|hardly|free of|\\p{L}+n['\u2019]t|fail(?:s|ed)? to)\\b");

  /// A "not" that is part of what to do, or of what to look at: it denies nothing.
  static final Pattern WARNS =
      Pattern.compile(
          "(?i)^\\W*(?:do not|don['\u2019]t|if|where|unless|before|until|check|see|find out|compare)\\b|\\bwhether\\b");

  /// Words of four letters and more that say nothing about what a clause is about.
  static final Set<String> EMPTY =
      Set.of(
          "that",
          "this",
          "these",
          "those",
          "there",
          "their",
          "them",
          "they",
          "here",
          "have",
          "been",
          "does",
          "done",
          "with",
          "from",
          "into",
          "than",
          "then",
          "when",
          "where",
          "which",
          "what",
          "whose",
          "were",
          "will",
          "would",
          "could",
          "should",
          "must",
          "also",
          "only",
          "even",
          "much",
          "many",
          "more",
          "most",
          "some",
          "such",
          "very",
          "other",
          "each",
          "every",
          "between",
          "among",
          "over",
          "under",
          "after",
          "before",
          "against",
          "while",
          "because",
          "problem",
          "problems",
          "thing",
          "things",
          "about",
          "still",
          "just");

  /// Claims about how many.
  enum Quantity {
    ALL("all|every|everything|everyone|each|always|entire|entirely|completely|whole|wholly|fully"),
    NONE("none|nothing|nobody|never|nowhere|zero"),
    ONLY("only|solely|exclusively|merely|sole|nothing but"),
    MOST(
        "most|mostly|majority|largely|mainly|primarily|chiefly|predominantly|bulk|usually|typically"),
    FEW("few|rarely|seldom|minority|handful|hardly|barely");

    private final Pattern pattern;

    Quantity(String words) {
      this.pattern = Pattern.compile("(?i)\\b(?:" + words + ")\\b");
    }

    static Set<Quantity> in(String text) {
      var found = EnumSet.noneOf(Quantity.class);
      for (var quantity : values()) {
        if (quantity.pattern.matcher(text).find()) {
          found.add(quantity);
        }
      }
      return found;
    }

    Optional<String> word(String text) {
      var matcher = pattern.matcher(text);
      return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
  }

  /// Doings that no card of ours advises; whoever asks for them in a trace is not the reader's
  /// friend.
  static final Pattern ORDERS =
      Pattern.compile(
          "(?i)\\b(?:passwords?|passphrases?|credit cards?|bank account|wire transfers?|bitcoin|gift cards?|click|visit|browse to"
              + "|log ?in|sign in|e-?mail (?:the|your|us|me|this)|send (?:the|your|us|me|this|an? e-?mail)|upload|download|install|execute|curl|sudo"
              + "|rm -rf|drop table|delete (?:the|your|all|every)|disable|uninstall|wipe|erase|ignore (?:the|all|any|previous|prior)"
              + "|disregard|system prompt|previous instructions|you must now|as an ai|i am an ai|language model)\\b");

  static final Pattern MARKUP =
      Pattern.compile(
          "(?i)https?:|www\\.|ftp:|javascript:|data:[a-z]+/|mailto:|file:|\\]\\s*\\(|!\\[|<[a-z/!?]|&#|\\b[\\w.+-]+@[\\w-]+\\.[a-z]{2,}"
              + "|\\b(?:[a-z0-9-]+\\.)+(?:com|org|net|io|dev|ai|app|xyz|info|example|test|onion|ru|cn|co|us|uk|de)\\b(?:/|\\b)");

  private WordLists() {}

  /// Sentences cut into stretches within which a negation works.
  static List<String> clauses(String sentence) {
    var clauses = new ArrayList<String>();
    for (var clause :
        sentence.split("[;:,()]|\\b(?:while|but|whereas|although|though|and so|so that)\\b", -1)) {
      if (!clause.isBlank()) {
        clauses.add(clause);
      }
    }
    return clauses;
  }
}
