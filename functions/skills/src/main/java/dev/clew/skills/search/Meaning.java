package dev.clew.skills.search;

import dev.clew.models.Embedder;
import dev.clew.skills.Inputs;
import dev.clew.skills.retrieval.Fusion;
import dev.clew.skills.retrieval.Library;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which texts are compared by meaning. What is chosen depends on the data and the parameter alone,
/// so that the same question finds the same.
enum Meaning {
  /// Every text.
  ALL,
  /// Those that match the words best, since there are too many to embed while somebody waits.
  BEST_BY_WORDS,
  NONE;

  /// Texts embedded for a question, where nobody asked for more: minutes on one processor.
  static final int MOST = 20_000;

  /// Of more texts, so many are compared by meaning.
  static final int CANDIDATES = 1_000;

  static Meaning of(Inputs inputs, List<Said> texts) {
    return switch (inputs.parameters().text("vectors")) {
      case "off" -> NONE;
      case "all" -> ALL;
      default ->
          texts.stream().map(Said::prose).filter(prose -> !prose.isEmpty()).distinct().count()
                  <= MOST
              ? ALL
              : BEST_BY_WORDS;
    };
  }

  /// How near each text comes to a request; NaN for those that are not compared.
  interface Nearness {
    double[] of(String text, List<Said> texts, double[] byWords);
  }

  Nearness nearness(Inputs inputs, Library library) {
    return switch (this) {
      case ALL -> (text, _, _) -> library.meaning(text);
      case NONE -> (_, texts, _) -> none(texts);
      case BEST_BY_WORDS -> new Candidates(inputs);
    };
  }

  private static double[] none(List<Said> texts) {
    var none = new double[texts.size()];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  /// Those that match the words best, embedded once however many sentences they are held against.
  private static final class Candidates implements Nearness {
    private final Optional<Embedder> embedder;
    private int[] best = {};
    private List<float[]> vectors = List.of();

    Candidates(Inputs inputs) {
      this.embedder = inputs.ports().embedding().embedder();
    }

    @Override
    public double[] of(String text, List<Said> texts, double[] byWords) {
      var near = none(texts);
      if (embedder.isEmpty()) {
        return near;
      }
      int[] now =
          Arrays.stream(Fusion.order(byWords))
              .filter(i -> !texts.get(i).prose().isEmpty())
              .limit(CANDIDATES)
              .toArray();
      if (!Arrays.equals(now, best)) {
        best = now;
        vectors =
            embedder.get().embed(Arrays.stream(best).mapToObj(i -> texts.get(i).prose()).toList());
      }
      var query = embedder.get().embed(List.of(text)).getFirst();
      for (int b = 0; b < best.length; b++) {
        near[best[b]] = Library.cosine(query, vectors.get(b));
      }
      return near;
    }
  }
}
