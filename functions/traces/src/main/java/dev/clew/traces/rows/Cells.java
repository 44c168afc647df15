package dev.clew.traces.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Cuts and recodes columns.
final class Cells {
  private Cells() {}

  static Column slice(Column column, int from, int to) {
    if (from == 0 && to == column.size()) {
      return column;
    }
    return switch (column) {
      case Column.Numbers numbers ->
          new Column.Numbers(
              numbers.name(),
              Arrays.copyOfRange(numbers.values(), from, to),
              shifted(numbers.unparsed(), from, to),
              numbers.whole());
      case Column.Categories categories ->
          new Column.Categories(
              categories.name(),
              Arrays.copyOfRange(categories.codes(), from, to),
              categories.dictionary());
      case Column.Times times ->
          new Column.Times(
              times.name(),
              Arrays.copyOfRange(times.epochMillis(), from, to),
              shifted(times.unparsed(), from, to));
    };
  }

  /// What lies within some rows, counted from the first of them.
  static Map<Integer, String> shifted(Map<Integer, String> unparsed, int from, int to) {
    if (unparsed.isEmpty()) {
      return unparsed;
    }
    var cut = new TreeMap<Integer, String>();
    unparsed.forEach((row, text) -> {
      if (row >= from && row < to) {
        cut.put(row - from, text);
      }
    });
    return cut;
  }

  /// The cells at these indices; an index of -1 gives an empty cell.
  static Column pick(Column column, int[] indices) {
    return switch (column) {
      case Column.Numbers numbers -> {
        var values = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
          values[i] = indices[i] < 0 ? Double.NaN : numbers.values()[indices[i]];
        }
        yield new Column.Numbers(
            numbers.name(), values, moved(numbers.unparsed(), indices), numbers.whole());
      }
      case Column.Categories categories -> {
        var codes = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
          codes[i] = indices[i] < 0 ? -1 : categories.codes()[indices[i]];
        }
        yield new Column.Categories(categories.name(), codes, categories.dictionary());
      }
      case Column.Times times -> {
        var millis = new long[indices.length];
        for (int i = 0; i < indices.length; i++) {
          millis[i] = indices[i] < 0 ? Column.Times.ABSENT : times.epochMillis()[indices[i]];
        }
        yield new Column.Times(times.name(), millis, moved(times.unparsed(), indices));
      }
    };
  }

  private static Map<Integer, String> moved(Map<Integer, String> unparsed, int[] indices) {
    if (unparsed.isEmpty()) {
      return unparsed;
    }
    var picked = new TreeMap<Integer, String>();
    for (int i = 0; i < indices.length; i++) {
      var text = unparsed.get(indices[i]);
      if (text != null) {
        picked.put(i, text);
      }
    }
    return picked;
  }

  /// The column as categories: numbers as [NumberText#plain] writes them, instants in ISO form.
  static Column.Categories categories(Column column) {
    if (column instanceof Column.Categories already) {
      return already;
    }
    var codes = new int[column.size()];
    var dictionary = new ArrayList<String>();
    var known = new HashMap<String, Integer>();
    var byNumber = new NumberIndex(16);
    for (int i = 0; i < codes.length; i++) {
      double value = column instanceof Column.Numbers numbers ? numbers.values()[i] : Double.NaN;
      if (!Double.isNaN(value)) {
        // Numbers repeat: look their text up by value.
        codes[i] = byNumber.get(value);
        if (codes[i] < 0) {
          codes[i] = codeOf(NumberText.plain(value), known, dictionary);
          byNumber.put(value, codes[i]);
        }
      } else {
        var text = column.text(i);
        codes[i] = text.isEmpty() ? -1 : codeOf(text, known, dictionary);
      }
    }
    return new Column.Categories(column.name(), codes, List.copyOf(dictionary));
  }

  private static int codeOf(String text, Map<String, Integer> known, List<String> dictionary) {
    var code = known.putIfAbsent(text, dictionary.size());
    if (code == null) {
      dictionary.add(text);
      return dictionary.size() - 1;
    }
    return code;
  }

  /// One column after the other, under the first one's name. Of one kind, or all as categories;
  /// these get one dictionary.
  static Column join(Column first, Column second) {
    if (first instanceof Column.Numbers a && second instanceof Column.Numbers b) {
      return new Column.Numbers(
          a.name(),
          joined(a.values(), b.values()),
          joined(a.unparsed(), b.unparsed(), a.size()),
          a.whole() && b.whole());
    }
    if (first instanceof Column.Times a && second instanceof Column.Times b) {
      var millis = Arrays.copyOf(a.epochMillis(), a.size() + b.size());
      System.arraycopy(b.epochMillis(), 0, millis, a.size(), b.size());
      return new Column.Times(a.name(), millis, joined(a.unparsed(), b.unparsed(), a.size()));
    }
    var a = categories(first);
    var b = categories(second);
    var dictionary = new ArrayList<>(a.dictionary());
    var known = new HashMap<String, Integer>();
    for (int i = 0; i < dictionary.size(); i++) {
      known.put(dictionary.get(i), i);
    }
    var recoded = new int[b.dictionary().size()];
    for (int i = 0; i < recoded.length; i++) {
      recoded[i] = codeOf(b.dictionary().get(i), known, dictionary);
    }
    var codes = Arrays.copyOf(a.codes(), a.size() + b.size());
    for (int i = 0; i < b.size(); i++) {
      codes[a.size() + i] = b.codes()[i] < 0 ? -1 : recoded[b.codes()[i]];
    }
    return new Column.Categories(a.name(), codes, List.copyOf(dictionary));
  }

  private static double[] joined(double[] first, double[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static Map<Integer, String> joined(
      Map<Integer, String> first, Map<Integer, String> second, int shift) {
    if (second.isEmpty()) {
      return first;
    }
    var both = new TreeMap<>(first);
    second.forEach((row, text) -> both.put(row + shift, text));
    return both;
  }
}
