package dev.clew.skills.performancedegradation;

import dev.clew.skills.predictors.Attribution;
import dev.clew.skills.predictors.Metric;
import dev.clew.skills.predictors.Outcomes;
import dev.clew.skills.predictors.RankingOutcomes;
import dev.clew.statistics.Estimate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// The baseline in the current mix: what each metric would be had only the shares of a column's
/// cells moved. For metrics such as AUC, which are no mean over rows and cannot be split.
final class CurrentMix {
  /// A cell with fewer rows of the baseline stands for nobody.
  private static final int LEAST_IN_CELL = 20;

  /// Cells that the baseline hardly has may hold this share of the current rows.
  private static final double MOST_STRANGERS = 0.05;

  private CurrentMix() {}

  /// Metrics of rows of the baseline, drawn evenly from each cell so that the cells have their
  /// current shares: as many rows as the scarcest cell allows. Nothing for rankings, whose groups
  /// rows cannot leave, and where the baseline hardly knows the current cells.
  ///
  /// @param from first affected row of `current`
  static Optional<Map<Metric, Estimate>> of(
      Outcomes baseline, Outcomes current, int from, Attribution along) {
    if (baseline instanceof RankingOutcomes) {
      return Optional.empty();
    }
    byte[] before = along.cells().feature().reference();
    byte[] now = along.cells().feature().current();
    int cells = along.cells().feature().cells();
    int[] has = new int[cells];
    int[] needs = new int[cells];
    for (int row = 0; row < before.length; row++) {
      if (before[row] >= 0 && baseline.judged(row, row + 1) > 0) {
        has[before[row]]++;
      }
    }
    for (int row = from; row < now.length; row++) {
      if (now[row] >= 0 && current.judged(row, row + 1) > 0) {
        needs[now[row]]++;
      }
    }
    double all = Arrays.stream(needs).sum();
    double strangers = 0;
    double most = Double.POSITIVE_INFINITY;
    for (int cell = 0; cell < cells; cell++) {
      if (has[cell] < LEAST_IN_CELL) {
        strangers += needs[cell];
        needs[cell] = 0;
      } else if (needs[cell] > 0) {
        most = Math.min(most, has[cell] * all / needs[cell]);
      }
    }
    if (all == 0 || strangers > MOST_STRANGERS * all || most < Investigation.LEAST_ROWS) {
      return Optional.empty();
    }
    double[] step = new double[cells];
    for (int cell = 0; cell < cells; cell++) {
      step[cell] = has[cell] == 0 ? 0 : most * needs[cell] / all / has[cell];
    }
    return Optional.of(baseline.only(drawn(baseline, before, step)).measure());
  }

  /// @param step share of each cell's rows to take
  private static int[] drawn(Outcomes baseline, byte[] cells, double[] step) {
    double[] due = new double[step.length];
    Arrays.fill(due, 0.5);
    int[] rows = new int[cells.length];
    int count = 0;
    for (int row = 0; row < cells.length; row++) {
      if (cells[row] >= 0 && baseline.judged(row, row + 1) > 0) {
        due[cells[row]] += step[cells[row]];
        if (due[cells[row]] >= 1) {
          due[cells[row]]--;
          rows[count++] = row;
        }
      }
    }
    return Arrays.copyOf(rows, count);
  }
}
