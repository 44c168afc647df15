package dev.clew.statistics.drift;

import dev.clew.statistics.CategoricalSample;
import dev.clew.statistics.NumericSample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.BinomialDistribution;

/// A population of values with known shares, from which rows are drawn with replacement.
final class Population {

  private static final int CENSUS = 100_000;

  private final double[] values;
  private final double[] shares;

  private Population(double[] values, double[] shares) {
    this.values = values;
    double total = Arrays.stream(shares).sum();
    this.shares = Arrays.stream(shares).map(share -> share / total).toArray();
  }

  /// One feature of the employment data, a column of its table of counts: reference, later,
  /// later_predicted_1.
  static Population employment(String feature, String column) {
    return new Population(counts(feature, "value"), counts(feature, column));
  }

  /// The rows that the table counts, each value as often as it occurs.
  static double[] employmentRows(String feature, String column) {
    double[] values = counts(feature, "value");
    double[] counts = counts(feature, column);
    double[] rows = new double[(int) Arrays.stream(counts).sum()];
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      Arrays.fill(rows, n, n + (int) counts[i], values[i]);
      n += (int) counts[i];
    }
    return rows;
  }

  private static double[] counts(String feature, String column) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Population.class.getResourceAsStream("employment_marginals.csv"),
                StandardCharsets.UTF_8))) {
      String[][] rows = lines.lines().map(line -> line.split(",")).toArray(String[][]::new);
      int index = Arrays.asList(rows[0]).indexOf(column);
      return Arrays.stream(rows)
          .filter(row -> row[0].equals(feature))
          .mapToDouble(row -> Double.parseDouble(row[index]))
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A population of 20,000 equally frequent values, by its quantile function.
  static Population ofQuantiles(DoubleUnaryOperator quantile) {
    int n = 20_000;
    double[] values = new double[n];
    double[] shares = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = quantile.applyAsDouble((i + 0.5) / n);
      shares[i] = 1;
    }
    return new Population(values, shares);
  }

  static Population ofShares(double... shares) {
    double[] values = new double[shares.length];
    Arrays.setAll(values, i -> i);
    return new Population(values, shares);
  }

  /// A share of this population's rows replaced by rows of another one.
  Population mixedWith(Population other, double share) {
    double[] allValues = new double[values.length + other.values.length];
    double[] allShares = new double[allValues.length];
    for (int i = 0; i < values.length; i++) {
      allValues[i] = values[i];
      allShares[i] = shares[i] * (1 - share);
    }
    for (int i = 0; i < other.values.length; i++) {
      allValues[values.length + i] = other.values[i];
      allShares[values.length + i] = other.shares[i] * share;
    }
    Integer[] order = new Integer[allValues.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> allValues[i]));
    return new Population(
        Arrays.stream(order).mapToDouble(i -> allValues[i]).toArray(),
        Arrays.stream(order).mapToDouble(i -> allShares[i]).toArray());
  }

  /// Rows drawn with replacement: one by one, or how many have each value at once where that is
  /// less work; the order of rows is nothing to any measure here.
  double[] draw(int rows, SplittableRandom random) {
    double[] drawn = new double[rows];
    if (rows < values.length) {
      double[] upTo = shares.clone();
      Arrays.parallelPrefix(upTo, Double::sum);
      for (int i = 0; i < rows; i++) {
        int found = Arrays.binarySearch(upTo, random.nextDouble());
        drawn[i] = values[Math.min(found < 0 ? -found - 1 : found, values.length - 1)];
      }
      return drawn;
    }
    int n = 0;
    double left = 1;
    for (int i = 0; i < values.length && n < rows; i++) {
      double share = i == values.length - 1 ? 1 : Math.min(1, shares[i] / left);
      int count = binomial(rows - n, share, random);
      Arrays.fill(drawn, n, n + count, values[i]);
      n += count;
      left -= shares[i];
    }
    return drawn;
  }

  /// A binomial number, by inversion from the most probable one outwards.
  private static int binomial(int rows, double share, SplittableRandom random) {
    if (share <= 0) {
      return 0;
    }
    if (share >= 1) {
      return rows;
    }
    int mode = (int) Math.min(rows, Math.floor((rows + 1) * share));
    double upper = new BinomialDistribution(null, rows, share).probability(mode);
    double lower = upper;
    double left = random.nextDouble() - upper;
    double odds = share / (1 - share);
    int up = mode;
    int down = mode;
    while (left > 0 && upper + lower > 0) {
      upper *= up < rows ? (double) (rows - up) / (up + 1) * odds : 0;
      up++;
      left -= upper;
      if (left <= 0) {
        return up;
      }
      lower *= down > 0 ? (double) down / (rows - down + 1) / odds : 0;
      down--;
      left -= lower;
      if (left <= 0) {
        return down;
      }
    }
    return mode;
  }

  /// The population itself as a sample: each value as often as its share of so many rows says.
  double[] census() {
    double[] rows = new double[CENSUS + values.length];
    int n = 0;
    double due = 0;
    for (int i = 0; i < values.length; i++) {
      due += shares[i] * CENSUS;
      while (n < due - 0.5) {
        rows[n++] = values[i];
      }
    }
    return Arrays.copyOf(rows, n);
  }

  static CategoricalSample categories(double[] rows) {
    return CategoricalSample.of(Arrays.stream(rows).mapToInt(row -> (int) row).toArray(), 64);
  }

  static NumericReference reference(double[] rows) {
    return NumericReference.of(NumericSample.of(rows));
  }
}
