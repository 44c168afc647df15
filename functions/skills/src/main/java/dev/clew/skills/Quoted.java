package dev.clew.skills;

import dev.clew.evidence.Excerpt;
import dev.clew.models.context.View;
import java.util.List;

/// The data's own words, for evidence.
public final class Quoted {
  /// So much of a text goes into an answer: what a reader takes in at once. Keys and shapes of JSON
  /// stay, and what was left out says how to get it.
  public static final int LONGEST = 2_000;

  private Quoted() {}

  /// A text of a span; none where it is blank.
  ///
  /// @param what which of its texts: `result`
  public static List<Excerpt> of(String traceId, String spanId, String what, String text) {
    if (text.isBlank()) {
      return List.of();
    }
    return List.of(
        new Excerpt(
            traceId + "/" + spanId + ", " + what,
            View.inCharacters(
                "clew traces " + traceId + ", span " + spanId + ", " + what,
                text.strip(),
                List.of(),
                LONGEST)));
  }
}
