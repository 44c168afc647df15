package dev.clew.skills.dataquality;

import dev.clew.evidence.Severity;
import dev.clew.statistics.Quantile;
import dev.clew.traces.rows.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Numbers outside what the baseline ever held, more of them than new rows bring by chance.
final class NumbersOutOfRange implements Check {
  /// One row in a thousand outside the known range.
  static final double SHARE = 0.001;

  /// A single row counts when it lies this many ranges away: no longer a tail, another unit or a
  /// fault.
  static final double FAR = 3;

  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    for (var column : table.numbers()) {
      var role = table.role(column.name());
      if (role == Role.ID || role == Role.ACTUAL || role == Role.SCORE) {
        continue;
      }
      var before = table.numbersBefore(column.name());
      if (before.isEmpty()) {
        continue;
      }
      var known =
          Arrays.stream(before.get().values())
              .filter(value -> !Double.isNaN(value))
              .sorted()
              .toArray();
      if (known.length < Constancy.ENOUGH || known[0] == known[known.length - 1]) {
        continue;
      }
      double low = known[0];
      double high = known[known.length - 1];
      double range = high - low;
      var outside = Found.none();
      long far = 0;
      double extreme = low;
      double distance = 0;
      for (int row = 0; row < column.size(); row++) {
        double value = column.values()[row];
        if (value < low || value > high) {
          outside.add(row);
          double away = value < low ? low - value : value - high;
          if (away > FAR * range) {
            far++;
          }
          if (away > distance) {
            distance = away;
            extreme = value;
          }
        }
      }
      // Of m new draws from the same population, m * 2 / (n + 1) lie outside the range of n on
      // average.
      double expected = 2.0 * column.size() / (known.length + 1);
      boolean many =
          outside.count() >= Math.max(3, SHARE * column.size())
              && outside.count() > expected + 4 * Math.sqrt(expected) + 3;
      if (!many && far == 0) {
        continue;
      }
      double share = (double) outside.count() / column.size();
      issues.add(
          new Issue.Draft("range", column.name())
              .with("share", Issue.Value.share(share))
              .with("low", Issue.Value.number(low))
              .with("high", Issue.Value.number(high))
              .with("median", Issue.Value.number(Quantile.ofSorted(known, 0.5)))
              .with("median_now", Issue.Value.number(median(column)))
              .with("extreme", Issue.Value.number(extreme))
              .says(
                  column.name() + ": numbers outside the known range",
                  "{affected} of {subject} ({share}) [lies|lie] outside the baseline's range of {low} to"
                      + " {high}; the furthest is"
                      + " {extreme}. Its median went from {median} to {median_now}.",
                  outside,
                  far > 0 ? max(role.severity(share), Severity.MEDIUM) : role.severity(share),
                  far > 0 ? 0.9 : 0.8));
    }
    return issues;
  }

  private static Severity max(Severity one, Severity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  @Override
  public long looks(Table table) {
    return table.hasBaseline() ? table.numbers().size() : 0;
  }

  private static double median(Column.Numbers column) {
    return Quantile.ofSorted(
        Arrays.stream(column.values()).filter(value -> !Double.isNaN(value)).sorted().toArray(),
        0.5);
  }
}
