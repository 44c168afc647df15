package dev.clew.skills.predictors;

import dev.clew.statistics.CategoricalSample;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.slice.FoundSlice;
import dev.clew.statistics.slice.LossSums;
import dev.clew.statistics.slice.SliceFeature;
import dev.clew.traces.rows.Column;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// A column cut into the cells that slices are made of.
///
/// Numbers are cut at the baseline's eighths, rounded to three digits so that a reader can repeat
/// them; whole numbers with few values, and categories, are taken value by value, the rare ones
/// together. Empty cells are a cell of their own.
///
/// @param conditions what each cell of `feature` means
public record Cells(String column, List<Condition> conditions, SliceFeature feature) {

  /// Stretches that numbers are cut into.
  static final int STRETCHES = 8;

  /// Whole numbers with at most this many values are taken value by value.
  static final int FEW_VALUES = 12;

  /// Categories that stand alone, the most frequent ones.
  static final int MOST_ALONE = 40;

  private static final MathContext THREE_DIGITS = new MathContext(3);

  public Cells {
    conditions = List.copyOf(conditions);
  }

  /// The cells of a variable; none when it cannot be cut into two or more.
  public static Optional<Cells> of(Variable variable) {
    if (variable.baseline().isEmpty() || variable.current().isEmpty()) {
      return Optional.empty();
    }
    Optional<Cells> cells =
        switch (variable.baseline().get()) {
          case Column.Numbers before ->
              variable.current().get() instanceof Column.Numbers now
                  ? numeric(before, now, NumericSample.of(before.values()))
                  : Optional.empty();
          case Column.Categories before ->
              variable.current().get() instanceof Column.Categories now
                  ? categorical(before, now)
                  : Optional.empty();
          case Column.Times _ -> Optional.empty();
        };
    return cells.filter(cut -> cut.conditions.size() > 1);
  }

  /// The cells of a column of numbers whose baseline was laid out before.
  ///
  /// @param baseline all of the baseline's rows
  public static Optional<Cells> of(
      Column.Numbers before, Column.Numbers now, NumericSample baseline) {
    return numeric(before, now, baseline).filter(cut -> cut.conditions.size() > 1);
  }

  /// The losses of each cell.
  public List<LossSums> sums(double[] baselineLoss, double[] currentLoss) {
    int count = feature.cells();
    long[][] rows = new long[2][count];
    double[][] sums = new double[2][count];
    double[][] squares = new double[2][count];
    add(feature.reference(), baselineLoss, rows[0], sums[0], squares[0]);
    add(feature.current(), currentLoss, rows[1], sums[1], squares[1]);
    return IntStream.range(0, count)
        .mapToObj(cell ->
            new LossSums(
                rows[0][cell],
                sums[0][cell],
                squares[0][cell],
                rows[1][cell],
                sums[1][cell],
                squares[1][cell]))
        .toList();
  }

