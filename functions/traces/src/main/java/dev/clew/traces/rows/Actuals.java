package dev.clew.traces.rows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Joins actuals that came later to the rows they belong to.
///
/// Ids are the same when their texts are: `17` in one file is `17.0` in another. Of several actuals
/// for one id the last counts.
///
/// @param joined the actual of every row of the log, empty where none came; its own column's cell
///   where the log has one and no later actual came
/// @param of index into the actuals of each row's, -1 where none came
/// @param repeated actuals that a later one with the same id took the place of
/// @param unused actuals, repeated ones left out, that belong to no row
record Actuals(Column joined, int[] of, long repeated, long unused) {

  /// Joins.
  ///
  /// @param rowIds ids of the log's rows
  /// @param own the log's own actuals, where it has any
  /// @param lateIds ids of the actuals
  /// @param late the actuals
  static Actuals join(Column rowIds, Optional<Column> own, Column lateIds, Column late) {
    boolean numbers =
        rowIds instanceof Column.Numbers a
            && lateIds instanceof Column.Numbers b
            && a.unparsed().isEmpty()
            && b.unparsed().isEmpty();
    return numbers
        ? byNumber((Column.Numbers) rowIds, own, (Column.Numbers) lateIds, late)
        : byText(Cells.categories(rowIds), own, Cells.categories(lateIds), late);
  }

  private static Actuals byNumber(
      Column.Numbers rowIds, Optional<Column> own, Column.Numbers lateIds, Column late) {
    var index = new NumberIndex(lateIds.size());
    long repeated = 0;
    for (int i = 0; i < lateIds.size(); i++) {
      double id = lateIds.values()[i];
      if (!Double.isNaN(id)) {
        repeated += index.put(id, i) ? 0 : 1;
      }
    }
    var of = new int[rowIds.size()];
    for (int row = 0; row < of.length; row++) {
      double id = rowIds.values()[row];
      of[row] = Double.isNaN(id) ? -1 : index.get(id);
    }
    return joined(of, own, late, repeated, index.size());
  }

  private static Actuals byText(
      Column.Categories rowIds, Optional<Column> own, Column.Categories lateIds, Column late) {
    var lastOf = new int[lateIds.dictionary().size()];
    Arrays.fill(lastOf, -1);
    long repeated = 0;
    long distinct = 0;
    for (int i = 0; i < lateIds.size(); i++) {
      int code = lateIds.codes()[i];
      if (code >= 0) {
        repeated += lastOf[code] >= 0 ? 1 : 0;
        distinct += lastOf[code] >= 0 ? 0 : 1;
        lastOf[code] = i;
      }
    }
    Map<String, Integer> byText = new HashMap<>();
    for (int code = 0; code < lastOf.length; code++) {
      byText.put(lateIds.dictionary().get(code), lastOf[code]);
    }
    var ofCode = new int[rowIds.dictionary().size()];
    for (int code = 0; code < ofCode.length; code++) {
      ofCode[code] = byText.getOrDefault(rowIds.dictionary().get(code), -1);
    }
    var of = new int[rowIds.size()];
    for (int row = 0; row < of.length; row++) {
      of[row] = rowIds.codes()[row] < 0 ? -1 : ofCode[rowIds.codes()[row]];
    }
    return joined(of, own, late, repeated, distinct);
  }

  private static Actuals joined(
      int[] of, Optional<Column> own, Column late, long repeated, long distinct) {
    var used = new boolean[late.size()];
    long usedCount = 0;
    for (int i : of) {
      if (i >= 0 && !used[i]) {
        used[i] = true;
        usedCount++;
      }
    }
    return new Actuals(merged(of, own, late), of, repeated, distinct - usedCount);
  }

  /// The late actual where one came, else the row's own.
  private static Column merged(int[] of, Optional<Column> own, Column late) {
    if (own.isEmpty()) {
      return Cells.pick(late, of);
    }
    int rows = own.get().size();
    var both = Cells.join(own.get(), late);
    var source = new int[of.length];
    for (int row = 0; row < of.length; row++) {
      source[row] = of[row] >= 0 ? rows + of[row] : row;
    }
    return Cells.pick(both, source);
  }
}
