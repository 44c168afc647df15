package dev.clew.skills.latency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Why runs of one side take longer on average than those of another: the difference split by
/// operation, and each part by how many such calls a run waits for and how long each is.
///
/// A run's time is the sum of its path, so the parts, the gaps included, add up to the difference
/// of the means. A part `n d` of `n` calls a run and `d` seconds a call is split by the mean of
/// both orders: `(n1 - n0) (d0 + d1) / 2` and `(d1 - d0) (n0 + n1) / 2` (Shapley's value of two
/// factors).
///
/// @param slower mean of the one side, seconds
/// @param faster mean of the other
/// @param parts the largest first; they add up to the difference
record Parts(double slower, double faster, List<Part> parts) {
  static final String GAP = "";

  Parts {
    parts = List.copyOf(parts);
  }

  /// One operation's part.
  ///
  /// @param operation empty for time between roots
  /// @param seconds what it adds to the mean
  /// @param byCount how much of that comes of more or fewer calls
  /// @param byLength how much of longer or shorter ones
  /// @param slowerCalls calls that a run waits for
  /// @param slowerSeconds what each adds to the path
  record Part(
      String operation,
      double seconds,
      double byCount,
      double byLength,
      double slowerCalls,
      double fasterCalls,
      double slowerSeconds,
      double fasterSeconds) {}

  double difference() {
    return slower - faster;
  }

  static Parts of(List<RunTime> slower, List<RunTime> faster) {
    var one = sums(slower);
    var other = sums(faster);
    var names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    var parts = new ArrayList<Part>();
    for (var name : names) {
      var a = one.getOrDefault(name, new long[2]);
      var b = other.getOrDefault(name, new long[2]);
      double calls = a[0] / (double) slower.size();
      double otherCalls = b[0] / (double) faster.size();
      double length = a[0] == 0 ? 0 : a[1] / 1e9 / a[0];
      double otherLength = b[0] == 0 ? 0 : b[1] / 1e9 / b[0];
      // Where one side has none of it, all comes of having it.
      boolean both = a[0] > 0 && b[0] > 0;
      double seconds = calls * length - otherCalls * otherLength;
      double byCount = both ? (calls - otherCalls) * (length + otherLength) / 2 : seconds;
      parts.add(
          new Part(
              name, seconds, byCount, seconds - byCount, calls, otherCalls, length, otherLength));
    }
    parts.sort(
        Comparator.comparingDouble((Part part) -> -part.seconds()).thenComparing(Part::operation));
    return new Parts(mean(slower), mean(faster), parts);
  }

  /// Calls on the path and their nanoseconds on it, by operation.
  private static Map<String, long[]> sums(List<RunTime> runs) {
    var sums = new HashMap<String, long[]>();
    for (var run : runs) {
      for (var call : run.calls()) {
        if (call.pathNanos() > 0) {
          add(sums, call.operation(), call.pathNanos());
        }
      }
      if (run.gapNanos() > 0) {
        add(sums, GAP, run.gapNanos());
      }
    }
    return sums;
  }

  private static void add(Map<String, long[]> sums, String name, long nanos) {
    var sum = sums.computeIfAbsent(name, _ -> new long[2]);
    sum[0]++;
    sum[1] += nanos;
  }

  private static double mean(List<RunTime> runs) {
    long nanos = runs.stream().mapToLong(run -> run.times().durationNanos()).sum();
    return nanos / 1e9 / runs.size();
  }
}
