package dev.clew.investigation.selftrace;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A piece of work: names, ids, counts and durations; content only where a flag allows it.
///
/// @param spanId 16 hexadecimal digits
/// @param parentId empty for the root
/// @param attributes texts, whole numbers, other numbers and truth values
/// @param error what went wrong, in a word; empty where nothing did
record WorkSpan(
    String spanId,
    Optional<String> parentId,
    Kind kind,
    String name,
    Instant start,
    Instant end,
    Map<String, Object> attributes,
    Optional<String> error) {

  WorkSpan {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /// What it is, in OpenInference's words.
  enum Kind {
    AGENT,
    CHAIN,
    TOOL,
    LLM
  }
}
