package dev.clew.skills.promptoptimization.search;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Places of a prompt that an application fills: `{{question}}`.
public final class Variables {
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{\\s*([\\p{L}_][\\p{L}\\p{Nd}_.-]*)\\s*\\}\\}");

  private Variables() {}

  /// Names, in order of their first use.
  public static Set<String> in(String text) {
    var names = new LinkedHashSet<String>();
    PLACE.matcher(text).results().forEach(place -> names.add(place.group(1)));
    return names;
  }

  /// The text with its places filled; one without a value stays as it is, and what is filled in is
  /// not looked at again.
  static String filled(String text, Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> {
          var value = values.get(place.group(1));
          return Matcher.quoteReplacement(value == null ? place.group() : value);
        });
  }
}
