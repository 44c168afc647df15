package dev.clew.evidence;

/// A few words of the data, as they stand there.
///
/// @param where a place that can be opened: `traceId/spanId`, and the attribute or message
/// @param text not ours: users and programs wrote it
public record Excerpt(String where, String text) {}