  private static void add(
      byte[] cells, double[] losses, long[] rows, double[] sums, double[] squares) {
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] >= 0 && !Double.isNaN(losses[i])) {
        rows[cells[i]]++;
        sums[cells[i]] += losses[i];
        squares[cells[i]] += losses[i] * losses[i];
      }
    }
  }

  /// What a test on these cells means.
  public Condition condition(FoundSlice.Test test) {
    Condition first = conditions.get(test.from());
    Condition last = conditions.get(test.to() - 1);
    if (test.to() - test.from() == 1) {
      return first;
    }
    return new Condition.Between(column, low(first), high(last));
  }

  private static double low(Condition condition) {
    return switch (condition) {
      case Condition.Between between -> between.low();
      case Condition.Equal equal -> equal.value();
      case Condition.Is _, Condition.OneOf _, Condition.Rare _, Condition.Missing _ ->
          throw new IllegalStateException(condition.text() + " lies along no axis");
    };
  }

  private static double high(Condition condition) {
    return switch (condition) {
      case Condition.Between between -> between.high();
      case Condition.Equal equal -> equal.value() + 1;
      case Condition.Is _, Condition.OneOf _, Condition.Rare _, Condition.Missing _ ->
          throw new IllegalStateException(condition.text() + " lies along no axis");
    };
  }

  private static Optional<Cells> numeric(
      Column.Numbers before, Column.Numbers now, NumericSample baseline) {
    Optional<double[]> values = Optional.empty();
    if (before.whole() && now.whole()) {
      NumericSample current = baseline.beside(now.values(), 0, now.size());
      if (ColumnKind.of(baseline, current, true) != ColumnKind.NUMERIC) {
        return Optional.empty();
      }
      values = fewValues(baseline, current);
    } else if (baseline.isEmpty() || Arrays.stream(now.values()).noneMatch(Double::isFinite)) {
      return Optional.empty();
    }
    String name = before.name();
    double[] lows =
        values.orElseGet(() ->
            IntStream.range(0, STRETCHES)
                .mapToDouble(i ->
                    i == 0
                        ? Double.NEGATIVE_INFINITY
                        : rounded(baseline.quantile((double) i / STRETCHES)))
                .distinct()
                .toArray());
    var conditions = new ArrayList<Condition>();
    for (int i = 0; i < lows.length; i++) {
      double high = i + 1 < lows.length ? lows[i + 1] : Double.POSITIVE_INFINITY;
      conditions.add(
          values.isPresent()
              ? new Condition.Equal(name, lows[i])
              : new Condition.Between(name, lows[i], high));
    }
    byte[] left = cells(before.values(), lows);
    byte[] right = cells(now.values(), lows);
    return Optional.of(withMissing(name, conditions, conditions.size(), left, right));
  }

  /// The distinct values, ascending, when they are few.
  private static Optional<double[]> fewValues(NumericSample baseline, NumericSample current) {
    var values = new TreeSet<Double>();
    for (var sample : List.of(baseline, current)) {
      int rank = 0;
      while (rank < sample.size()) {
        values.add(sample.at(rank));
        if (values.size() > FEW_VALUES) {
          return Optional.empty();
        }
        rank = sample.countAtMost(sample.at(rank));
      }
    }
    return Optional.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(THREE_DIGITS).doubleValue();
  }

  private static byte[] cells(double[] values, double[] lows) {
    byte[] cells = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      // Counted, not searched: which cell it is can not be guessed.
      int cell = Double.isNaN(value) ? -1 : 0;
      for (int next = 1; next < lows.length; next++) {
        cell += value >= lows[next] ? 1 : 0;
      }
      cells[i] = (byte) cell;
    }
    return cells;
  }

  private static Optional<Cells> categorical(Column.Categories before, Column.Categories now) {
    int size = Math.max(before.dictionary().size(), now.dictionary().size());
    var baseline = CategoricalSample.of(before.codes(), size);
    var current = CategoricalSample.of(now.codes(), size);
    if (ColumnKind.of(baseline, current) != ColumnKind.CATEGORICAL) {
      return Optional.empty();
    }
    var both = baseline.plus(current);
    List<String> dictionary =
        before.dictionary().size() >= now.dictionary().size()
            ? before.dictionary()
            : now.dictionary();
    int[] frequent =
        IntStream.range(0, size)
            .filter(code -> both.count(code) > 0)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer code) -> -both.count(code))
                    .thenComparing(dictionary::get))
            .mapToInt(Integer::intValue)
            .toArray();
    int alone = frequent.length <= MOST_ALONE ? frequent.length : MOST_ALONE - 1;
    String name = before.name();
    byte[] cellOf = new byte[size];
    Arrays.fill(cellOf, (byte) alone);
    var conditions = new ArrayList<Condition>();
    for (int i = 0; i < alone; i++) {
      cellOf[frequent[i]] = (byte) i;
      conditions.add(new Condition.Is(name, dictionary.get(frequent[i])));
    }
    if (alone < frequent.length) {
      conditions.add(new Condition.Rare(name));
    }
    byte[] left = cells(before.codes(), cellOf);
    byte[] right = cells(now.codes(), cellOf);
    return Optional.of(withMissing(name, conditions, 0, left, right));
  }

  private static byte[] cells(int[] codes, byte[] cellOf) {
    byte[] cells = new byte[codes.length];
    for (int i = 0; i < codes.length; i++) {
      cells[i] = codes[i] < 0 ? -1 : cellOf[codes[i]];
    }
    return cells;
  }

  private static Cells withMissing(
      String name, List<Condition> conditions, int ordered, byte[] left, byte[] right) {
    byte missing = (byte) conditions.size();
    boolean before = replace(left, missing);
    boolean now = replace(right, missing);
    if (before || now) {
      conditions.add(new Condition.Missing(name));
    }
    return new Cells(name, conditions, new SliceFeature(left, right, conditions.size(), ordered));
  }

  private static boolean replace(byte[] cells, byte missing) {
    boolean any = false;
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] < 0) {
        cells[i] = missing;
        any = true;
      }
    }
    return any;
  }
}
