package dev.clew.skills.promptoptimization.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What an application was given, and what it should have answered.
///
/// @param id where it stands: `examples.jsonl:12`, or a trace and span
/// @param inputs values of the prompt's variables
/// @param expected the right answer; empty where it is not known, and only a check's own rule holds
/// @param check how answers are judged, where this one has a check of its own
/// @param logged what the application answered before, where that is known
public record Example(
    String id,
    Map<String, String> inputs,
    String expected,
    Optional<Check> check,
    Optional<String> logged) {
  public Example {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  /// Its inputs as text: one value alone, several each behind its name.
  public String asked() {
    if (inputs.size() == 1) {
      return inputs.values().iterator().next();
    }
    var text = new StringBuilder();
    inputs.forEach((name, value) ->
        text.append(text.isEmpty() ? "" : "\n").append(name).append(": ").append(value));
    return text.toString();
  }
}
