package dev.clew.skills.drift;

import dev.clew.skills.predictors.Comparison;
import dev.clew.skills.predictors.Onset;
import dev.clew.skills.predictors.Variable;
import dev.clew.statistics.Tail;
import dev.clew.statistics.drift.DriftEffect;
import dev.clew.statistics.drift.DriftVerdict;
import dev.clew.traces.rows.Chunk;
import dev.clew.traces.rows.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks at one column: the whole window, each chunk, since when.
///
/// A study holds two sorted copies of the column while it runs; what it returns holds none.
final class ColumnStudy {
  private final Comparison comparison;
  private final Set<String> asked;

  /// @param asked columns of which it is said how their values went whether they moved or not
  ColumnStudy(Comparison comparison, Set<String> asked) {
    this.comparison = comparison;
    this.asked = Set.copyOf(asked);
  }

  ColumnReport study(Variable variable) {
    Gap gap = gap(variable);
    var made = Comparer.of(variable);
    if (made.comparer().isEmpty() || variable.current().isEmpty()) {
      return new ColumnReport(
          variable,
          made.kind(),
          Optional.empty(),
          Optional.empty(),
          0,
          List.of(),
          Optional.empty(),
          gap,
          List.of(),
          1);
    }
    Comparer comparer = made.comparer().get();
    Column now = variable.current().get();
    Optional<Move> window = comparer.move(now, 0, now.size());
    List<Optional<DriftEffect>> chunks =
        comparison.chunks().stream()
            .map(chunk -> comparer.effect(now, chunk.from(), chunk.to()))
            .toList();
    List<Life> lives = Life.of(variable);
    int from = isSuspect(window, chunks) ? onset(variable, comparer, chunks) : 0;
    Optional<Move> since = from > 0 ? comparer.move(now, from, now.size()) : Optional.empty();
    var dated = since.filter(move -> isDrift(move.effect()));
    int affected = dated.isPresent() ? from : 0;
    var report =
        new ColumnReport(
            variable,
            made.kind(),
            window,
            dated,
            affected,
            chunks,
            Optional.empty(),
            gap,
            lives,
            2L + chunks.size() + lives.size());
    return report.isDrifted() || asked.contains(variable.name())
        ? withShape(report, comparer)
        : report;
  }

  private static ColumnReport withShape(ColumnReport report, Comparer comparer) {
    return new ColumnReport(
        report.variable(),
        report.kind(),
        report.window(),
        report.since(),
        report.from(),
        report.chunks(),
        Shape.of(report.variable(), comparer, report.from()),
        report.gap(),
        report.lives(),
        report.looks());
  }

  /// Index of the first current row on the column's new level; 0 when it is dated to the window's
  /// beginning or not at all.
  private int onset(Variable variable, Comparer comparer, List<Optional<DriftEffect>> chunks) {
    Column before = variable.baseline().orElseThrow();
    List<Optional<DriftEffect>> past =
        comparison.baselineChunks().stream()
            .map(chunk -> comparer.effect(before, chunk.from(), chunk.to()))
            .toList();
    return Onset.find(
            readings(comparison.baselineChunks(), past),
            readings(comparison.chunks(), chunks),
            comparison.chunks())
        .map(onset -> comparison.chunks().get(onset.chunk()).from())
        .orElse(0);
  }

  private static List<Onset.Reading> readings(
      List<Chunk> chunks, List<Optional<DriftEffect>> effects) {
    var readings = new ArrayList<Onset.Reading>();
    for (int i = 0; i < chunks.size(); i++) {
      if (effects.get(i).isPresent()) {
        var effect = effects.get(i).get();
        double error = effect.interval().width() / (2 * Z);
        if (error > 0) {
          readings.add(new Onset.Reading(chunks.get(i), effect.value(), error));
        }
      }
    }
    return readings;
  }

  private static final double Z = Tail.twoSidedZ(0.95);

  private static boolean isSuspect(Optional<Move> window, List<Optional<DriftEffect>> chunks) {
    return window.filter(move -> isDrift(move.effect())).isPresent()
        || chunks.stream().flatMap(Optional::stream).anyMatch(ColumnStudy::isDrift);
  }

  private static boolean isDrift(DriftEffect effect) {
    return effect.verdict() instanceof DriftVerdict.Drift;
  }

  private Gap gap(Variable variable) {
    long rowsBefore = comparison.baseline().count();
    long rowsNow = comparison.current().count();
    return Gap.of(
        variable.baseline().map(Column::missing).orElse((int) rowsBefore),
        rowsBefore,
        variable.current().map(Column::missing).orElse((int) rowsNow),
        rowsNow);
  }
}
