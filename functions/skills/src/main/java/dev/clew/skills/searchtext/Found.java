package dev.clew.skills.searchtext;

import dev.clew.evidence.SpanRef;
import java.util.Optional;

/// A text that holds what was looked for.
///
/// @param thing which row, span or trace
/// @param ref where it is found; empty for rows
/// @param where a place that can be opened: `traceId/spanId input[3] user`, `row 7 city`
/// @param part the kind of place: `input user`, a column
/// @param times how often it stands there
/// @param context the words around its first place
record Found(
    int thing, Optional<SpanRef> ref, String where, String part, int times, String context) {}
