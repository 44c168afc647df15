package dev.clew.skills.promptoptimization.search;

/// How good an answer is.
///
/// @param value from 0, wrong, to 1, right
/// @param reason what is wrong with it, words of the data in quotes; empty where nothing is
public record Score(double value, String reason) {
  public static final Score RIGHT = new Score(1, "");

  public Score {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("score " + value + " is not in [0, 1]");
    }
  }

  public static Score wrong(String reason) {
    return new Score(0, reason);
  }

  public boolean isRight() {
    return value == 1;
  }
}
