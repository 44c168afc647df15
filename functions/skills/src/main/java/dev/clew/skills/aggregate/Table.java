package dev.clew.skills.aggregate;

import dev.clew.skills.exploration.Filter;
import dev.clew.skills.exploration.Groups;
import dev.clew.skills.exploration.Keys;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.exploration.Selection;
import dev.clew.skills.exploration.Wrong;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Groups with their figures in each window, in the order that was asked for.
///
/// @param names what the groups are told apart by
/// @param rows all groups
/// @param matched how many things the filter means, by window
record Table(List<String> names, List<Row> rows, Map<String, int[]> matched) {
  private static final String GROUP = "aggregate, parameter group";
  static final String WHERE = "aggregate, parameter where";

  Table {
    names = List.copyOf(names);
    rows = List.copyOf(rows);
  }

  /// A group.
  ///
  /// @param values by window
  record Row(Groups.Group group, Map<String, Value> values) {
    Value value(String window) {
      return values.getOrDefault(window, Value.NONE);
    }
  }

  static Table of(Scope scope, Filter filter, List<String> group, Measure measure, String order) {
    var rows = new LinkedHashMap<List<String>, Row>();
    var matched = new LinkedHashMap<String, int[]>();
    for (var side : scope.sides()) {
      int[] chosen = Selection.of(filter, side.things(), WHERE);
      matched.put(side.name(), chosen);
      var keys = group.stream().map(name -> Keys.of(side.things(), GROUP, name)).toList();
      var groups = Groups.of(keys, chosen, GROUP).groups();
      if (measure.isJudgement() && groups.size() > Measure.MOST_JUDGED) {
        throw Wrong.in(
            GROUP,
            "there are " + groups.size() + " groups to judge",
            "group by fewer values, by steps, or narrow with where");
      }
      var figures = measure.on(scope, side, chosen);
      for (var one : groups) {
        var row = rows.computeIfAbsent(one.labels(), _ -> new Row(one, new LinkedHashMap<>()));
        row.values().put(side.name(), figures.apply(one.things()));
      }
    }
    var ordered = new ArrayList<>(rows.values());
    ordered.sort(comparator(order, scope.current().name()));
    return new Table(group, ordered, matched);
  }

  private static Comparator<Row> comparator(String order, String window) {
    Comparator<Row> byGroup = Table::byGroup;
    Comparator<Row> byValue =
        Comparator.comparingDouble(
            row -> row.value(window).isKnown() ? row.value(window).value() : Double.NaN);
    return switch (order) {
      case "largest" -> known(window).thenComparing(byValue.reversed()).thenComparing(byGroup);
      case "smallest" -> known(window).thenComparing(byValue).thenComparing(byGroup);
      case "group" -> byGroup;
      default -> throw new IllegalArgumentException("no order " + order);
    };
  }

  /// Groups without a figure last.
  private static Comparator<Row> known(String window) {
    return Comparator.comparing(row -> !row.value(window).isKnown());
  }

  private static int byGroup(Row one, Row other) {
    for (int i = 0; i < one.group().labels().size(); i++) {
      int placed = Double.compare(one.group().places().get(i), other.group().places().get(i));
      int compared =
          placed != 0
              ? placed
              : one.group().labels().get(i).compareTo(other.group().labels().get(i));
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }
}
