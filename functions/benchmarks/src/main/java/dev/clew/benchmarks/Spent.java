package dev.clew.benchmarks;

import java.util.Locale;
import java.util.OptionalLong;

/// What one run cost.
///
/// @param wallNanos from its start to its end
/// @param cpuNanos of all threads, in user code and in the kernel
/// @param peakBytes most memory resident at once; absent for work within a running process
public record Spent(long wallNanos, long cpuNanos, OptionalLong peakBytes) {

  /// Seconds with three figures.
  static String seconds(double nanos) {
    return String.format(Locale.ROOT, nanos < 10e9 ? "%.2f s" : "%.1f s", nanos / 1e9);
  }

  /// Megabytes of a million bytes.
  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", Math.round(bytes / 1e6));
  }
}
