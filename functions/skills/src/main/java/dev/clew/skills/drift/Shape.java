package dev.clew.skills.drift;

import dev.clew.skills.predictors.Cells;
import dev.clew.skills.predictors.Condition;
import dev.clew.skills.predictors.Variable;
import dev.clew.traces.rows.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How a column's values went: its shares by cell, and its mean where it has one.
///
/// @param parts in the order of the axis, or of frequency
/// @param meanBefore absent for categories
record Shape(List<Part> parts, Optional<Double> meanBefore, Optional<Double> meanNow) {

  Shape {
    parts = List.copyOf(parts);
  }

  /// A cell's share of the rows.
  record Part(Condition condition, double before, double now) {
    double change() {
      return now - before;
    }
  }

  /// @param comparer of the variable, whose baseline is laid out already
  /// @param from first current row that counts
  static Optional<Shape> of(Variable variable, Comparer comparer, int from) {
    Optional<Cells> cells =
        comparer instanceof Comparer.Numeric numeric
                && variable.baseline().orElse(null) instanceof Column.Numbers before
                && variable.current().orElse(null) instanceof Column.Numbers now
            ? Cells.of(before, now, numeric.reference().sample())
            : Cells.of(variable);
    return cells.map(cut -> of(variable, cut, from));
  }

  private static Shape of(Variable variable, Cells cells, int from) {
    double[] before = shares(cells.feature().reference(), 0, cells.feature().cells());
    double[] now = shares(cells.feature().current(), from, cells.feature().cells());
    var parts = new ArrayList<Part>();
    for (int cell = 0; cell < before.length; cell++) {
      parts.add(new Part(cells.conditions().get(cell), before[cell], now[cell]));
    }
    return new Shape(
        parts,
        variable.baseline().flatMap(column -> mean(column, 0)),
        variable.current().flatMap(column -> mean(column, from)));
  }

  private static double[] shares(byte[] cells, int from, int size) {
    double[] shares = new double[size];
    for (int row = from; row < cells.length; row++) {
      shares[cells[row]]++;
    }
    for (int cell = 0; cell < size; cell++) {
      shares[cell] /= cells.length - from;
    }
    return shares;
  }

  private static Optional<Double> mean(Column column, int from) {
    return switch (column) {
      case Column.Numbers(_, double[] values, _, _) -> {
        double sum = 0;
        double lost = 0;
        int finite = 0;
        for (int row = from; row < values.length; row++) {
          if (Double.isFinite(values[row])) {
            double term = values[row] - lost;
            double next = sum + term;
            lost = (next - sum) - term;
            sum = next;
            finite++;
          }
        }
        yield finite > 0 ? Optional.of((sum - lost) / finite) : Optional.empty();
      }
      case Column.Categories _, Column.Times _ -> Optional.empty();
    };
  }

  /// Share of the rows in cells that both stretches hold.
  double overlap() {
    return parts.stream().mapToDouble(part -> Math.min(part.before(), part.now())).sum();
  }

  /// The cells whose shares changed most.
  List<Part> largest(int most) {
    return parts.stream()
        .sorted(Comparator.comparingDouble((Part part) -> -Math.abs(part.change())))
        .limit(most)
        .toList();
  }
}
