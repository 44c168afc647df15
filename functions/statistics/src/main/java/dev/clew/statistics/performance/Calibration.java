package dev.clew.statistics.performance;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.ExactSum;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.Tail;
import java.util.Optional;

/// Whether probabilities mean what they say: mean probability against share of positives, in bins
/// of equal width on [0, 1]; merges exactly.
///
/// A probability `p` falls into bin `floor(p * bins)`, 1 into the last. The expected calibration
/// error is the mean over rows of their bin's `|mean probability - share of positives|` (Naeini,
/// Cooper and Hauskrecht, 2015, doi:10.1609/aaai.v29i1.9602; binary, of the positive class). It is
/// never negative, so that noise alone lifts it: [#expectedIfCalibrated()] says how far. Mutable
/// and not thread-safe.
public final class Calibration {

  /// Ten bins, as in most reports.
  public static final int BINS = 10;

  private final long[] rows;
  private final long[] positives;
  private final ExactSum[] probabilities;
  private final ExactSum[] squaredErrors;

  public Calibration(int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("count of bins " + bins + " is not positive");
    }
    rows = new long[bins];
    positives = new long[bins];
    probabilities = new ExactSum[bins];
    squaredErrors = new ExactSum[bins];
    for (int i = 0; i < bins; i++) {
      probabilities[i] = new ExactSum();
      squaredErrors[i] = new ExactSum();
    }
  }

  /// The calibration of two columns in ten bins; rows where either is missing are left out.
  ///
  /// @param actual 1 positive, 0 negative, -1 missing
  /// @param probability of the positive class; NaN missing
  public static Calibration of(int[] actual, double[] probability) {
    Columns.checkRows(actual.length, probability.length, 0, actual.length);
    Calibration calibration = new Calibration(BINS);
    for (int i = 0; i < actual.length; i++) {
      if (Columns.isLabel(actual[i], i) && Columns.isProbability(probability[i], i)) {
        calibration.add(actual[i], probability[i]);
      }
    }
    return calibration;
  }

  public void add(int actual, double probability) {
    int bin = Math.min((int) (probability * rows.length), rows.length - 1);
    rows[bin]++;
    positives[bin] += actual;
    probabilities[bin].add(probability);
    squaredErrors[bin].addSquare(probability - actual);
  }

  /// Adds what another one counted in as many bins.
  public void add(Calibration other) {
    if (other.rows.length != rows.length) {
      throw new IllegalArgumentException(
          rows.length + " bins and " + other.rows.length + " bins do not add up");
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] += other.rows[i];
      positives[i] += other.positives[i];
      probabilities[i].add(other.probabilities[i]);
      squaredErrors[i].add(other.squaredErrors[i]);
    }
  }

  public int bins() {
    return rows.length;
  }

  public long rows(int bin) {
    return rows[bin];
  }

  /// Mean probability of a bin; NaN when it is empty.
  public double meanProbability(int bin) {
    return probabilities[bin].value() / rows[bin];
  }

  /// Share of positives of a bin; NaN when it is empty.
  public double positiveShare(int bin) {
    return (double) positives[bin] / rows[bin];
  }

  /// The expected calibration error, or nothing when no row was complete. Interval: delta method
  /// with the bins' signs held, not below 0; too narrow where the error is about
  /// [#expectedIfCalibrated()].
  public Optional<Estimate> expectedError() {
    long n = total();
    if (n == 0) {
      return Optional.empty();
    }
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += Math.abs(gap(i));
      squares += squaredErrors[i].value();
    }
    double error = sum / n;
    double deviation = Math.sqrt(Math.max(0, squares / n - error * error) / n);
    Interval interval =
        Interval.around(error, Tail.twoSidedZ(Interval.LEVEL) * deviation, Interval.LEVEL, 0, 1);
    return Optional.of(new Estimate(error, interval, IntervalMethod.DELTA, n));
  }

  /// The error that perfectly calibrated probabilities of this size would show by chance: the sum
  /// over bins of the mean of a half-normal, `sqrt(2 / pi) sd`.
  public double expectedIfCalibrated() {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] > 0) {
        double mean = gap(i) / rows[i];
        double variance = Math.max(0, squaredErrors[i].value() / rows[i] - mean * mean);
        sum += Math.sqrt(2 / Math.PI * variance * rows[i]);
      }
    }
    return total() == 0 ? 0 : sum / total();
  }

  /// Sum of probabilities less count of positives.
  private double gap(int bin) {
    return probabilities[bin].value() - positives[bin];
  }

  private long total() {
    long total = 0;
    for (long count : rows) {
      total += count;
    }
    return total;
  }
}
