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
  static final Pattern SMALL_NUMBERS =
      Pattern.compile(
          "(?i)\\b(?:both|(?<!a )(?<!est )single|single (?:runs?|calls?|errors?|rows?|traces?|spans?|steps?)|pairs?|seconds?)\\b");

  /// "one" where it counts; "one of them", "no one", "this one" do not.
  static final Pattern ONE =
      Pattern.compile(
          "(?i)(?<!\\bno )(?<!\\bthe )(?<!\\bthis )(?<!\\bthat )(?<!\\bwhich )(?<!\\beach )(?<!\\bany )(?<!\\bevery )"
              + "(?<!\\banother )(?<!\\ba good )\\bone\\b(?! of\\b)(?! another\\b)(?! \\p{L}+ to (?:the next|another)\\b)(?! by one\\b)(?! beside\\b)"
              + "(?!\\s*(?:[.,;:)]|$))(?! (?:that|which|who|is|was|too|and|or|but|to|in|with|from|at|for|as|on|it|they|alone|instead)\\b)");

  static final Pattern CAUSES =
      Pattern.compile(
          "(?i)\\b(?:because|caus(?:e|es|ed|ing|al|ally)|due to|lead(?:s|ing)? to|led to|result(?:s|ed|ing)? (?:in|from)"
              + "|as a result|driven|drives?|drove|driving|driver|explain(?:s|ed|ing)?|explanations?|culprits?|responsible|owing to"
              + "|thanks to|stem(?:s|med|ming)? from|trigger(?:s|ed|ing)?|reasons?|why|therefore|hence|consequently"
              + "|consequences?|blamed?|to blame|attribut(?:able|ed|es) to|(?:is|are|was|were|lies?|lay|stands?) behind"
              + "|contribut(?:e|es|ed|ing|or|ions?(?= to\\b))|account(?:s|ed)? for|originat(?:e|es|ed)|underlying|root"
              + "|(?:effect|impact|influence) (?:of|on)|influenc(?:e|es|ed)|(?<!\\b(?:was|were|been|be|is|are) )ma(?:kes?|king|de)(?! (?:up|sure|sense|out|clear|use|of|do)\\b)(?!(?: (?:it|them|that|this))?\\s*(?:[.,;:]|$))(?! \\{F[0-9]+} of\\b)|thus|source of)\\b");

  /// How a finding gives a reason.
  static final Pattern REASONS =
      Pattern.compile("(?:" + CAUSES.pattern() + ")|\\bsince (?!then\\b|row)|\\bso that\\b");

  /// A reason given in passing.
  static final Pattern SINCE =
      Pattern.compile("(?i)\\b(?:since|given that|as long as)\\s+(?!then\\b)([^;:]+)");

  /// That something can not be known.
  static final Pattern UNKNOWN =
      Pattern.compile(
          "(?i)\\b(?:can ?not be (?:told|said|known|judged)|can['\u2019]t be (?:told|said|known|judged)|unknown|unclear|not known"
              + "|remains? open|too (?:few|little))\\b");

  /// That nothing moved.
  static final Pattern STEADY =
      Pattern.compile(
          "(?i)\\b(?:held|holds?|stay(?:s|ed)?|within|stable|unchanged|steady|did not follow)\\b");

  /// That something was the same all along.
  static final Pattern SAME_ALL_ALONG =
      Pattern.compile(
          "(?i)\\b(?:(?:was|were|is|are|has been|had been) always|constant|unchanged|held)\\b");

  /// That something did not move, said with a "not".
  static final Pattern NEVER_MOVED =
      Pattern.compile(
          "(?i)\\b(?:never|not|n['\u2019]t|hardly) (?:(?:really|ever) )?(?:var(?:y|ied|ies)|chang(?:e|ed|es)|mov(?:e|ed|es)|differ(?:s|ed)?)\\b");

  /// That a claim is no proof: it says less than a finding does.
  static final Pattern HEDGES =
      Pattern.compile(
          "(?i)\\b(?:(?:not|n['\u2019]t|never) (?:(?:yet|by itself|alone|itself) )?(?:prove[sn]?|show(?:s|n)? that|mean that|make it (?:a|the) cause)"
              + "|need not|no proof|not (?:yet )?proven"
              + "|whether [^.,;:]+ or [^.,;:]+ can ?not be (?:told|said|known))\\b");

  /// That a claim is less than sure.
  static final Pattern UNSURE =
      Pattern.compile(
          "(?i)\\bnot (?:yet |quite |entirely |fully |absolutely )?(?:certain|sure|settled|proven|conclusive|clear-?cut|beyond doubt)\\b");

  /// An answer that opens with "no".
  static final Pattern OPENS_WITH_NO = Pattern.compile("(?i)^\\s*no\\s*[:,.;\u2014-]\\s*");

  /// That a change counts.
  static final Pattern MATTERS =
      Pattern.compile(
          "(?i)\\b(?:matters|(?:is|was) (?:relevant|material|important|large enough))\\b");

  /// That it is asked, or supposed, whether a change counts.
  static final Pattern WOULD_MATTER =
      Pattern.compile(
          "(?i)\\b(?:would|that matters?|which matters?|what matters?|smallest|to matter|within|below|less|under|whether|if|not|no)\\b|\\p{L}n['\u2019]t\\b");

  /// What is told only as something that was told.
  static final Pattern TOLD_AS = Pattern.compile("(?i)\\breports? something as ([^,;:.]+)");

  /// That what follows is told, not known.
  static final Pattern TELLS =
      Pattern.compile(
          "(?i)\\b(?:report|claim|sa(?:y|id)|state|tell|told|present|announce|pretend|assert|allege|pass(?:es|ed)? off|as if|as though|without|never|no call|nothing)\\w*\\b");

  /// That something need not be done.
  static final Pattern NO_NEED =
      Pattern.compile(
          "(?i)\\b(?:no need|not necessary|not needed|need not|needn['\u2019]t"
              + "|nothing (?:\\p{L}+ )?(?:to worry about|to be alarmed|calls for|asks for))\\b");

  /// That there is no more of a kind.
  static final Pattern NO_OTHER =
      Pattern.compile(
          "(?i)\\b(?:no others?|none of the others?|nothing else|nobody else|(?:all )?(?:the )?others? [\\p{L} ]{0,40}\\b(?:never|not|none|no))\\b");

  /// What a "not" stands right before.
  static final Pattern DENIED =
      Pattern.compile(
          "(?i)(?:\\b(?:not|no|never|none|nothing|cannot)\\b|\\p{L}n['\u2019]t\\b)\\s+(?:(?:be|been|have|to|yet|longer|really|any|an?|the|other)\\s+)*([\\p{L}-]{4,})");

  /// Words of the data are told as such: "the error says that ...".
  static final Pattern REPORTS =
      Pattern.compile(
          "(?i)\\b(?:errors?|messages?|texts?|tools?|answers?|results?|it) (?:says?|said|reads?|states?|stated|claims?|claimed|complains?|complained|reports?|reported)\\b");

  /// What asks after a cause claims none.
  static final Pattern ASKS_WHY =
      Pattern.compile(
          "(?i)\\b(?:find out|check|see|ask|learn|understand|investigate|look (?:at|into|for)|whether|why)\\b");

  static final Pattern NEGATIONS =
      Pattern.compile(
          "(?i)\\b(?:not|no|none|never|nothing|nobody|nowhere|neither|nor|without|cannot|lack(?:s|ed|ing)?|absen(?:t|ce)"
              + "|unable|free of|silent(?:ly)?|vanish(?:es|ed)?|disappear(?:s|ed)?|missing|gone|\\p{L}+n['\u2019]t|fail(?:s|ed)? to)\\b");

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
    ALL(
        "(?<!\\b(?:after|at|of|as|than|in|for) )all(?! the same\\b)|every|everything|everyone|each|always|entire|entirely|completely|the whole|fully"),
    ONLY("only|solely|exclusively|merely|sole|nothing but"),
    MOST(
        "(?<!at )(?<!the )most|mostly|majority|(?:larger|greater|bigger|lion's) (?:part|share|portion)|largely|mainly|primarily|chiefly|predominantly|bulk|usually|typically"),
    MANY(
        "several|many|multiple|various|numerous|other [\\p{L} ]{1,40} (?:as well|too)|others? also"),
    FEW("(?<!too )few|rarely|seldom|minority|handful|(?:hardly|barely) (?:any|ever)");

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

    Pattern pattern() {
      return pattern;
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

  /// Sentences cut into stretches within which a "not" may reach: an enumeration is one of them.
  static List<String> scopes(String sentence) {
    var scopes = new ArrayList<String>();
    for (var scope : sentence.split("[;:]|\\b(?:while|but|whereas|although|though)\\b", -1)) {
      if (!scope.isBlank()) {
        scopes.add(scope);
      }
    }
    return scopes;
  }

  /// Sentences cut into stretches within which a cause is named.
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
