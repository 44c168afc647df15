package dev.clew.skills.latency;

import dev.clew.statistics.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A call that hangs: it alone takes more than half of its run, at least five times what half of
/// its like take at most, and lies far outside of their spread.
///
/// Far outside is judged from the quicker half, which hanging calls do not touch: in logarithms,
/// seven times as far above the median as the lower quartile lies below it. That is where Tukey's
/// outer fence of a normal distribution lies (4.72 standard deviations over .674); in a skewed or
/// two-humped one it lies further out.
///
/// @param usual what half of its like take at most, seconds
record Hanging(CallTime call, double usual) {
  private static final double TIMES = 5;
  private static final double SPREADS = 7;

  /// Where more of an operation's calls are so long, they are of another kind, and do not hang.
  private static final double RARE = 0.2;

  /// With fewer calls of an operation none is usual.
  private static final int OFTEN = 10;

  double seconds() {
    return (double) call.pathNanos() / 1e9;
  }

  /// At most one of a run, the runs in order.
  static List<Hanging> of(Study study) {
    var fences = fences(study);
    var hanging = new ArrayList<Hanging>();
    for (var run : study.runs()) {
      for (var call : run.calls()) {
        var fence = fences.get(call.operation());
        if (fence != null
            && call.leaf()
            && 2 * call.pathNanos() > run.times().durationNanos()
            && (double) call.pathNanos() / 1e9 >= fence.least()) {
          hanging.add(new Hanging(call, fence.usual()));
        }
      }
    }
    return hanging;
  }

  /// @param least seconds from which a call hangs
  private record Fence(double usual, double least) {}

  private static TreeMap<String, Fence> fences(Study study) {
    var times = new TreeMap<String, List<Double>>();
    for (var call : study.calls()) {
      if (call.leaf()) {
        times.computeIfAbsent(call.operation(), _ -> new ArrayList<>()).add(call.seconds());
      }
    }
    var fences = new TreeMap<String, Fence>();
    times.forEach((operation, seconds) -> {
      var all = seconds.stream().mapToDouble(Double::doubleValue).toArray();
      double usual = Quantile.of(all, 0.5);
      double lower = Quantile.of(all, 0.25);
      if (all.length >= OFTEN && lower > 0) {
        double least = Math.max(TIMES * usual, usual * Math.pow(usual / lower, SPREADS));
        long beyond = seconds.stream().filter(one -> one >= least).count();
        if (beyond <= RARE * all.length) {
          fences.put(operation, new Fence(usual, least));
        }
      }
    });
    return fences;
  }
}
