package dev.clew.skills.drift;

import dev.clew.skills.predictors.Condition;
import dev.clew.skills.predictors.Variable;
import dev.clew.traces.rows.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// When one category was last or first seen, where that is no chance. Rows that hold nothing in the
/// column are no sign of a category's absence: what is missing may have been any of them.
///
/// @param category its text
/// @param vanished whether it went, else it came
/// @param edge index of the current row where it was last seen (or first seen); -1 for a category
///   that no current row holds
/// @param before its share of the rows with a value while it was there (for one that came: of the
///   rows since)
/// @param rows current rows with a value since it went (or since it came)
/// @param pValue of all its rows lying on one side of the edge by chance, times the categories
///   looked at
record Life(
    String column,
    String category,
    boolean vanished,
    int edge,
    double before,
    long rows,
    double pValue) {

  /// A category with less than this share of the rows is no matter of distributions.
  static final double LEAST_SHARE = 0.005;

  /// ... nor is one of fewer rows.
  static final long LEAST_SEEN = 20;

  /// With fewer rows on either side, nothing is said about coming and going.
  static final int LEAST_ROWS = 100;

  /// How long a category must have been away, in multiples of its longest absence before: real logs
  /// come in bursts.
  static final int BEYOND_GAPS = 3;

  /// Chance allowed, over all categories of the column.
  static final double MOST_CHANCE = 0.001;

  /// Whole numbers with at most this many values are looked at as categories too.
  private static final int MOST_VALUES = 50;

  /// The categories that came or went, in the order of the dictionary.
  static List<Life> of(Variable variable) {
    if (variable.baseline().isEmpty()
        || variable.current().isEmpty()
        || variable.baseline().get().size() < LEAST_ROWS
        || variable.current().get().size() < LEAST_ROWS) {
      return List.of();
    }
    return switch (variable.baseline().get()) {
      case Column.Categories before ->
          variable.current().get() instanceof Column.Categories now
              ? of(
                  variable.name(),
                  before.codes(),
                  now.codes(),
                  before.dictionary().size() >= now.dictionary().size()
                      ? before.dictionary()
                      : now.dictionary())
              : List.of();
      case Column.Numbers before ->
          variable.current().get() instanceof Column.Numbers now && before.whole() && now.whole()
              ? ofValues(variable.name(), before.values(), now.values())
              : List.of();
      case Column.Times _ -> List.of();
    };
  }

  private static List<Life> ofValues(String column, double[] before, double[] now) {
    var values = new TreeSet<Double>();
    for (var side : List.of(before, now)) {
      for (double value : side) {
        if (Double.isFinite(value) && values.add(value + 0.0) && values.size() > MOST_VALUES) {
          return List.of();
        }
      }
    }
    double[] known = values.stream().mapToDouble(Double::doubleValue).toArray();
    var names = values.stream().map(Condition::number).toList();
    return of(column, codes(before, known), codes(now, known), names);
  }

  private static int[] codes(double[] values, double[] known) {
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = Double.isFinite(values[i]) ? Arrays.binarySearch(known, values[i] + 0.0) : -1;
    }
    return codes;
  }

  private static List<Life> of(String column, int[] before, int[] now, List<String> dictionary) {
    int size = dictionary.size();
    var past = new Seen(before, size);
    var present = new Seen(now, size);
    var lives = new ArrayList<Life>();
    int ofPast = past.rows();
    int ofPresent = present.rows();
    if (ofPast < LEAST_ROWS || ofPresent < LEAST_ROWS) {
      return lives;
    }
    long rows = (long) ofPast + ofPresent;
    for (int code = 0; code < size; code++) {
      String category = dictionary.get(code);
      long seen = past.count[code] + present.count[code];
      if (past.count[code] > 0) {
        int last = present.last[code];
        long away = ofPresent - 1L - last;
        double share = seen / (ofPast + last + 1.0);
        long between = last < 0 ? 0 : ofPast - past.last[code] + (long) present.first[code];
        long usual = Math.max(between, Math.max(past.gap[code], present.gap[code]));
        double p = chance(seen, rows - away, rows) * size;
        if (isMany(seen, share) && p <= MOST_CHANCE && away > BEYOND_GAPS * usual) {
          lives.add(new Life(column, category, true, present.row(last), share, away, p));
        }
      } else if (seen > 0) {
        int first = present.first[code];
        long since = (long) ofPresent - first;
        double share = (double) seen / since;
        double p = chance(seen, since, rows) * size;
        if (isMany(seen, share) && p <= MOST_CHANCE) {
          lives.add(new Life(column, category, false, present.row(first), share, since, p));
        }
      }
    }
    return lives;
  }

  private static boolean isMany(long seen, double share) {
    return seen >= LEAST_SEEN && share >= LEAST_SHARE;
  }

  /// Probability that all rows of a category lie in one end of the rows, given the row that ends
  /// it: of rows in any order, each other one lies there by the end's share.
  private static double chance(long seen, long end, long rows) {
    return seen < 2 ? 1 : Math.pow((double) end / rows, seen - 1.0);
  }

  /// Where each code was seen, counted in rows that hold a value.
  private static final class Seen {
    private final int[] rows;
    private int held;
    final long[] count;
    final int[] first;
    final int[] last;
    final long[] gap;

    Seen(int[] codes, int size) {
      rows = new int[codes.length];
      count = new long[size];
      first = new int[size];
      last = new int[size];
      gap = new long[size];
      Arrays.fill(first, -1);
      Arrays.fill(last, -1);
      for (int row = 0; row < codes.length; row++) {
        int code = codes[row];
        if (code >= 0) {
          count[code]++;
          if (first[code] < 0) {
            first[code] = held;
          } else {
            gap[code] = Math.max(gap[code], held - last[code]);
          }
          last[code] = held;
          rows[held++] = row;
        }
      }
    }

    /// Rows that hold a value.
    int rows() {
      return held;
    }

    /// Index of a row among all; -1 for none.
    int row(int among) {
      return among < 0 ? -1 : rows[among];
    }
  }
}
