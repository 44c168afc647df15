package dev.clew.interpretation.voice;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One side of a pair of opposites that sentences speak of. A sentence that puts a figure, or what
/// a finding says, on the other side turns it around.
enum Pole {
  PASSED(
      "pass(?:es|ed|ing)?|succe(?:eds?|eded|eding|ss|sses|ssful|ssfully)|solved|(?:ended|went|turned out|finished) well|(?<!whether [\\p{L} ]{1,40})(?:is|was) (?:right|correct)",
      1),
  FAILED("fail(?:s|ed|ing|ures?)?|went wrong|(?:ended|went) badly|unsuccessful(?:ly)?", 1),
  AT_MOST("at most|no more than|up to|at best", 0),
  AT_LEAST("at least|no less than|or more", 0),
  WITHIN("within|inside|below|beneath", 1),
  BEYOND("beyond(?! chance)|outside|exceed(?:s|ed|ing)?|above", 1),
  LARGEST("max|maximum|longest|largest|biggest|highest|slowest|heaviest|furthest", 0),
  SMALLEST("min|minimum|shortest|smallest|lowest|fastest|quickest|lightest|cheapest", 0),
  WENT_ON("went on|recover(?:s|ed|ing|y)?|continu(?:e|es|ed)|carried on|survived", 1),
  STOPPED("stopped|gave up|broke off|aborted|came to an end", 1),
  WITH("(?<!compared )with", 0),
  WITHOUT("without|lacking", 0),
  BEFORE("baseline|before|previously|earlier|reference|used to|formerly", 0),
  NOW("current|now|today|later|latest|since|afterwards", 0),
  TYPICAL("typical(?:ly)?|median|p50|usual(?:ly)?", 0),
  OUTERMOST("max|maximum|longest|largest|slowest|p9[0-9]", 0),
  REAL("beyond chance|significant(?:ly)?|holds? up|proven", 12),
  CHANCE("(?:be|by|just|mere) (?:well )?chance|luck|noise", 12),
  HARMFUL("harm(?:s|ed|ful)?|hurts?|suffer(?:s|ed)?|damage[sd]?|performance followed", 2),
  HARMLESS("harmless|unharmed|performance did not follow|held", 0),
  GONE("vanish(?:es|ed)?|disappear(?:s|ed)?|(?:is|are|was|were) gone", 0),
  BACK(
      "c[ao]mes? back|(?:re)?appear(?:s|ed)? (?:after|from|since|for the first|again|anew|in row)|emerge[sd]?|(?:is|are|was|were) back",
      1);

  private static final List<Pole> OF_SENTENCES =
      List.of(PASSED, FAILED, WENT_ON, STOPPED, REAL, CHANCE, HARMFUL, HARMLESS, GONE, BACK);

  /// A "not" before it, with few words between.
  private static final String NOT =
      "(?:\\b(?:not|no(?! other)|none|never|nothing(?! else)|nobody|neither|nor|without|cannot)\\b|\\p{L}n['\u2019]t\\b)";

  private final Pattern pattern;
  private final Pattern turned;

  /// @param reach how many words may stand between a "not" and it
  Pole(String words, int reach) {
    this.pattern = Pattern.compile("(?i)\\b(?:" + words + ")\\b");
    this.turned =
        Pattern.compile(
            "(?is).*" + NOT + "(?:[\\s,]+[\\p{L}\\p{N}{}_'-]+){0," + reach + "}[\\s,]+$");
  }

  /// The other side.
  Pole opposite() {
    return switch (this) {
      case PASSED -> FAILED;
      case FAILED -> PASSED;
      case AT_MOST -> AT_LEAST;
      case AT_LEAST -> AT_MOST;
      case WITHIN -> BEYOND;
      case BEYOND -> WITHIN;
      case LARGEST -> SMALLEST;
      case SMALLEST -> LARGEST;
      case WENT_ON -> STOPPED;
      case STOPPED -> WENT_ON;
      case WITH -> WITHOUT;
      case WITHOUT -> WITH;
      case BEFORE -> NOW;
      case NOW -> BEFORE;
      case TYPICAL -> OUTERMOST;
      case OUTERMOST -> TYPICAL;
      case REAL -> CHANCE;
      case CHANCE -> REAL;
      case HARMFUL -> HARMLESS;
      case HARMLESS -> HARMFUL;
      case GONE -> BACK;
      case BACK -> GONE;
    };
  }

  private boolean turns() {
    return switch (this) {
      case AT_MOST,
          AT_LEAST,
          LARGEST,
          SMALLEST,
          WITH,
          WITHOUT,
          BEFORE,
          NOW,
          TYPICAL,
          OUTERMOST,
          HARMLESS,
          GONE ->
          false;
      case PASSED, FAILED, WITHIN, BEYOND, WENT_ON, STOPPED, REAL, CHANCE, HARMFUL, BACK -> true;
    };
  }

  /// What a stretch of words speaks of, a "not" before it taken into account.
  static Set<Pole> in(String text) {
    var found = EnumSet.noneOf(Pole.class);
    for (var pole : values()) {
      var matcher = pole.pattern.matcher(text);
      while (matcher.find()) {
        var before = text.substring(0, matcher.start());
        var clause = before.substring(before.lastIndexOf(';') + 1);
        if (clause.matches("(?is).*\\b(?:no|any|none of the) others?\\s+(?:\\p{L}+\\s+)?")
            || clause.matches("(?is).*\\bothers?\\b[\\p{L} ]*\\b(?:never|not|none)\\s+")) {
          // "No other tool fails" says nothing of this one.
          continue;
        }
        found.add(pole.turns() && pole.turned.matcher(clause).matches() ? pole.opposite() : pole);
      }
    }
    return found;
  }

  /// Those that a sentence as a whole may claim, wherever its figures stand.
  static Set<Pole> claimedIn(String text) {
    var found = EnumSet.copyOf(OF_SENTENCES);
    found.retainAll(in(text));
    return found;
  }

  /// Those that a sentence claims by a "not": "it did not pass".
  static Set<Pole> turnedIn(String text) {
    var found = EnumSet.noneOf(Pole.class);
    found.addAll(claimedIn(text));
    found.removeAll(claimedIn(WordLists.NEGATIONS.matcher(text).replaceAll(" ")));
    return found;
  }

  /// One that the claim has on the other side than all of what it rests on.
  static Optional<Pole> turnedAround(Set<Pole> claimed, Set<Pole> known) {
    return claimed.stream()
        .filter(pole ->
            !claimed.contains(pole.opposite())
                && known.contains(pole.opposite())
                && !known.contains(pole))
        .findFirst();
  }
}
