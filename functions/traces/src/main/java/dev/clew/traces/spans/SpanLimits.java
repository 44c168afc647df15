package dev.clew.traces.spans;

import dev.clew.traces.store.Limits;

/// What reading one application may use. Whatever is left out because of a limit is said in the
/// coverage, never dropped silently.
///
/// @param maxSpans spans held; more are counted and not examined
/// @param maxHeldBytes memory for spans and their texts, estimated; beyond it spans are counted and
///   not examined
/// @param maxTextCharacters one text in the data that somebody asked for; a longer one ends its
///   document
/// @param maxDocumentBytes one document that must be held whole: a transcript, an observation, a
///   protobuf message
/// @param maxNesting how deep JSON may nest
/// @param readers objects read at the same time; the result does not depend on it
/// @param bytes what one object may decompress to
public record SpanLimits(
    long maxSpans,
    long maxHeldBytes,
    int maxTextCharacters,
    int maxDocumentBytes,
    int maxNesting,
    int readers,
    Limits bytes) {

  private static final int DEFAULT_NESTING = 500;

  /// A span without texts takes about this much.
  private static final long SPAN_BYTES = 400;

  public SpanLimits {
    if (maxSpans < 1
        || maxHeldBytes < 1
        || maxTextCharacters < 1
        || maxDocumentBytes < 1
        || maxNesting < 1
        || readers < 1) {
      throw new IllegalArgumentException(
          "a limit is below 1: %d spans, %d bytes held, %d characters, %d bytes a document, nesting %d, %d readers"
              .formatted(
                  maxSpans,
                  maxHeldBytes,
                  maxTextCharacters,
                  maxDocumentBytes,
                  maxNesting,
                  readers));
    }
  }

  /// For a process with this much heap: half of it may hold spans, a sixteenth one document.
  ///
  /// @param heapBytes as `Runtime.maxMemory()` says
  /// @param readers processors to use
  public static SpanLimits forHeap(long heapBytes, int readers) {
    long held = Math.max(SPAN_BYTES, heapBytes / 2);
    int document = Math.clamp(heapBytes / 16, 1 << 20, 256 << 20);
    return new SpanLimits(
        held / SPAN_BYTES, held, document / 2, document, DEFAULT_NESTING, readers, Limits.DEFAULT);
  }
}
