package dev.clew.traces.dialects;

/// The tables by which traces are understood, as data with versions.
///
/// @param aliases what attributes mean
/// @param transcripts what the fields of a chat transcript are called
public record Dialects(AliasTable aliases, TranscriptFields transcripts) {

  /// Those that come with Clew. Loading takes some milliseconds: once is enough.
  ///
  /// @throws IllegalStateException when a line does not say what it should
  public static Dialects bundled() {
    return new Dialects(AliasTable.bundled(), TranscriptFields.bundled());
  }
}
