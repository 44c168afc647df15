package dev.clew.skills.search;

import dev.clew.skills.applications.ToolName;
import dev.clew.skills.retrieval.Fusion;
import dev.clew.skills.retrieval.Library;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Which runs resemble one: by the words that tell it from others, by the meaning of what its users
/// and its assistant said, and by the tools it called one after another; fused by rank.
final class Likes {
  /// Words by which a run is known.
  private static final int TELLING = 25;

  private final List<Trace> traces;
  private final List<Said> texts;
  private final boolean[] allowed;
  private final Library library;

  Likes(List<Trace> traces, List<Said> texts, boolean[] allowed, Library library) {
    this.traces = traces;
    this.texts = texts;
    this.allowed = allowed;
    this.library = library;
  }

  /// The trace of an id or its beginning; the first where several begin so.
  static Optional<Integer> find(List<Trace> traces, String named) {
    var wanted = named.toLowerCase(Locale.ROOT);
    for (int t = 0; t < traces.size(); t++) {
      if (traces.get(t).traceId().toLowerCase(Locale.ROOT).equals(wanted)) {
        return Optional.of(t);
      }
    }
    return IntStream.range(0, traces.size())
        .boxed()
        .filter(t -> traces.get(t).traceId().toLowerCase(Locale.ROOT).startsWith(wanted))
        .findFirst();
  }

  /// Runs that resemble it, the likest first, without itself.
  List<Hit> of(int trace) {
    var own =
        texts.stream()
            .filter(said -> said.trace() == trace)
            .map(said -> said.piece().text())
            .toList();
    var telling = library.telling(own, "text", TELLING);
    var words = library.words(telling, Ranking.TEXT);
    var nearness = new double[texts.size()];
    Arrays.fill(nearness, Double.NaN);
    var near = meaning(trace, nearness);
    var shared = new double[traces.size()];
    var share = new double[traces.size()];
    var bestWords = new int[traces.size()];
    Arrays.fill(bestWords, -1);
    var strongest = new float[traces.size()][telling.size()];
    for (int i = 0; i < texts.size(); i++) {
      int t = texts.get(i).trace();
      if (!allowed[i] || t == trace) {
        continue;
      }
      for (int w = 0; w < telling.size(); w++) {
        strongest[t][w] = Math.max(strongest[t][w], words.matched().get(w)[i]);
      }
      if (words.scores()[i] > 0
          && (bestWords[t] < 0 || words.scores()[i] > words.scores()[bestWords[t]])) {
        bestWords[t] = i;
      }
    }
    for (int t = 0; t < traces.size(); t++) {
      double sum = 0;
      double all = 0;
      double had = 0;
      for (int w = 0; w < telling.size(); w++) {
        sum += strongest[t][w];
        all += words.weights()[w];
        had += strongest[t][w] > 0 ? words.weights()[w] : 0;
      }
      shared[t] = sum > 0 ? sum : Double.NaN;
      share[t] = all == 0 ? 0 : had / all;
    }
    return hits(trace, near, nearness, shared, share, bestWords, strongest, telling);
  }

  private List<Hit> hits(
      int trace,
      double[] near,
      double[] nearness,
      double[] shared,
      double[] share,
      int[] bestWords,
      float[][] strongest,
      List<String> telling) {
    var fused =
        Fusion.scores(
            List.of(Fusion.ranks(shared), Fusion.ranks(near), Fusion.ranks(tools(trace))), 1, 1, 1);
    var bestNear = new int[traces.size()];
    Arrays.fill(bestNear, -1);
    for (int i = 0; i < texts.size(); i++) {
      int t = texts.get(i).trace();
      if (!Double.isNaN(nearness[i]) && (bestNear[t] < 0 || nearness[i] > nearness[bestNear[t]])) {
        bestNear[t] = i;
      }
    }
    var hits = new ArrayList<Hit>();
    for (int t : Fusion.order(fused)) {
      if (bestWords[t] < 0 && bestNear[t] < 0) {
        continue;
      }
      var met = new ArrayList<String>();
      for (int w = 0; w < telling.size(); w++) {
        if (strongest[t][w] > 0) {
          met.add(telling.get(w));
        }
      }
      hits.add(
          new Hit(
              fused[t],
              texts.get(bestWords[t] >= 0 ? bestWords[t] : bestNear[t]),
              at(bestNear[t]),
              met,
              share[t],
              false,
              near[t]));
    }
    return hits;
  }

