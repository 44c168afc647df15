package dev.clew.evaluators.checks;

import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.evaluators.Means;
import dev.clew.evaluators.Verdict;
import dev.clew.statistics.Estimate;
import dev.clew.statistics.performance.RankingQuality;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;

/// Whether documents that were retrieved are about the query, and whether the best come first:
/// precision at k, reciprocal rank, nDCG at k.
///
/// A document's relevance is the share of the query's words in it, or its cosine with the query
/// where there is an embedder and that is more; it is relevant from `least` on. Three labels: at
/// least half of the first k are relevant, any, none. nDCG is over the documents at hand, since
/// nobody knows those that were not retrieved.
///
/// @param k documents from the first on
record Retrieved(int k, double least, Saying say, Nearness nearness) implements Check {
  private static final int K = 10;
  private static final double LEAST = 0.5;
  private static final int COMPARED = 1_000;

  static Retrieved of(Settings settings, Saying say, Means means) {
    settings.only("k", "least");
    return new Retrieved(
        settings.count("k", K), settings.share("least", LEAST), say, new Nearness(means));
  }

  @Override
  public Optional<Verdict> look(Example example) {
    var query = Prose.read(example.text(Fields.INPUT).orElse(""));
    var asked = new HashSet<String>();
    Prose.words(query).forEach(word -> asked.add(word.stem()));
    if (asked.isEmpty()) {
      return Saying.notLogged("no query is logged");
    }
    var documents = example.documents();
    if (documents.isEmpty()) {
      return Saying.notLogged("no documents are logged");
    }
    var scores = new double[documents.size()];
    var relevance = new double[documents.size()];
    var near = nearness.of(start(query), documents.stream().map(Retrieved::start).toList());
    int relevant = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = -i;
      double graded = share(asked, documents.get(i));
      if (near.isPresent()) {
        graded = Math.max(graded, near.get()[i]);
      }
      relevance[i] = graded >= least ? graded : 0;
      relevant += i < k && relevance[i] > 0 ? 1 : 0;
    }
    int seen = Math.min(k, scores.length);
    var quality = new RankingQuality(k);
    quality.addGroup(scores, relevance);
    double precision = (double) relevant / seen;
    var figures = new LinkedHashMap<String, Double>();
    figures.put("ndcg", value(quality.ndcg()));
    figures.put("reciprocal-rank", value(quality.meanReciprocalRank()));
    figures.put("precision", precision);
    var why =
        String.format(
            Locale.ROOT,
            "%d of the first %d documents are about the query; nDCG %.2f, reciprocal rank %.2f",
            relevant,
            seen,
            figures.get("ndcg"),
            figures.get("reciprocal-rank"));
    return say.placed(relevant == 0 ? 2 : precision >= 0.5 ? 0 : 1, precision, why, figures);
  }

  private static double value(Optional<Estimate> estimate) {
    return estimate.map(Estimate::value).orElse(0.0);
  }

  private static double share(HashSet<String> asked, String document) {
    var said = new HashSet<String>();
    Prose.words(Prose.read(document)).forEach(word -> said.add(word.stem()));
    return (double) asked.stream().filter(said::contains).count() / asked.size();
  }

  private static String start(String text) {
    var read = Prose.read(text);
    return read.length() <= COMPARED ? read : read.substring(0, COMPARED);
  }
}
