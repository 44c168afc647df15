package dev.clew.interpretation;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Which way a comparative word points.
public enum Direction {
  UP,
  DOWN,
  /// "Better": up where more is better, down where less is.
  BETTER,
  WORSE;

  private static final Map<String, Direction> WORDS = words();

  /// Verbs after which a size stands without its sign: "fell by 3.1 points", "lost 3.1 points".
  private static final Pattern VERB_BEFORE =
      Pattern.compile(
          "(?s)(?:.*\\W)?(\\p{L}+)(?: (?:in|of|its) [\\p{L} ]{0,40}?)? by (?:about )?$|(?:.*\\W)?(lost|gained) $");

  private static final Pattern LESS_IS_BETTER =
      Pattern.compile(
          "(?<![a-z])(error|errors|failure|failures|failed|loss|mae|rmse|mse|brier|ece|latency|duration"
              + "|cost|usd|tokens|missing|drift|bias|duplicates|retries|exceptions|seconds)(?![a-z])");

  private static final Pattern MORE_IS_BETTER =
      Pattern.compile(
          "(?<![a-z0-9])(auc|accuracy|precision|recall|f1|specificity|r2|ndcg|map|mrr|success|reward|pass|pace)"
              + "(?![a-z0-9])");

  private static final String RISES =
      """
      rose rise rises risen rising grew grow grows grown growing growth increased increase increases
      increasing gained gain gains climbed climbs higher more longer larger bigger greater jumped
      jumps doubled surged surges soared soars spiked spikes commoner
      """;

  private static final String FALLS =
      """
      fell fall falls fallen falling dropped drop drops dropping decreased decrease decreases
      decreasing declined decline declines lost loses lower fewer less shorter smaller shrank shrinks
      shrunk halved sank reduced reduces reduction dipped dips slumped plunged plummeted plummets
      tumbled shortened rarer scarcer
      """;

  private static Map<String, Direction> words() {
    var words = new TreeMap<String, Direction>();
    put(words, UP, RISES);
    put(words, DOWN, FALLS);
    put(words, BETTER, "better improved improves improvement faster cheaper stronger recovered");
    put(
        words,
        WORSE,
        "worse worsened worsens degraded degrades deteriorated slower costlier dearer weaker slowed");
    return words;
  }

  private static void put(Map<String, Direction> words, Direction direction, String list) {
    Pattern.compile("\\s+").splitAsStream(list.strip()).forEach(word -> words.put(word, direction));
  }

  /// The direction of a word, if it has one.
  public static Optional<Direction> of(String word) {
    return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
  }

  /// The other way.
  public Direction opposite() {
    return switch (this) {
      case UP -> DOWN;
      case DOWN -> UP;
      case BETTER -> WORSE;
      case WORSE -> BETTER;
    };
  }

  /// Whether a difference fits the word. Where "better" needs to know which way is good and the
  /// fact's name does not tell, there is no verdict.
  ///
  /// @param sign of the difference
  /// @param name the fact's name, which says what was measured
  public Optional<Boolean> fits(double sign, String name) {
    return switch (this) {
      case UP -> Optional.of(sign > 0);
      case DOWN -> Optional.of(sign < 0);
      case BETTER -> goodSign(name).map(good -> good * sign > 0);
      case WORSE -> goodSign(name).map(good -> good * sign < 0);
    };
  }

  private static Optional<Integer> goodSign(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    boolean more = MORE_IS_BETTER.matcher(lower).find();
    boolean less = LESS_IS_BETTER.matcher(lower).find();
    return more == less ? Optional.empty() : Optional.of(more ? 1 : -1);
  }

  /// Whether the words end in a directed verb whose size comes next.
  static boolean endsWithVerbOf(String before) {
    var matcher = VERB_BEFORE.matcher(before);
    if (!matcher.matches()) {
      return false;
    }
    var verb = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    return of(verb).map(direction -> direction == UP || direction == DOWN).orElse(false);
  }
}