  private Optional<Said> at(int place) {
    return place < 0 ? Optional.empty() : Optional.of(texts.get(place));
  }

  /// How near each run's users and assistant come to this one's: the mean of two cosines, of the
  /// means of what each said.
  ///
  /// @param nearness filled with how near each allowed text comes to what its speaker said here
  private double[] meaning(int trace, double[] nearness) {
    var near = new double[traces.size()];
    var counted = new int[traces.size()];
    for (var speaker : List.of(Speaker.USER, Speaker.ASSISTANT)) {
      var own = mean(trace, speaker, false);
      if (own.isEmpty()) {
        continue;
      }
      var texts = library.nearness(own.get());
      for (int i = 0; i < nearness.length; i++) {
        var said = this.texts.get(i);
        if (allowed[i] && said.trace() != trace && said.speaker() == speaker) {
          nearness[i] = texts[i];
        }
      }
      for (int t = 0; t < near.length; t++) {
        var other = t == trace ? Optional.<float[]>empty() : mean(t, speaker, true);
        if (other.isPresent()) {
          near[t] += product(own.get(), other.get());
          counted[t]++;
        }
      }
    }
    for (int t = 0; t < near.length; t++) {
      near[t] = counted[t] == 0 ? Double.NaN : near[t] / counted[t];
    }
    return near;
  }

  private Optional<float[]> mean(int trace, Speaker speaker, boolean onlyAllowed) {
    double[] sum = null;
    for (int i = first(trace); i < texts.size() && texts.get(i).trace() == trace; i++) {
      var vector = library.vector(i);
      if (texts.get(i).speaker() == speaker && vector.isPresent() && (allowed[i] || !onlyAllowed)) {
        sum = sum == null ? new double[vector.get().length] : sum;
        for (int d = 0; d < sum.length; d++) {
          sum[d] += vector.get()[d];
        }
      }
    }
    if (sum == null) {
      return Optional.empty();
    }
    double length = Math.sqrt(Arrays.stream(sum).map(one -> one * one).sum());
    var mean = new float[sum.length];
    for (int d = 0; d < mean.length; d++) {
      mean[d] = (float) (length == 0 ? 0 : sum[d] / length);
    }
    return Optional.of(mean);
  }

  /// Texts stand in the order of their traces.
  private int first(int trace) {
    int low = 0;
    int high = texts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (texts.get(middle).trace() < trace) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int d = 0; d < one.length; d++) {
      sum += (double) one[d] * other[d];
    }
    return sum;
  }

  /// The share of pairs of tools called one after another that two runs have in common (Jaccard);
  /// NaN where they have none.
  private double[] tools(int trace) {
    var own = pairs(traces.get(trace));
    var near = new double[traces.size()];
    for (int t = 0; t < near.length; t++) {
      var other = t == trace ? Set.<String>of() : pairs(traces.get(t));
      var both = new HashSet<>(own);
      both.retainAll(other);
      near[t] =
          both.isEmpty()
              ? Double.NaN
              : (double) both.size() / (own.size() + other.size() - both.size());
    }
    return near;
  }

  private static Set<String> pairs(Trace trace) {
    var pairs = new HashSet<String>();
    var before = "";
    for (var span : trace.spans()) {
      if (span.kind() == SpanKind.TOOL) {
        var tool = ToolName.of(span);
        pairs.add(before + " > " + tool);
        before = tool;
      }
    }
    return pairs;
  }
}
