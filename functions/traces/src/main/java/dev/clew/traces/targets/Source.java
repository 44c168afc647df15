package dev.clew.traces.targets;

import dev.clew.traces.targets.Target.Kind;
import java.util.Optional;

/// Where some of a target's objects lie already.
///
/// @param target the name it goes by
/// @param location `s3://bucket/prefix`, or a folder
/// @param schema a `schema.json` as JSON text, for a predictor whose place has none
public record Source(Kind kind, String target, String location, Optional<String> schema) {}
