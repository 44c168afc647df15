package dev.clew.skills.drift;

import dev.clew.skills.predictors.ColumnKind;
import dev.clew.skills.predictors.Variable;
import dev.clew.statistics.drift.DriftEffect;
import dev.clew.statistics.drift.DriftVerdict;
import java.util.List;
import java.util.Optional;

/// What was found out about one column.
///
/// @param window the whole current window against the baseline; absent where it cannot be compared
/// @param since the rows since the column moved; absent where that is the whole window or not dated
/// @param from index of the first current row on the new level; 0 when not dated within the window
/// @param chunks effect of each current chunk, absent where it has no values
/// @param shape how its values went, in words and figures
/// @param gap empty cells
/// @param lives categories that came and went
/// @param looks comparisons made
record ColumnReport(
    Variable variable,
    ColumnKind kind,
    Optional<Move> window,
    Optional<Move> since,
    int from,
    List<Optional<DriftEffect>> chunks,
    Optional<Shape> shape,
    Gap gap,
    List<Life> lives,
    long looks) {

  ColumnReport {
    chunks = List.copyOf(chunks);
    lives = List.copyOf(lives);
  }

  String name() {
    return variable.name();
  }

  /// The move that counts: since it began, or over the whole window.
  Optional<Move> move() {
    return since.or(() -> window);
  }

  Optional<DriftVerdict> verdict() {
    return move().map(move -> move.effect().verdict());
  }

  boolean isDrifted() {
    return verdict().filter(DriftVerdict.Drift.class::isInstance).isPresent();
  }

  boolean isUndecided() {
    return verdict().filter(DriftVerdict.Undecided.class::isInstance).isPresent();
  }

  /// The effect in units of what matters; 0 where nothing was compared.
  double strength() {
    return move().map(move -> move.effect().strength()).orElse(0.0);
  }

  long driftedChunks() {
    return chunks.stream()
        .flatMap(Optional::stream)
        .filter(effect -> effect.verdict() instanceof DriftVerdict.Drift)
        .count();
  }
}
