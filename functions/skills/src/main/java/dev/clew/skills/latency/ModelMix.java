package dev.clew.skills.latency;

import dev.clew.traces.spans.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How much of the difference of two sides' mean times comes of other shares of the models that
/// runs use, rather than of longer runs of the same models (Kitagawa, 1955,
/// doi:10.1080/01621459.1955.10501299).
///
/// A group of runs is of share p and q and of mean a and b on the two sides: the mix adds `(p - q)
/// ((a + b) / 2 - m)` to the difference, with m the mean of both sides' means, which adds nothing
/// in all. Where only one side has a group, its mean stands for both.
///
/// @param seconds what the mix adds
/// @param model the group that adds most of it
record ModelMix(double seconds, String model, double slowerShare, double fasterShare) {

  static ModelMix of(List<RunTime> slower, List<RunTime> faster) {
    var one = byModel(slower);
    var other = byModel(faster);
    var names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    double middle = (mean(slower) + mean(faster)) / 2;
    double seconds = 0;
    double most = Double.NEGATIVE_INFINITY;
    var lead = new ModelMix(0, "", 0, 0);
    for (var name : names) {
      var a = one.getOrDefault(name, List.of());
      var b = other.getOrDefault(name, List.of());
      double p = a.size() / (double) slower.size();
      double q = b.size() / (double) faster.size();
      double of = a.isEmpty() ? mean(b) : b.isEmpty() ? mean(a) : (mean(a) + mean(b)) / 2;
      double adds = (p - q) * (of - middle);
      seconds += adds;
      if (p > q && adds > most) {
        most = adds;
        lead = new ModelMix(0, name, p, q);
      }
    }
    return new ModelMix(seconds, lead.model(), lead.slowerShare(), lead.fasterShare());
  }

  /// The models a run uses, sorted; empty where it names none.
  static String models(RunTime run) {
    return run.trace().spans().stream()
        .map(Span::model)
        .filter(model -> !model.isBlank())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Map<String, List<RunTime>> byModel(List<RunTime> runs) {
    var groups = new TreeMap<String, List<RunTime>>();
    runs.forEach(run -> groups.computeIfAbsent(models(run), _ -> new ArrayList<>()).add(run));
    return groups;
  }

  private static double mean(List<RunTime> runs) {
    return runs.stream().mapToDouble(RunTime::seconds).average().orElse(0);
  }
}
