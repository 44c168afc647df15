package dev.clew.skills.search;

import dev.clew.evidence.SpanRef;
import dev.clew.skills.retrieval.Piece;

/// A piece of a text that stands in a run.
///
/// @param id its name in an index, the same as long as it stands where it does
/// @param trace place of its trace among all
/// @param place where in its span the text stands: `input[3] user`
/// @param prose what of it is written for readers, for an embedder; empty where nothing is
record Said(
    String id, int trace, SpanRef ref, String place, Speaker speaker, Piece piece, String prose) {

  /// `traceId/spanId input[3] user, piece 2 of 5`.
  String where() {
    return ref.traceId() + "/" + ref.spanId() + " " + piece.within(place);
  }
}
