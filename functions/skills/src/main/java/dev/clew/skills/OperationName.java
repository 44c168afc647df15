package dev.clew.skills;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A span's name without what differs from one call to the next, so that `Step 1` and `Step 2` are
/// one operation: ids and numbers that stand alone become `#`. Numbers inside words stay (`gpt-4o`,
/// `s3`).
public final class OperationName {
  private static final Pattern ID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
              + "|\\b(?=[0-9a-fA-F]*[0-9])(?=[0-9]*[a-fA-F])[0-9a-fA-F]{12,}\\b");

  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\p{N}.])[0-9]+(?:[.,:][0-9]+)*(?![\\p{L}\\p{N}])");

  private OperationName() {}

  public static String of(String name) {
    return numbers(ID.matcher(name).replaceAll("#"));
  }

  /// As [#of(String)], but the name of a model in it stays whole: `chat claude-3-opus`.
  ///
  /// @param model as it may stand in the name, in lower case
  public static String of(String name, String model) {
    int at = model.isEmpty() ? -1 : name.toLowerCase(Locale.ROOT).indexOf(model);
    if (at < 0 || at + model.length() > name.length()) {
      return of(name);
    }
    return of(name.substring(0, at))
        + name.substring(at, at + model.length())
        + of(name.substring(at + model.length()));
  }

  private static String numbers(String name) {
    return NUMBER.matcher(name).replaceAll(Matcher.quoteReplacement("#"));
  }
}
