package dev.clew.models.context;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Shorter and shorter views of a text.
final class TextViews {
  /// The shortest excerpt that still says something, in characters.
  private static final int SHORTEST = 120;

  private TextViews() {}

  /// Each an eighth shorter than the one before, then how much there is.
  static Stream<View.Step> of(String text, List<String> wanted) {
    var excerpts =
        IntStream.iterate(
                text.length() - text.length() / 8,
                most -> most >= SHORTEST,
                most -> most - most / 8 - 1)
            .mapToObj(most -> step(Detail.EXCERPT, Cut.middle(text, most, "#", wanted)));
    return Stream.concat(excerpts, Stream.of(80, 20).map(most -> bare(text, most)));
  }

  private static View.Step bare(String text, int most) {
    int end = Cut.whole(text, Math.min(most, text.length()));
    return step(
        Detail.SKELETON,
        String.format(
            Locale.ROOT,
            "[text, %,d characters in %,d lines; open #] %s\u2026",
            text.length(),
            text.lines().count(),
            text.substring(0, end)));
  }

  private static View.Step step(Detail detail, String text) {
    return new View.Step(detail, text, true);
  }
}
