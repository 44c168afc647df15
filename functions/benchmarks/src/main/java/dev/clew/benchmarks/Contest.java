package dev.clew.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Runs contenders in turn, round by round, so that a machine that gets slower does so for all of
/// them, and tells each one's medians and, round by round, how many times the first one's cost the
/// others spent.
///
/// Other work on the machine stretches wall time more than CPU time; where both ratios are alike,
/// neither was favoured.
public final class Contest {
  private final String title;
  private final Agreement agreement;

  /// Says whether two contenders computed the same.
  @FunctionalInterface
  public interface Agreement {

    /// What both agree on, in words.
    ///
    /// @throws IllegalStateException when they do not
    String check(String first, String other);

    /// The same text.
    static Agreement exact(String what) {
      return (first, other) -> {
        if (!first.equals(other)) {
          throw new IllegalStateException(
              "results differ:\n" + first.strip() + "\nagainst\n" + other.strip());
        }
        return what;
      };
    }
  }

  public Contest(String title, Agreement agreement) {
    this.title = title;
    this.agreement = agreement;
  }

  /// Runs and prints.
  ///
  /// @param warmUps rounds that do not count
  /// @param rounds rounds that do
  public void run(List<Contender> contenders, int warmUps, int rounds, PrintStream out)
      throws IOException {
    Map<Contender, List<Spent>> spent = new LinkedHashMap<>();
    contenders.forEach(contender -> spent.put(contender, new ArrayList<>()));
    String expected = "";
    var agreed = new LinkedHashMap<String, String>();
    for (int round = -warmUps; round < rounds; round++) {
      for (Contender contender : contenders) {
        Contender.Outcome outcome = contender.run();
        if (contender == contenders.getFirst()) {
          expected = outcome.result();
        } else {
          agreed.put(contender.name(), agreement.check(expected, outcome.result()));
        }
        if (round >= 0) {
          spent.computeIfAbsent(contender, _ -> new ArrayList<>()).add(outcome.spent());
        }
      }
    }
    out.printf(
        Locale.ROOT,
        "%n%s (%d rounds in turn%s)%n",
        title,
        rounds,
        warmUps == 0 ? "" : " after " + warmUps + " not counted");
    agreed.forEach((name, words) ->
        out.printf(Locale.ROOT, "  %s and %s: %s%n", contenders.getFirst().name(), name, words));
    out.printf(
        Locale.ROOT,
        "  %-22s %10s %19s %10s %10s %8s %8s%n",
        "",
        "wall",
        "(min to max)",
        "CPU",
        "peak",
        "x wall",
        "x CPU");
    List<Spent> first = spent.getOrDefault(contenders.getFirst(), List.of());
    spent.forEach((contender, runs) -> print(contender.name(), runs, first, out));
  }

  private static void print(String name, List<Spent> runs, List<Spent> first, PrintStream out) {
    double[] wall = sorted(runs, Spent::wallNanos);
    double[] cpu = sorted(runs, Spent::cpuNanos);
    long peak = (long) median(sorted(runs, run -> run.peakBytes().orElse(0)));
    out.printf(
        Locale.ROOT,
        "  %-22s %10s %19s %10s %10s %8.1f %8.1f%n",
        name,
        Spent.seconds(median(wall)),
        "(" + Spent.seconds(wall[0]) + " to " + Spent.seconds(wall[wall.length - 1]) + ")",
        Spent.seconds(median(cpu)),
        peak == 0 ? "-" : Spent.megabytes(peak),
        ratio(runs, first, Spent::wallNanos),
        ratio(runs, first, Spent::cpuNanos));
  }

  /// Median over the rounds of how many times the first contender's cost it was.
  private static double ratio(List<Spent> runs, List<Spent> first, ToDoubleFunction<Spent> cost) {
    double[] ratios = new double[runs.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = cost.applyAsDouble(runs.get(i)) / cost.applyAsDouble(first.get(i));
    }
    Arrays.sort(ratios);
    return median(ratios);
  }

  private static double[] sorted(List<Spent> runs, ToDoubleFunction<Spent> cost) {
    return runs.stream().mapToDouble(cost).sorted().toArray();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
