package dev.clew.benchmarks.kernels;

import dev.clew.statistics.NumericSample;
import dev.clew.statistics.drift.EcdfDistance;
import dev.clew.statistics.performance.RocAuc;
import dev.clew.statistics.performance.ScoredLabels;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Sorting, the walk over two sorted columns, and the area under the curve, on a million normal
/// values each.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StatisticsKernels {
  private static final int ROWS = 1_000_000;

  private double[] baseline = {};
  private double[] current = {};
  private int[] labels = {};
  private NumericSample sortedBaseline = NumericSample.of();
  private NumericSample sortedCurrent = NumericSample.of();

  /// Makes the columns.
  @Setup
  public void make() {
    var random = new SplittableRandom(7);
    baseline = random.doubles(ROWS).map(_ -> random.nextGaussian()).toArray();
    current = random.doubles(ROWS).map(_ -> random.nextGaussian() + 0.1).toArray();
    labels = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = baseline[i] + random.nextGaussian() > 0 ? 1 : 0;
    }
    sortedBaseline = NumericSample.of(baseline);
    sortedCurrent = NumericSample.of(current);
  }

  /// Sorts a column by its bytes and sums it up, as every numeric measure begins.
  @Benchmark
  public NumericSample sample() {
    return NumericSample.of(baseline);
  }

  /// The JDK's own sort of the same column, to compare with.
  @Benchmark
  public double[] sortOfTheJdk() {
    double[] copy = baseline.clone();
    Arrays.sort(copy);
    return copy;
  }

  /// Kolmogorov-Smirnov, Wasserstein and energy distance in one walk.
  @Benchmark
  public EcdfDistance walk() {
    return EcdfDistance.of(sortedBaseline, sortedCurrent);
  }

  /// Area under the curve with DeLong's variance, sorting included.
  @Benchmark
  public Optional<RocAuc> area() {
    return RocAuc.of(ScoredLabels.of(labels, baseline));
  }
}
