package dev.clew.investigation.agent;

import dev.clew.investigation.StepResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The gists of an investigation's steps during one turn, each read when it is first needed, and
/// once; and the whole results for who looks closer. Not thread-safe.
final class Gists {
  private final Function<String, Optional<Gist>> stored;
  private final Function<String, Optional<StepResult>> results;
  private final Map<String, Optional<Gist>> read = new HashMap<>();

  /// @param stored reads a step's gist; empty for a step that has not ended
  /// @param results reads its whole result
  Gists(Function<String, Optional<Gist>> stored, Function<String, Optional<StepResult>> results) {
    this.stored = stored;
    this.results = results;
  }

  Optional<Gist> of(String step) {
    return read.computeIfAbsent(step, stored);
  }

  Optional<StepResult> whole(String step) {
    return results.apply(step);
  }
}
