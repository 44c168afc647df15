package dev.clew.traces.spans;

import java.util.OptionalDouble;

/// How a whole run ended, where the source says so (a transcript's reward, `is_correct`, a score).
///
/// @param failed whether it counts as failed
/// @param reward the number it was given, where there is one
/// @param source which field said so: `reward`, `is_correct`, `status`
public record Outcome(boolean failed, OptionalDouble reward, String source) {}
