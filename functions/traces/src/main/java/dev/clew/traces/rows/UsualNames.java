package dev.clew.traces.rows;

import java.util.List;

/// The names by which columns are taken for what a model put out or what really happened, where no
/// schema says so: for answers that must say what was looked for. A `*` stands for any letters.
public final class UsualNames {
  private UsualNames() {}

  public static List<String> ofPredictions() {
    return Names.PREDICTION;
  }

  public static List<String> ofScores() {
    return Names.SCORE;
  }

  public static List<String> ofActuals() {
    return Names.ACTUAL;
  }
}
