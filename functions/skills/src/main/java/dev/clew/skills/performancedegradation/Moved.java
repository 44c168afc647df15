package dev.clew.skills.performancedegradation;

import dev.clew.skills.predictors.Attribution.CutVariable;
import dev.clew.skills.predictors.Role;
import dev.clew.statistics.drift.CountPair;
import dev.clew.statistics.drift.DriftVerdict;
import dev.clew.statistics.drift.JensenShannon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which inputs moved inside a slice.
///
/// @param columns those that drifted, the strongest first
/// @param looks inputs compared
record Moved(List<Column> columns, long looks) {
  private static final int MOST = 3;

  Moved {
    columns = List.copyOf(columns);
  }

  /// @param distance Jensen-Shannon, corrected for chance
  record Column(String column, double distance) {}

  /// Compares every feature but those that define the slice.
  static Moved inside(Slice slice, List<CutVariable> columns) {
    var moved = new ArrayList<Column>();
    long looks = 0;
    for (var column : columns) {
      String name = column.variable().name();
      if (column.variable().role() != Role.FEATURE || slice.isAbout(name)) {
        continue;
      }
      var feature = column.cells().feature();
      long[] before = counts(feature.reference(), slice.before(), feature.cells());
      long[] now = counts(feature.current(), slice.now(), feature.cells());
      looks++;
      var effect = JensenShannon.effect(CountPair.of(before, now));
      switch (effect.verdict()) {
        case DriftVerdict.Drift(_, double _) -> moved.add(new Column(name, effect.value()));
        case DriftVerdict.None _, DriftVerdict.Undecided _ -> {}
      }
    }
    moved.sort(Comparator.comparingDouble((Column one) -> -one.distance()));
    return new Moved(moved.subList(0, Math.min(MOST, moved.size())), looks);
  }

  private static long[] counts(byte[] cells, int[] rows, int size) {
    long[] counts = new long[size];
    for (int row : rows) {
      counts[cells[row]]++;
    }
    return counts;
  }
}
