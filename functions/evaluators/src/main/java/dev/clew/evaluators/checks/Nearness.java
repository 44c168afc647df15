package dev.clew.evaluators.checks;

import dev.clew.evaluators.Means;
import dev.clew.models.Embedder;
import dev.clew.models.ModelException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// How near texts come in meaning, where there is an embedder; one that fails is none from then on.
final class Nearness {
  /// Texts whose vectors are kept: one and a half kilobytes each. The passages of a conversation
  /// are compared with many of its sentences.
  private static final int KEPT = 4_000;

  private final Means means;
  private final LinkedHashMap<String, float[]> lately = new LinkedHashMap<>(16, 0.75f, true);
  private boolean failed;

  Nearness(Means means) {
    this.means = means;
  }

  /// Cosines of a text with others, in their order; nothing where no meanings are compared.
  Optional<double[]> of(String text, List<String> others) {
    if (failed || others.isEmpty()) {
      return Optional.empty();
    }
    try {
      var embedder = means.embedder().get();
      return embedder.map(one -> cosines(one, text, others));
    } catch (ModelException _) {
      failed = true;
      return Optional.empty();
    }
  }

  private double[] cosines(Embedder embedder, String text, List<String> others) {
    var vectors = vectors(embedder, Stream.concat(Stream.of(text), others.stream()).toList());
    return vectors.stream()
        .skip(1)
        .mapToDouble(other -> cosine(vectors.getFirst(), other))
        .toArray();
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int d = 0; d < one.length; d++) {
      sum += (double) one[d] * other[d];
    }
    return sum;
  }

  /// One a text; only those that were not met lately go to the embedder.
  private synchronized List<float[]> vectors(Embedder embedder, List<String> texts) {
    var unknown = texts.stream().filter(text -> !lately.containsKey(text)).distinct().toList();
    if (!unknown.isEmpty()) {
      var embedded = embedder.embed(unknown);
      for (int i = 0; i < unknown.size(); i++) {
        lately.put(unknown.get(i), embedded.get(i));
      }
    }
    var vectors = texts.stream().map(text -> Objects.requireNonNull(lately.get(text))).toList();
    while (lately.size() > KEPT) {
      lately.remove(lately.firstEntry().getKey());
    }
    return vectors;
  }
}
