package dev.clew.traces.spans;

import java.util.EnumSet;
import java.util.Set;

/// What a question needs of each span, so that readers skip the rest: texts are most of the bytes.
///
/// @param parts what to fill beyond ids, names, kind, timing, status, model and tokens
/// @param maxTextCharacters longer texts are cut there, and end in a marker that says how much is
///   missing
public record Needs(Set<Part> parts, int maxTextCharacters) {

  /// What can be left out.
  public enum Part {
    /// [Span#events]: exceptions above all.
    EVENTS,
    /// [Span#tool] arguments and results (the name is always there).
    TOOL_DETAILS,
    /// [Span#content].
    CONTENT,
    /// [Span#attributes].
    ATTRIBUTES
  }

  public static final int DEFAULT_MAX_TEXT = 20_000;

  /// Ids, names, kind, timing, status, model, tokens: enough for counts, cost and latency.
  public static final Needs SKELETON = new Needs(Set.of(), DEFAULT_MAX_TEXT);

  public Needs {
    parts = Set.copyOf(parts);
    if (maxTextCharacters < 1) {
      throw new IllegalArgumentException("maxTextCharacters " + maxTextCharacters + " < 1");
    }
  }

  public static Needs of(Part first, Part... more) {
    return new Needs(EnumSet.of(first, more), DEFAULT_MAX_TEXT);
  }

  public boolean has(Part part) {
    return parts.contains(part);
  }
}
