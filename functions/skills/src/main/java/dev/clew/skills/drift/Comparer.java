package dev.clew.skills.drift;

import dev.clew.skills.predictors.ColumnKind;
import dev.clew.skills.predictors.Variable;
import dev.clew.statistics.CategoricalSample;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.drift.CategoricalDrift;
import dev.clew.statistics.drift.CountPair;
import dev.clew.statistics.drift.DriftEffect;
import dev.clew.statistics.drift.JensenShannon;
import dev.clew.statistics.drift.NumericReference;
import dev.clew.traces.rows.Column;
import java.util.Optional;

/// One column's baseline made ready to be compared with any stretch of rows.
sealed interface Comparer {

  /// The distance the verdict rests on, of rows `from` (inclusive) to `to` (exclusive) of a column
  /// of the same kind; nothing where no row has a value.
  Optional<DriftEffect> effect(Column column, int from, int to);

  /// Every measure.
  Optional<Move> move(Column column, int from, int to);

  /// What a comparer was made of, or why there is none.
  ///
  /// @param kind of the column
  /// @param comparer there for numbers and categories
  record Made(ColumnKind kind, Optional<Comparer> comparer) {
    private static Made none(ColumnKind kind) {
      return new Made(kind, Optional.empty());
    }
  }

  /// Makes one, where the column can be compared.
  static Made of(Variable variable) {
    if (variable.baseline().isEmpty() || variable.current().isEmpty()) {
      return Made.none(ColumnKind.MISMATCHED);
    }
    Column now = variable.current().get();
    return switch (variable.baseline().get()) {
      case Column.Numbers before ->
          now instanceof Column.Numbers numbers ? numeric(before, numbers) : mismatch();
      case Column.Categories before ->
          now instanceof Column.Categories categories
              ? categorical(before, categories)
              : mismatch();
      case Column.Times _ -> Made.none(ColumnKind.TIME);
    };
  }

  /// One for chunks of a column that was found to be comparable: the current rows are not laid out
  /// as a whole.
  static Optional<Comparer> forChunks(ColumnReport report) {
    return report.kind() == ColumnKind.NUMERIC
            && report.variable().baseline().orElse(null) instanceof Column.Numbers before
        ? Optional.of(
            new Numeric(NumericReference.of(NumericSample.of(before.values())), NumericSample.of()))
        : of(report.variable()).comparer();
  }

  private static Made mismatch() {
    return Made.none(ColumnKind.MISMATCHED);
  }

  private static Made numeric(Column.Numbers before, Column.Numbers now) {
    NumericSample baseline = NumericSample.of(before.values());
    NumericSample current = baseline.beside(now.values(), 0, now.size());
    ColumnKind kind = ColumnKind.of(baseline, current, before.whole() && now.whole());
    return kind == ColumnKind.NUMERIC
        ? new Made(kind, Optional.of(new Numeric(NumericReference.of(baseline), current)))
        : Made.none(kind);
  }

  private static Made categorical(Column.Categories before, Column.Categories now) {
    int size = Math.max(before.dictionary().size(), now.dictionary().size());
    var baseline = CategoricalSample.of(before.codes(), size);
    var current = CategoricalSample.of(now.codes(), size);
    ColumnKind kind = ColumnKind.of(baseline, current);
    return kind == ColumnKind.CATEGORICAL
        ? new Made(kind, Optional.of(new Categorical(baseline, size)))
        : Made.none(kind);
  }

  /// Numbers.
  ///
  /// @param whole the current column, laid out already; empty where only chunks are compared
  record Numeric(NumericReference reference, NumericSample whole) implements Comparer {
    @Override
    public Optional<DriftEffect> effect(Column column, int from, int to) {
      return column instanceof Column.Numbers(_, double[] values, _, _)
              && isAnyFinite(values, from, to)
          ? Optional.of(JensenShannon.effect(reference.cells().pair(values, from, to)))
          : Optional.empty();
    }

    private static boolean isAnyFinite(double[] values, int from, int to) {
      for (int row = from; row < to; row++) {
        if (Double.isFinite(values[row])) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Optional<Move> move(Column column, int from, int to) {
      return sample(column, from, to).map(sample -> Move.of(reference.compare(sample)));
    }

    private Optional<NumericSample> sample(Column column, int from, int to) {
      if (!(column instanceof Column.Numbers(_, double[] values, _, _))) {
        return Optional.empty();
      }
      boolean all = from == 0 && to == values.length && whole.rows() == to;
      NumericSample sample = all ? whole : reference.sample().beside(values, from, to);
      return sample.isEmpty() ? Optional.empty() : Optional.of(sample);
    }
  }

  /// Categories, coded by one dictionary.
  record Categorical(CategoricalSample reference, int size) implements Comparer {
    @Override
    public Optional<DriftEffect> effect(Column column, int from, int to) {
      return sample(column, from, to)
          .map(sample -> JensenShannon.effect(CountPair.of(reference, sample)));
    }

    @Override
    public Optional<Move> move(Column column, int from, int to) {
      return sample(column, from, to)
          .map(sample -> Move.of(CategoricalDrift.of(reference, sample)));
    }

    private Optional<CategoricalSample> sample(Column column, int from, int to) {
      if (!(column instanceof Column.Categories(_, int[] codes, _))) {
        return Optional.empty();
      }
      CategoricalSample sample = CategoricalSample.of(codes, size, from, to);
      return sample.isEmpty() ? Optional.empty() : Optional.of(sample);
    }
  }
}
