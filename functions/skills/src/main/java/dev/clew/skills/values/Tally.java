package dev.clew.skills.values;

import dev.clew.skills.exploration.Texts;
import dev.clew.statistics.NumericSample;
import dev.clew.traces.rows.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// How often each value of a field comes, over some things.
///
/// @param things how many were looked at
/// @param missing those without a value
/// @param unparsed those whose value is not of the field's kind; by their text, most frequent first
/// @param distinct different values, unparsed ones left out
/// @param most values by how often they come, then in their order; as many as were asked for
/// @param numbers all of them, where the field holds numbers
/// @param first the earliest, where it holds instants
/// @param last the latest
record Tally(
    int things,
    int missing,
    List<Count> unparsed,
    int distinct,
    List<Count> most,
    Optional<NumericSample> numbers,
    Optional<Instant> first,
    Optional<Instant> last) {

  /// A value and how many have it.
  record Count(String value, int things) {}

  private static final Comparator<Count> MOST_FIRST =
      Comparator.comparingInt(Count::things).reversed().thenComparing(Count::value);

  static Tally of(Column column, int[] chosen, int top) {
    return switch (column) {
      case Column.Categories texts -> texts(texts, chosen, top);
      case Column.Numbers numbers -> numbers(numbers, chosen, top);
      case Column.Times times -> times(times, chosen);
    };
  }

  private static Tally texts(Column.Categories column, int[] chosen, int top) {
    var counts = new int[column.dictionary().size()];
    int missing = 0;
    for (int thing : chosen) {
      int code = column.codes()[thing];
      if (code < 0) {
        missing++;
      } else {
        counts[code]++;
      }
    }
    var all = new ArrayList<Count>();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        all.add(new Count(column.dictionary().get(code), counts[code]));
      }
    }
    return new Tally(
        chosen.length,
        missing,
        List.of(),
        all.size(),
        all.stream().sorted(MOST_FIRST).limit(top).toList(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Tally numbers(Column.Numbers column, int[] chosen, int top) {
    var values = new double[chosen.length];
    var unparsed = new ArrayList<String>();
    for (int i = 0; i < chosen.length; i++) {
      values[i] = column.values()[chosen[i]];
      var cell = column.unparsed().get(chosen[i]);
      if (cell != null) {
        unparsed.add(cell);
      }
    }
    var sample = NumericSample.of(values);
    var counts = new ArrayList<Count>();
    Arrays.sort(values);
    int distinct = 0;
    for (int from = 0; from < values.length && !Double.isNaN(values[from]); ) {
      int to = from + 1;
      while (to < values.length && values[to] == values[from]) {
        to++;
      }
      distinct++;
      // Of very many values none is frequent.
      if (counts.size() < 100_000) {
        counts.add(new Count(Texts.number(values[from]), to - from));
      }
      from = to;
    }
    return new Tally(
        chosen.length,
        (int) sample.missing() - unparsed.size(),
        cells(unparsed, top),
        distinct,
        counts.stream().sorted(MOST_FIRST).limit(top).toList(),
        Optional.of(sample),
        Optional.empty(),
        Optional.empty());
  }

  private static Tally times(Column.Times column, int[] chosen) {
    var millis = new long[chosen.length];
    int known = 0;
    var unparsed = new ArrayList<String>();
    for (int thing : chosen) {
      var cell = column.unparsed().get(thing);
      if (cell != null) {
        unparsed.add(cell);
      } else if (column.epochMillis()[thing] != Column.Times.ABSENT) {
        millis[known++] = column.epochMillis()[thing];
      }
    }
    millis = Arrays.copyOf(millis, known);
    Arrays.sort(millis);
    return new Tally(
        chosen.length,
        chosen.length - known - unparsed.size(),
        cells(unparsed, 5),
        (int) Arrays.stream(millis).distinct().count(),
        List.of(),
        Optional.empty(),
        known == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis[0])),
        known == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis[known - 1])));
  }

  private static List<Count> cells(List<String> cells, int top) {
    var counts = new TreeMap<String, Integer>();
    cells.forEach(cell -> counts.merge(cell, 1, Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> new Count(entry.getKey(), entry.getValue()))
        .sorted(MOST_FIRST)
        .limit(top)
        .toList();
  }

  /// Cells that are not of the field's kind.
  int unparsedThings() {
    return unparsed.stream().mapToInt(Count::things).sum();
  }
}
