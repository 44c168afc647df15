package dev.clew.skills.dataquality;

import dev.clew.traces.rows.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Text among numbers or instants.
final class CellsOfAnotherType implements Check {
  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    for (var column : table.current().columns().values()) {
      var unparsed =
          switch (column) {
            case Column.Numbers numbers -> numbers.unparsed();
            case Column.Times times -> times.unparsed();
            case Column.Categories _ -> Map.<Integer, String>of();
          };
      if (unparsed.isEmpty()) {
        continue;
      }
      var expected = column instanceof Column.Numbers ? "number" : "time";
      var found = Found.none();
      var counts = new TreeMap<String, Integer>();
      for (var cell : new TreeMap<>(unparsed).entrySet()) {
        found.add(cell.getKey());
        counts.merge(cell.getValue(), 1, Integer::sum);
      }
      var commonest =
          counts.entrySet().stream()
              .max(
                  Map.Entry.<String, Integer>comparingByValue()
                      .thenComparing(
                          Map.Entry.<String, Integer>comparingByKey(Comparator.reverseOrder())))
              .orElseThrow();
      double share = (double) found.count() / table.current().count();
      issues.add(
          new Issue.Draft("type", column.name())
              .with("share", Issue.Value.share(share))
              .with("commonest", Issue.Value.text(commonest.getKey()))
              .with(
                  "distinct",
                  Issue.Value.count(counts.size(), counts.size() == 1 ? "text" : "texts"))
              .says(
                  column.name() + ": cells that are no " + expected,
                  "{affected} of {subject} ({share}) [holds|hold] something that is no "
                      + expected
                      + ", most often '{commonest}' ({distinct} of that kind).",
                  found,
                  table.role(column.name()).severity(share),
                  0.95));
    }
    return issues;
  }

  @Override
  public long looks(Table table) {
    return (long) table.numbers().size() + table.times().size();
  }
}
