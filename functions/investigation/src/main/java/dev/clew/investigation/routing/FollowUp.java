package dev.clew.investigation.routing;

import java.util.regex.Pattern;

/// Tells a question that goes on with the one before it from a new one.
public final class FollowUp {
  private static final Pattern GOES_ON =
      Pattern.compile(
          "^\\W*(?:ok(?:ay)?,?\\s+|so\\s+|now\\s+)*(?:and|but|what about|how about|same|only|just|also|now|again|then|instead|why|since when|"
              + "or|for|with|without|in|on|by|per|compared|versus|vs)\\b",
          Pattern.CASE_INSENSITIVE);

  /// More words of its own than this say what they ask for.
  private static final int FEW = 3;

  private FollowUp() {}

  /// Whether nothing is asked for by these words.
  public static boolean isBare(String words) {
    return Words.of(words).stream().allMatch(Words::isFunctionWord);
  }

  /// Whether a question that does not say what it asks for goes on with what was asked before.
  ///
  /// @param neutral the question without windows and names
  /// @param named whether there is a window or a target in it
  public static boolean isOne(String question, String neutral, boolean named) {
    long own = Words.of(neutral).stream().filter(word -> !Words.isFunctionWord(word)).count();
    return own <= FEW && (named || GOES_ON.matcher(question).find());
  }
}
