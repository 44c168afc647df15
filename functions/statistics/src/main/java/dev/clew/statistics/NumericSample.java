package dev.clew.statistics;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// A numeric column in order, from which every order-based measure follows without sorting again.
///
/// Build the reference once and compare it with as many chunks as there are. NaN is missing;
/// infinite values are counted apart and left out, since mean, bins and Wasserstein distance have
/// no value with them; -0.0 is 0.0. Sums are kept to twice the digits of a double, so shuffled rows
/// give the same bits.
///
/// A large column is sorted into a few thousand groups at first, and each group only when a value
/// in it is asked for: a few quantiles, bins or a distance touch few of them. What can be seen of a
/// sample never changes; it is safe to share between threads.
public final class NumericSample {

  /// A column with at most this many distinct values may be a set of categories written as numbers.
  public static final int QUASI_DISCRETE_VALUES = 50;

  /// ... when besides its distinct values are at most this share of its rows. Both limits are
  /// NannyML's.
  public static final double QUASI_DISCRETE_SHARE = 0.1;

  /// Smaller samples are sorted at once.
  static final int GROUPED_FROM = 1 << 14;

  /// Values in a group, about: few enough to be sorted in no time.
  private static final int IN_A_GROUP = 1 << 6;

  private static final int MOST_GROUPS = 1 << 14;

  private final double[] values;
  private final long missing;
  private final long infinite;
  private final double min;
  private final double max;
  private final double mean;
  private final @Nullable Groups groups;
  private final Object lock = new Object();
  private volatile @Nullable Double squares;
  private volatile @Nullable GroupSums sums;

  /// How a large sample's values lie until they are in order.
  ///
  /// @param grouping which group a value belongs to
  /// @param starts index of each group's first value, and the number of values
  /// @param sorted which groups are in order
  private record Groups(Grouping grouping, int[] starts, BitSet sorted) {}

  private NumericSample(double[] values, Pass pass, @Nullable Groups groups) {
    this.values = values;
    this.missing = pass.missing;
    this.infinite = pass.infinite;
    this.min = pass.min;
    this.max = pass.max;
    this.mean = pass.finite == 0 ? Double.NaN : pass.sum.value() / pass.finite;
    this.groups = groups;
  }

  /// The sample of a whole column; the array is not kept.
  public static NumericSample of(double... values) {
    return of(values, 0, values.length);
  }

  /// The sample of the rows `from` (inclusive) to `to` (exclusive).
  public static NumericSample of(double[] values, int from, int to) {
    return of(values, from, to, null);
  }

  /// The sample of other rows of the same column, laid out as this one: equal to any other sample
  /// of them, and quicker to compare with this one.
  public NumericSample beside(double[] others, int from, int to) {
    return of(others, from, to, groups == null ? null : groups.grouping());
  }

  private static NumericSample of(double[] rows, int from, int to, @Nullable Grouping like) {
    if (from < 0 || to > rows.length || from > to) {
      throw new IllegalArgumentException(
          "rows " + from + ".." + to + " are not within 0.." + rows.length);
    }
    var pass = new Pass();
    pass.over(rows, from, to);
    int size = pass.finite;
    boolean all = size == to - from;
    if (size >= GROUPED_FROM && !pass.ascending) {
      double[] finite = all ? rows : finite(rows, from, to, size);
      int first = all ? from : 0;
      int wanted = Math.min(MOST_GROUPS, size / IN_A_GROUP);
      var grouping = like == null ? Grouping.of(finite, first, size, wanted) : like;
      double[] grouped = new double[size];
      var groups = group(grouping, finite, first, grouped);
      return new NumericSample(grouped, pass, groups);
    }
    double[] sorted = finite(rows, from, to, size);
    if (!pass.ascending) {
      RadixSort.sort(sorted, 0, size);
    }
    return new NumericSample(sorted, pass, null);
  }

  /// What one pass over rows finds.
  private static final class Pass {
    private final PreciseSum sum = new PreciseSum();
    private int finite;
    private long missing;
    private long infinite;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private boolean ascending = true;

