package dev.clew.evaluators.checks;

import dev.clew.evaluators.Means;
import dev.clew.models.Embedder;
import dev.clew.models.ModelException;
import java.util.List;
import java.util.Optional;

/// How near texts come in meaning, where there is an embedder; one that fails is none from then on.
final class Nearness {
  private final Means means;
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

  private static double[] cosines(Embedder embedder, String text, List<String> others) {
    var vector = embedder.embed(List.of(text)).getFirst();
    var vectors = embedder.embed(others);
    var cosines = new double[vectors.size()];
    for (int i = 0; i < cosines.length; i++) {
      double sum = 0;
      for (int d = 0; d < vector.length; d++) {
        sum += (double) vector[d] * vectors.get(i)[d];
      }
      cosines[i] = sum;
    }
    return cosines;
  }
}
