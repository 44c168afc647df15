package dev.clew.skills.performancedegradation;

import dev.clew.skills.predictors.Attribution.CutVariable;
import dev.clew.skills.predictors.Condition;
import dev.clew.statistics.slice.FoundSlice;
import dev.clew.statistics.slice.LossSums;
import dev.clew.statistics.slice.SliceSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rows that got worse together, in words and figures.
///
/// @param conditions all hold for its rows
/// @param before its rows of the baseline, those with a loss
/// @param now its affected rows, those with a loss
/// @param sums their losses
/// @param within its part of the rise of the mean over all rows: its own rise at the mean of its
///   shares
/// @param excess how much more the loss rose here than in the rest
/// @param error standard error of `excess`
/// @param qValue of no excess, corrected for all looks
record Slice(
    List<Condition> conditions,
    int[] before,
    int[] now,
    LossSums sums,
    double within,
    double excess,
    double error,
    double qValue) {

  Slice {
    conditions = List.copyOf(conditions);
  }

  /// The slices of a search, by what they contribute. Those that differ in one category of one
  /// column are one slice.
  static List<Slice> of(
      SliceSearch.Result result,
      List<CutVariable> searched,
      double[] baselineLoss,
      double[] currentLoss) {
    LossSums total = LossSums.of(baselineLoss, currentLoss);
    boolean[] takenBefore = new boolean[baselineLoss.length];
    boolean[] takenNow = new boolean[currentLoss.length];
    var slices = new ArrayList<Slice>();
    for (var found : result.slices()) {
      int[] before = take(baselineLoss, takenBefore, row -> isInside(found, searched, row, true));
      int[] now = take(currentLoss, takenNow, row -> isInside(found, searched, row, false));
      LossSums sums =
          LossSums.of(
              Arrays.stream(before).mapToDouble(row -> baselineLoss[row]).toArray(),
              Arrays.stream(now).mapToDouble(row -> currentLoss[row]).toArray());
      var conditions =
          found.tests().stream()
              .sorted(Comparator.comparingInt(FoundSlice.Test::feature))
              .map(test -> searched.get(test.feature()).cells().condition(test))
              .toList();
      var slice =
          new Slice(
              conditions,
              before,
              now,
              sums,
              within(sums, total),
              found.excess(),
              found.z() == 0 ? 0 : found.excess() / found.z(),
              found.qValue());
      Optional<Slice> twin =
          slices.stream().filter(other -> joined(other, slice).isPresent()).findFirst();
      if (twin.isPresent()) {
        slices.set(slices.indexOf(twin.get()), twin.get().with(slice, total));
      } else {
        slices.add(slice);
      }
    }
    slices.sort(Comparator.comparingDouble((Slice slice) -> -slice.within));
    return List.copyOf(slices);
  }

  /// As a reader would write it.
  String text() {
    return conditions.stream().map(Condition::text).collect(Collectors.joining(" and "));
  }

  boolean isAbout(String column) {
    return conditions.stream().anyMatch(condition -> condition.column().equals(column));
  }

  private Slice with(Slice other, LossSums total) {
    LossSums both = sums.plus(other.sums);
    double weight = (double) sums.currentRows() / both.currentRows();
    return new Slice(
        joined(this, other).orElseThrow(),
        IntStream.concat(Arrays.stream(before), Arrays.stream(other.before)).sorted().toArray(),
        IntStream.concat(Arrays.stream(now), Arrays.stream(other.now)).sorted().toArray(),
        both,
        within(both, total),
        weight * excess + (1 - weight) * other.excess,
        Math.hypot(weight * error, (1 - weight) * other.error),
        Math.max(qValue, other.qValue));
  }

  private static Optional<List<Condition>> joined(Slice left, Slice right) {
    if (left.conditions.size() != right.conditions.size()) {
      return Optional.empty();
    }
    var conditions = new ArrayList<Condition>();
    int differing = 0;
    for (int i = 0; i < left.conditions.size(); i++) {
      Condition one = left.conditions.get(i);
      Condition other = right.conditions.get(i);
      if (one.equals(other)) {
        conditions.add(one);
      } else {
        differing++;
        either(one, other).ifPresent(conditions::add);
      }
    }
    return differing == 1 && conditions.size() == left.conditions.size()
        ? Optional.of(conditions)
        : Optional.empty();
  }

  private static Optional<Condition> either(Condition one, Condition other) {
    if (!one.column().equals(other.column())) {
      return Optional.empty();
    }
    Optional<Condition> stretch = neighbours(one, other).or(() -> neighbours(other, one));
    if (stretch.isPresent()) {
      return stretch;
    }
    var categories = Stream.concat(categories(one), categories(other)).sorted().toList();
    return categories(one).findAny().isPresent() && categories(other).findAny().isPresent()
        ? Optional.of(new Condition.OneOf(one.column(), categories))
        : Optional.empty();
  }

  /// Two stretches that touch or overlap are one.
  private static Optional<Condition> neighbours(Condition left, Condition right) {
    return left instanceof Condition.Between(String column, double low, double high)
            && right instanceof Condition.Between(_, double next, double last)
            && low <= next
            && next <= high
        ? Optional.of(new Condition.Between(column, low, Math.max(high, last)))
        : Optional.empty();
  }

  private static Stream<String> categories(Condition condition) {
    return switch (condition) {
      case Condition.Is(_, String category) -> Stream.of(category);
      case Condition.OneOf(_, List<String> several) -> several.stream();
      case Condition.Between _, Condition.Equal _, Condition.Missing _, Condition.Rare _ ->
          Stream.empty();
    };
  }

  private static double within(LossSums sums, LossSums total) {
    double share =
        ((double) sums.referenceRows() / total.referenceRows()
                + (double) sums.currentRows() / total.currentRows())
            / 2;
    return share * sums.rise();
  }

  private static boolean isInside(
      FoundSlice found, List<CutVariable> searched, int row, boolean baseline) {
    for (var test : found.tests()) {
      var feature = searched.get(test.feature()).cells().feature();
      int cell = baseline ? feature.reference()[row] : feature.current()[row];
      if (cell < test.from() || cell >= test.to()) {
        return false;
      }
    }
    return true;
  }

  private static int[] take(double[] losses, boolean[] taken, IntPredicate inside) {
    int[] rows =
        IntStream.range(0, losses.length)
            .filter(row -> !taken[row] && !Double.isNaN(losses[row]) && inside.test(row))
            .toArray();
    for (int row : rows) {
      taken[row] = true;
    }
    return rows;
  }
}
