package dev.clew.statistics;

/// How the empirical distribution functions F of one sample and G of another differ: their largest
/// differences, and the area between them.
///
/// Two sorted samples are walked through value by value. Two large ones of one layout
/// ([NumericSample#beside]) are taken group by group: where the difference can not change its sign
/// within a group, the group's part of the area follows from the sums of its values, and where it
/// can not reach the largest one, nothing in it need be known. Only the few other groups are
/// sorted. The area is summed to twice the digits of a double, so that both ways give the same
/// bits.
public final class EcdfDifference {

  private final long n;
  private final long m;
  private final PreciseSum area = new PreciseSum();

  // F - G is (i m - j n) / (n m): whole numbers until the end keep ties and symmetry exact.
  private long difference;
  private long most;
  private long least;
  private double mostAt;
  private double leastAt;
  private double before;

  private EcdfDifference(NumericSample first, NumericSample second) {
    n = first.size();
    m = second.size();
    if (n == 0 || m == 0) {
      throw new IllegalArgumentException("both samples need at least one value");
    }
    before = Math.min(first.min(), second.min());
    mostAt = before;
    leastAt = before;
  }

  /// Compares two samples; ties exact.
  ///
  /// @throws IllegalArgumentException when one has no value
  public static EcdfDifference of(NumericSample first, NumericSample second) {
    var found = new EcdfDifference(first, second);
    if (first.isBeside(second)) {
      found.byGroups(first, second);
    } else {
      found.steps(first.sorted(), first.size(), second.sorted(), second.size());
    }
    return found;
  }

  /// Largest F - G.
  public double most() {
    return most / ((double) n * m);
  }

  /// The value where it is reached first.
  public double mostAt() {
    return mostAt;
  }

  /// Smallest F - G; at most 0.
  public double least() {
    return least / ((double) n * m);
  }

  /// The value where it is reached first.
  public double leastAt() {
    return leastAt;
  }

  /// Integral of |F - G|.
  public double area() {
    return area.value() / ((double) n * m);
  }

  /// Walks through the first values of both arrays, which ascend.
  private void steps(double[] first, int firstEnd, double[] second, int secondEnd) {
    int i = 0;
    int j = 0;
    while (i < firstEnd || j < secondEnd) {
      double x = j == secondEnd || (i < firstEnd && first[i] <= second[j]) ? first[i] : second[j];
      area.addProduct((double) Math.abs(difference), x, before);
      before = x;
      while (i < firstEnd && first[i] == x) {
        i++;
        difference += m;
      }
      while (j < secondEnd && second[j] == x) {
        j++;
        difference -= n;
      }
      reached();
    }
  }

  private void reached() {
    if (difference > most) {
      most = difference;
      mostAt = before;
    } else if (difference < least) {
      least = difference;
      leastAt = before;
    }
  }

  private void byGroups(NumericSample first, NumericSample second) {
    var left = new Scratch(first);
    var right = new Scratch(second);
    long[] came = new long[first.groups()];
    for (int group = 0; group < came.length; group++) {
      came[group] = difference;
      if (first.held(group) + second.held(group) > 0) {
        group(group, left, right);
        reached();
      }
    }
    extremes(left, right, came);
  }

  /// The area over one group, sorting it only where the difference may change its sign.
  private void group(int group, Scratch left, Scratch right) {
    double high = Math.max(left.sums.highest(group), right.sums.highest(group));
    double low = Math.min(left.sums.lowest(group), right.sums.lowest(group));
    long rise = left.sample.held(group) * m;
    long fall = right.sample.held(group) * n;
    boolean above = difference - fall >= 0;
    boolean below = difference + rise <= 0;
    if (low < high && !above && !below) {
      left.sort(group);
      right.sort(group);
      steps(left.values, left.size, right.values, right.size);
      return;
    }
    // By parts: the difference on coming in holds to the end, each value changes what follows it.
    area.addProduct((double) Math.abs(difference), high, before);
    if (low < high) {
      double sign = above ? 1 : -1;
      left.sums.addBelow(high, group, sign * m, area);
      right.sums.addBelow(high, group, -sign * n, area);
    }
    difference += rise - fall;
    before = high;
  }

  /// Where the largest differences lie: only groups that can reach what the groups' ends reach are
  /// walked through, in order, so that the first place is found.
  private void extremes(Scratch left, Scratch right, long[] came) {
    var again = new EcdfDifference(left.sample, right.sample);
    for (int group = 0; group < came.length; group++) {
      if (came[group] + left.sample.held(group) * m >= most
          || came[group] - right.sample.held(group) * n <= least) {
        left.sort(group);
        right.sort(group);
        again.difference = came[group];
        again.steps(left.values, left.size, right.values, right.size);
      }
    }
    most = again.most;
    mostAt = again.mostAt;
    least = again.least;
    leastAt = again.leastAt;
  }

  /// A sample, and the values of one of its groups in order.
  private static final class Scratch {
    private final NumericSample sample;
    private final GroupSums sums;
    private double[] values = new double[256];
    private int size;

    Scratch(NumericSample sample) {
      this.sample = sample;
      this.sums = sample.sums();
    }

    void sort(int group) {
      size = sample.held(group);
      if (values.length < size) {
        values = new double[Math.max(size, 2 * values.length)];
      }
      sample.copy(group, values);
      RadixSort.sort(values, 0, size);
    }
  }
}
