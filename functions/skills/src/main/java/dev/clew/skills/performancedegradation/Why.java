package dev.clew.skills.performancedegradation;

import dev.clew.skills.predictors.Attribution;
import dev.clew.skills.predictors.Attribution.CutVariable;
import dev.clew.skills.predictors.Role;
import dev.clew.skills.predictors.RowLoss;
import dev.clew.statistics.RelevantChange;
import dev.clew.statistics.slice.LossSums;
import dev.clew.statistics.slice.SliceSearch;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A change of a mean loss taken apart: along each column, and into the slices where it happened.
///
/// @param kind which loss
/// @param from index of the first affected row
/// @param total the losses of all rows of the baseline and of the affected rows
/// @param relevant the smallest change of the mean loss that matters
/// @param columns those that can be cut
/// @param attributions along each of them that both stretches know
/// @param slices disjoint, by what they contribute
/// @param rest the losses outside of them
/// @param looks comparisons made
record Why(
    RowLoss.Kind kind,
    int from,
    LossSums total,
    double relevant,
    List<CutVariable> columns,
    List<Attribution> attributions,
    List<Slice> slices,
    LossSums rest,
    long looks) {

  /// A slice with fewer rows than these on either side is an anecdote.
  static final long LEAST_ROWS = 50;

  /// ... nor is less than this share of the rows, which would need another kind of search.
  static final double LEAST_SHARE = 0.005;

  private static final int MOST_SLICES = 3;

  /// From this share of a change on, one part is said to be its cause.
  static final double MOSTLY = 2.0 / 3;

  Why {
    columns = List.copyOf(columns);
    attributions = List.copyOf(attributions);
    slices = List.copyOf(slices);
  }

  /// Takes the change apart.
  ///
  /// @param baselineLoss one a row, NaN where unknown
  /// @param currentLoss likewise; NaN too for rows that are not affected
  /// @param degraded whether any metric got worse over all: then slices explain that; else only a
  ///   slice that stands out twice as far is worth a word
  static Why of(
      RowLoss.Kind kind,
      int from,
      double[] baselineLoss,
      double[] currentLoss,
      double relevant,
      List<CutVariable> columns,
      boolean degraded) {
    LossSums total = LossSums.of(baselineLoss, currentLoss);
    List<Attribution> attributions = Attribution.of(columns, baselineLoss, currentLoss);
    List<CutVariable> searched =
        columns.stream().filter(column -> isInput(column.variable().role())).toList();
    long least =
        Math.max(
            LEAST_ROWS,
            (long) Math.ceil(LEAST_SHARE * Math.min(total.referenceRows(), total.currentRows())));
    var settings =
        new SliceSearch.Settings(
            least,
            degraded ? relevant : 2 * relevant,
            Attribution.FALSE_DISCOVERY_RATE,
            MOST_SLICES);
    // At equal scores: what the score explains (harder rows, shifted probabilities, a moved cutoff)
    // is no matter of one slice.
    var result =
        SliceSearch.find(
            baselineLoss,
            currentLoss,
            searched.stream().map(column -> column.cells().feature()).toList(),
            output(columns).map(column -> column.cells().feature()),
            settings);
    List<Slice> slices = Slice.of(result, searched, baselineLoss, currentLoss);
    LossSums rest = total;
    for (var slice : slices) {
      rest = rest.minus(slice.sums());
    }
    return new Why(
        kind,
        from,
        total,
        relevant,
        columns,
        attributions.stream().filter(a -> tells(a.variable().role(), kind)).toList(),
        slices,
        rest,
        attributions.size() + result.looks());
  }

  /// What the model says of a row: its score, else its prediction.
  private static Optional<CutVariable> output(List<CutVariable> columns) {
    return withRole(columns, Role.SCORE).or(() -> withRole(columns, Role.PREDICTION));
  }

  private static Optional<CutVariable> withRole(List<CutVariable> columns, Role role) {
    return columns.stream().filter(column -> column.variable().role() == role).findFirst();
  }

  /// Whether the mean loss rose by a relevant amount.
  RelevantChange change() {
    return new RelevantChange(total.rise(), total.riseError(), relevant);
  }

  /// The column along which the population's move added most to the loss, if any added more than
  /// chance.
  ///
  /// @param scoresKept whether scores mean what they meant: only then does a move along them say
  ///   that other rows came
  Optional<Attribution> largestMix(boolean scoresKept) {
    return attributions.stream()
        .filter(a -> a.variable().role() != Role.ACTUAL)
        .filter(a -> scoresKept || isInput(a.variable().role()))
        .filter(Attribution::isMixShown)
        .filter(a -> a.split().mix() * total.rise() > 0)
        .max(Comparator.comparingDouble((Attribution a) -> Math.abs(a.split().mix())));
  }

  /// The classes, where their shares moved and that explains the change: each class is predicted as
  /// before, the hard ones are more frequent.
  ///
  /// @param classesKept whether scores of each class are distributed as before; absent where that
  ///   is not known, and the split alone must tell
  Optional<Attribution> classes(Optional<Boolean> classesKept) {
    if (kind != RowLoss.Kind.ERROR && kind != RowLoss.Kind.SQUARED_SCORE) {
      return Optional.empty();
    }
    double inputs =
        attributions.stream()
            .filter(a -> isInput(a.variable().role()) && a.isMixShown())
            .mapToDouble(a -> a.split().mix() / total.rise())
            .max()
            .orElse(0);
    return byClass()
        .filter(Attribution::isMixShown)
        .filter(_ -> classesKept.orElse(true))
        .filter(a -> share(a) >= MOSTLY && share(a) >= inputs);
  }

  /// The split along the classes that really happened.
  Optional<Attribution> byClass() {
    return attributions.stream().filter(a -> a.variable().role() == Role.ACTUAL).findFirst();
  }

  /// The share of the rise that other rows along a column bring.
  double share(Attribution along) {
    return along.split().mix() / total.rise();
  }

  /// A move along predicted classes may as well be the model's own doing; along numbers that it
  /// predicts it is the nearest there is to a score.
  private static boolean tells(Role role, RowLoss.Kind kind) {
    return role != Role.PREDICTION || kind == RowLoss.Kind.ABSOLUTE_ERROR;
  }

  static boolean isInput(Role role) {
    return role == Role.FEATURE || role == Role.TAG;
  }
}
