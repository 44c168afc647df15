package dev.clew.skills.predictors;

import dev.clew.traces.rows.Column;
import java.util.Arrays;
import java.util.HashMap;

/// Which rows belong together: queries of a ranking.
final class Groups {

  private Groups() {}

  /// A code per distinct value in the order of first rows, -1 where the cell is empty.
  static int[] codes(Column column) {
    var known = new HashMap<Object, Integer>();
    int[] codes = new int[column.size()];
    Arrays.fill(codes, -1);
    for (int i = 0; i < codes.length; i++) {
      Object value =
          switch (column) {
            case Column.Numbers(_, double[] values, _, _) ->
                Double.isNaN(values[i]) ? null : (Object) (values[i] + 0.0);
            case Column.Categories(_, int[] own, _) -> own[i] < 0 ? null : (Object) own[i];
            case Column.Times(_, long[] epochMillis, _) ->
                epochMillis[i] == Column.Times.ABSENT ? null : (Object) epochMillis[i];
          };
      if (value != null) {
        codes[i] = known.computeIfAbsent(value, _ -> known.size());
      }
    }
    return codes;
  }
}
