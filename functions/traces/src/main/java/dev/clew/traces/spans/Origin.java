package dev.clew.traces.spans;

/// Where a span was read.
///
/// @param key the object
/// @param ordinal position within the object, from 0; orders spans that have no clock
public record Origin(String key, long ordinal) {}
