package dev.clew.evaluators.safety;

import dev.clew.models.Embedder;
import dev.clew.models.context.Invisible;
import java.util.ArrayList;
import java.util.List;

/// What texts mean as a whole, as numbers: the mean of their passages' vectors, of length 1.
public final class Gist {
  /// Passages that are embedded at once.
  private static final int BATCH = 64;

  private Gist() {}

  /// One vector a text, in their order.
  ///
  /// @throws dev.clew.models.ModelException when there are none
  public static List<double[]> of(List<String> texts, Embedder embedder) {
    var passages = new ArrayList<String>();
    var ends = new int[texts.size()];
    for (int i = 0; i < ends.length; i++) {
      var parts = Passages.of(Invisible.removed(texts.get(i)));
      passages.addAll(parts.isEmpty() ? List.of(" ") : parts);
      ends[i] = passages.size();
    }
    var vectors = new ArrayList<float[]>(passages.size());
    for (int from = 0; from < passages.size(); from += BATCH) {
      vectors.addAll(
          embedder.embed(passages.subList(from, Math.min(passages.size(), from + BATCH))));
    }
    var gists = new ArrayList<double[]>(ends.length);
    int from = 0;
    for (int to : ends) {
      gists.add(mean(vectors.subList(from, to)));
      from = to;
    }
    return gists;
  }

  private static double[] mean(List<float[]> vectors) {
    var sum = new double[vectors.getFirst().length];
    for (var vector : vectors) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    double square = 0;
    for (double one : sum) {
      square += one * one;
    }
    double length = square == 0 ? 1 : Math.sqrt(square);
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= length;
    }
    return sum;
  }
}
