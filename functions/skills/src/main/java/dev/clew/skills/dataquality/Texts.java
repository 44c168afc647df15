package dev.clew.skills.dataquality;

import dev.clew.traces.rows.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The distinct values of a column as texts with their rows, whatever the reader took the column
/// for: codes written in digits are texts to whoever mistypes them.
///
/// @param values distinct values in order of first appearance
/// @param counts rows of each
/// @param codes index into `values` per row, -1 where the cell is empty
record Texts(String name, List<String> values, long[] counts, int[] codes) {

  static Texts of(Column.Categories column) {
    var values = column.dictionary();
    var place = new int[values.size()];
    Arrays.fill(place, -1);
    var seen = new ArrayList<String>();
    var codes = new int[column.size()];
    var counts = new long[values.size()];
    for (int row = 0; row < codes.length; row++) {
      int code = column.codes()[row];
      if (code < 0) {
        codes[row] = -1;
        continue;
      }
      if (place[code] < 0) {
        place[code] = seen.size();
        seen.add(values.get(code));
      }
      codes[row] = place[code];
      counts[place[code]]++;
    }
    return new Texts(column.name(), List.copyOf(seen), Arrays.copyOf(counts, seen.size()), codes);
  }

  long present() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /// Rows whose value is marked.
  Found where(boolean[] marked) {
    var found = Found.none();
    for (int row = 0; row < codes.length; row++) {
      if (codes[row] >= 0 && marked[codes[row]]) {
        found.add(row);
      }
    }
    return found;
  }
}