    void over(double[] rows, int from, int to) {
      double before = Double.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        double value = rows[i] + 0.0;
        if (Math.abs(value) <= Double.MAX_VALUE) {
          finite++;
          sum.add(value);
          min = value < min ? value : min;
          max = value > max ? value : max;
          ascending &= before <= value;
          before = value;
        } else if (Double.isNaN(value)) {
          missing++;
        } else {
          infinite++;
        }
      }
    }
  }

  private static double[] finite(double[] rows, int from, int to, int size) {
    double[] finite = new double[size];
    int kept = 0;
    for (int i = from; kept < size && i < to; i++) {
      finite[kept] = rows[i] + 0.0;
      kept += Math.abs(rows[i]) <= Double.MAX_VALUE ? 1 : 0;
    }
    return finite;
  }

  /// Lays values of one array, from an index on, into another, group by group.
  private static Groups group(Grouping grouping, double[] from, int first, double[] into) {
    int[] starts = new int[grouping.groups() + 1];
    char[] groupOf = new char[into.length];
    for (int i = 0; i < into.length; i++) {
      int group = grouping.of(from[first + i]);
      groupOf[i] = (char) group;
      starts[group]++;
    }
    int next = 0;
    for (int group = 0; group < starts.length; group++) {
      int held = starts[group];
      starts[group] = next;
      next += held;
    }
    int[] places = starts.clone();
    for (int i = 0; i < into.length; i++) {
      into[places[groupOf[i]]++] = from[first + i] + 0.0;
    }
    return new Groups(grouping, starts, new BitSet(grouping.groups()));
  }

  /// Both samples as one, by merging the sorted values; the same as the sample of all rows.
  public NumericSample plus(NumericSample other) {
    double[] mine = sorted();
    double[] others = other.sorted();
    double[] merged = new double[Math.addExact(mine.length, others.length)];
    int i = 0;
    int j = 0;
    for (int k = 0; k < merged.length; k++) {
      boolean first = j == others.length || (i < mine.length && mine[i] <= others[j]);
      merged[k] = first ? mine[i++] : others[j++];
    }
    var pass = new Pass();
    pass.over(merged, 0, merged.length);
    pass.missing = missing + other.missing;
    pass.infinite = infinite + other.infinite;
    return new NumericSample(merged, pass, null);
  }

  /// Finite values.
  public int size() {
    return values.length;
  }

  public boolean isEmpty() {
    return values.length == 0;
  }

  public long missing() {
    return missing;
  }

  public long infinite() {
    return infinite;
  }

  /// All rows: finite, missing and infinite.
  public long rows() {
    return values.length + missing + infinite;
  }

  /// The value with `rank` smaller ones before it, `0 <= rank < size()`.
  public double at(int rank) {
    if (groups == null) {
      return values[rank];
    }
    int group = Arrays.binarySearch(groups.starts(), rank);
    if (group < 0) {
      group = -group - 2;
    }
    // Of groups that start at one place all but the last are empty.
    while (groups.starts()[group + 1] <= rank) {
      group++;
    }
    synchronized (lock) {
      settle(groups, group);
      return values[rank];
    }
  }

  public double min() {
    require(1, "minimum");
    return min;
  }

  public double max() {
    require(1, "maximum");
    return max;
  }

  public double mean() {
    require(1, "mean");
    return mean;
  }

  /// Variance with n - 1 in the denominator.
  public double variance() {
    require(2, "variance");
    return squares() / (values.length - 1);
  }

  public double standardDeviation() {
    return Math.sqrt(variance());
  }

  /// Standard deviation with n in the denominator: the values taken as the whole population.
  public double populationDeviation() {
    require(1, "deviation");
    return Math.sqrt(squares() / values.length);
  }

  /// Third standardised moment, with n in the denominators; 0 for a constant column.
  public double skewness() {
    double deviation = populationDeviation();
    if (deviation == 0) {
      return 0;
    }
    synchronized (lock) {
      var cubes = new PreciseSum();
      for (double value : values) {
        double z = (value - mean) / deviation;
        cubes.add(z * z * z);
      }
      return cubes.value() / values.length;
    }
  }

  public double median() {
    return quantile(0.5);
  }

  /// The value below which a share of the sample lies: linear between order statistics, rank `(n -
  /// 1) share`.
  ///
  /// Definition 7 of Hyndman and Fan, 1996, doi:10.1080/00031305.1996.10473566: the default of
  /// numpy, R and Excel.
  ///
  /// @param share in [0, 1]
  public double quantile(double share) {
    require(1, "quantile");
    return Quantile.of(share, values.length, this::at);
  }

  /// Distinct values.
  public int distinct() {
    return distinct(Integer.MAX_VALUE);
  }

  /// Distinct values, or one more than `most` where there are more than that.
  private int distinct(int most) {
    if (groups != null && filled(groups) > most) {
      return most + 1;
    }
    double[] sorted = sorted();
    int distinct = 0;
    for (int i = 0; i < sorted.length && distinct <= most; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        distinct++;
      }
    }
    return distinct;
  }

  /// Groups that hold a value; different ones hold different values.
  private static int filled(Groups groups) {
    int filled = 0;
    for (int group = 1; group < groups.starts().length; group++) {
      filled += groups.starts()[group] > groups.starts()[group - 1] ? 1 : 0;
    }
    return filled;
  }

  /// Whether this column is better compared value by value than in bins: few distinct values, many
  /// times each.
  public boolean isQuasiDiscrete() {
    int distinct = distinct(QUASI_DISCRETE_VALUES);
    return distinct <= QUASI_DISCRETE_VALUES && distinct <= QUASI_DISCRETE_SHARE * values.length;
  }

  /// How many values are less than `x`.
  public int countBelow(double x) {
    return count(x, false);
  }

  /// How many values are at most `x`.
  public int countAtMost(double x) {
    return count(x, true);
  }

  private int count(double x, boolean equalToo) {
    if (Double.isNaN(x)) {
      return 0;
    }
    if (groups == null) {
      return count(x, equalToo, 0, values.length);
    }
    int group = groups.grouping().of(x);
    synchronized (lock) {
      settle(groups, group);
      return count(x, equalToo, groups.starts()[group], groups.starts()[group + 1]);
    }
  }

  /// Values up to a place within `low..high`, all before `low` being smaller.
  private int count(double x, boolean equalToo, int low, int high) {
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] < x || (equalToo && values[middle] == x)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The values, ascending, as a new array.
  public double[] toArray() {
    return sorted().clone();
  }

  /// The values, ascending; not to be written to.
  double[] sorted() {
    if (groups != null) {
      synchronized (lock) {
        for (int group = 0; group < groups.grouping().groups(); group++) {
          settle(groups, group);
        }
      }
    }
    return values;
  }

  /// Whether both samples are laid out in the same groups.
  boolean isBeside(NumericSample other) {
    return groups != null && other.groups != null && groups.grouping() == other.groups.grouping();
  }

  /// Groups that this sample is laid out in: 0 for one that is sorted.
  int groups() {
    return groups == null ? 0 : groups.grouping().groups();
  }

  /// How many values a group holds.
  int held(int group) {
    return groups == null ? 0 : groups.starts()[group + 1] - groups.starts()[group];
  }

  /// Copies the values of a group, in whatever order, to the beginning of an array that has room.
  void copy(int group, double[] into) {
    if (groups != null) {
      synchronized (lock) {
        System.arraycopy(values, groups.starts()[group], into, 0, held(group));
      }
    }
  }

  /// What is known of the groups without sorting them.
  GroupSums sums() {
    var known = sums;
    if (known == null) {
      synchronized (lock) {
        known = new GroupSums(values, groups == null ? new int[1] : groups.starts());
        sums = known;
      }
    }
    return known;
  }

  /// Puts a group in order, holding the lock.
  private void settle(Groups of, int group) {
    if (!of.sorted().get(group)) {
      RadixSort.sort(values, of.starts()[group], of.starts()[group + 1]);
      of.sorted().set(group);
    }
  }

  private double squares() {
    var known = squares;
    if (known != null) {
      return known;
    }
    synchronized (lock) {
      var sum = new PreciseSum();
      for (double value : values) {
        sum.add((value - mean) * (value - mean));
      }
      squares = sum.value();
      return sum.value();
    }
  }

  private void require(int needed, String what) {
    if (values.length < needed) {
      throw new IllegalStateException(
          "a " + what + " needs " + needed + " numbers, there are " + values.length);
    }
  }
}
