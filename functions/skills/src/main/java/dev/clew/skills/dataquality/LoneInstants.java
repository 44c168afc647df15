package dev.clew.skills.dataquality;

import dev.clew.traces.rows.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Instants far from all others: a century mistaken for another, an epoch that stands for
/// "unknown".
final class LoneInstants implements Check {
  /// Nearly all instants, between whose ends a column's own span is measured.
  static final double BULK = 0.98;

  static final int ENOUGH = 30;

  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    for (var column : table.times()) {
      var sorted =
          Arrays.stream(column.epochMillis())
              .filter(at -> at != Column.Times.ABSENT)
              .sorted()
              .toArray();
      if (sorted.length < ENOUGH) {
        continue;
      }
      long low = sorted[(int) ((1 - BULK) / 2 * (sorted.length - 1))];
      long high = sorted[(int) Math.ceil((1 + BULK) / 2 * (sorted.length - 1))];
      long span = Math.max(Duration.ofDays(1).toMillis(), high - low);
      var found = Found.none();
      long furthest = 0;
      long example = 0;
      for (int row = 0; row < column.size(); row++) {
        long at = column.epochMillis()[row];
        if (at == Column.Times.ABSENT) {
          continue;
        }
        long away = at < low ? low - at : at > high ? at - high : 0;
        if (away > span || (at == 0 && away > 0)) {
          found.add(row);
          if (away > furthest) {
            furthest = away;
            example = at;
          }
        }
      }
      if (found.isEmpty()) {
        continue;
      }
      double share = (double) found.count() / table.current().count();
      issues.add(
          new Issue.Draft("lone-time", column.name())
              .with("share", Issue.Value.share(share))
              .with("example", Issue.Value.text(Instant.ofEpochMilli(example).toString()))
              .with("low", Issue.Value.text(Instant.ofEpochMilli(low).toString()))
              .with("high", Issue.Value.text(Instant.ofEpochMilli(high).toString()))
              .says(
                  column.name() + ": instants far from all others",
                  "{affected} of {subject} ({share}) [lies|lie] far outside {low} to {high}, where nearly all"
                      + " others are; the furthest is {example}.",
                  found,
                  table.role(column.name()).severity(share),
                  0.8));
    }
    return issues;
  }

  @Override
  public long looks(Table table) {
    return table.times().size();
  }
}
