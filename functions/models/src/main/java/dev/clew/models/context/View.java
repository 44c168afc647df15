package dev.clew.models.context;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// What a model is shown of a value, and how to get the rest.
///
/// A value that is JSON keeps its keys, its nesting and the lengths of its lists; each text that
/// was cut says by how much and gives the JSON pointer (RFC 6901) that opens it:
/// `#/messages/3/content`. Anything else is text: its beginning and its end. The same value, words
/// and budget always give the same view, and a view of a view is that view.
///
/// @param detail how much is shown
/// @param text what is shown, with a last line that says what `#` stands for where parts were cut
/// @param tokens of the text, by [Tokens]
public record View(Detail detail, String text, long tokens) {
  /// The least a view can be made of: its last resort says only how much there is.
  public static final long LEAST_TOKENS = 24;

  private static final int LONGEST_PLACE = 120;

  /// The fullest view that takes no more tokens than this.
  ///
  /// @param place what opens the value: `span 4f2a, output.value`; it stands for `#`
  /// @param value JSON or any other text
  /// @param wanted words whose surroundings are kept before others, in any case
  /// @param mostTokens at least [#LEAST_TOKENS]
  public static View of(String place, String value, Collection<String> wanted, long mostTokens) {
    if (mostTokens < LEAST_TOKENS) {
      throw new IllegalArgumentException(
          "a view of " + mostTokens + " tokens; the least is " + LEAST_TOKENS);
    }
    var words =
        wanted.stream()
            .map(word -> word.toLowerCase(Locale.ROOT))
            .filter(word -> !word.isBlank())
            .distinct()
            .sorted()
            .toList();
    long whole = Tokens.atMost(value, mostTokens);
    if (whole <= mostTokens) {
      return new View(Detail.FULL, value, whole);
    }
    var legend = legend(place);
    for (var step : steps(value, words)) {
      var text = step.cuts() ? step.text() + legend : step.text();
      long tokens = Tokens.atMost(text, mostTokens);
      if (tokens <= mostTokens) {
        return new View(step.detail(), text, tokens);
      }
    }
    var last = String.format(Locale.ROOT, "[%,d characters, not shown]", value.length());
    return new View(Detail.SKELETON, last, Tokens.of(last));
  }

  /// The fullest view that takes no more characters than this, for readers rather than for models;
  /// no tokens are counted.
  ///
  /// @param mostCharacters at least 200
  public static String inCharacters(
      String place, String value, Collection<String> wanted, int mostCharacters) {
    if (mostCharacters < 200) {
      throw new IllegalArgumentException("a view of " + mostCharacters + " characters");
    }
    if (value.length() <= mostCharacters) {
      return value;
    }
    var legend = legend(place);
    var words = wanted.stream().map(word -> word.toLowerCase(Locale.ROOT)).sorted().toList();
    for (var step : steps(value, words)) {
      var text = step.cuts() ? step.text() + legend : step.text();
      if (text.length() <= mostCharacters) {
        return text;
      }
    }
    return String.format(Locale.ROOT, "[%,d characters, not shown]", value.length());
  }

  /// One way to show a value.
  ///
  /// @param cuts whether something was left out
  record Step(Detail detail, String text, boolean cuts) {}

  /// From the fullest to the barest, each made only when it is asked for.
  private static Iterable<Step> steps(String value, List<String> wanted) {
    return () ->
        Json.parse(value)
            .map(json -> JsonViews.of(json, wanted))
            .orElseGet(() -> TextViews.of(value, wanted))
            .iterator();
  }

  private static String legend(String place) {
    var plain = Fence.harmless(place).replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ").strip();
    return "\n(# is "
        + (plain.length() <= LONGEST_PLACE
            ? plain
            : plain.substring(0, Cut.whole(plain, LONGEST_PLACE)) + "\u2026")
        + ")";
  }
}
