package dev.clew.investigation.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whether a question holds two groups of runs against each other by their names in the data: `do
/// runs on web fail more than on app?`, where `web` and `app` are values of one field.
public final class Contrast {
  private static final Pattern COMPARES =
      Pattern.compile(
          "\\b(?:than|versus|vs|against|differ\\w*|compar\\w*|between|apart|better|worse)\\b",
          Pattern.CASE_INSENSITIVE);

  private Contrast() {}

  /// Whether a question's words compare at all; the names of what is in the data are not needed to
  /// tell.
  public static boolean compares(String question) {
    return COMPARES.matcher(question).find();
  }

  /// Whether it names two values of one field of a target.
  public static boolean isDrawn(String question, TargetNames target) {
    var words = List.of(question.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_.:/-]+", -1));
    var named = new HashMap<String, Integer>();
    for (var value : target.values()) {
      if (words.contains(value.text().toLowerCase(Locale.ROOT))
          && named.merge(value.field(), 1, Integer::sum) > 1) {
        return true;
      }
    }
    return false;
  }
}
