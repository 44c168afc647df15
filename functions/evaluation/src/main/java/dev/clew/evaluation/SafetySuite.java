package dev.clew.evaluation;

import dev.clew.evaluators.safety.AttackWords;
import dev.clew.evaluators.safety.Gist;
import dev.clew.evaluators.safety.JailbreakClassifier;
import dev.clew.evidence.Problem;
import dev.clew.models.Embedder;
import dev.clew.statistics.performance.RocAuc;
import dev.clew.statistics.performance.ScoredLabels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Whether attempts to get round a model's rules are told from safe prompts that look unsafe and
/// from long harmless texts.
///
/// Each family of attacks is scored by classifiers that have seen none of it, and each other text
/// by one that has not seen it (five folds). `recall_at_fpr_0.01` and `_0.05` are the shares of all
/// attempts found where that share of the others is wrongly taken for one; `[family]` the same of
/// one family; `auc_length` and `recall_at_fpr_0.05_length` what length alone tells. `fpr_orders`
/// is the share of the others that are taken for orders to a model. `packaged_` figures are those
/// of the classifier that comes with Clew, on texts it was not trained on.
public final class SafetySuite implements Suite {
  private static final int FOLDS = 5;
  private static final double[] RATES = {0.01, 0.05};

  private final Path data;
  private final Supplier<Optional<Embedder>> embedder;

  /// @param data holds `safety`
  public SafetySuite(Path data, Supplier<Optional<Embedder>> embedder) {
    this.data = data;
    this.embedder = embedder;
  }

  @Override
  public String name() {
    return "safety";
  }

  /// A labelled text with what is computed of it once.
  private record Example(Attempts.Labelled one, double[] gist, List<String> signs) {
    int fold() {
      return Math.floorMod(one.text().hashCode(), FOLDS);
    }

    JailbreakClassifier.Labelled labelled(boolean attack) {
      return new JailbreakClassifier.Labelled(one.text(), gist, attack);
    }
  }

  /// Scores of attempts of one family, and of the others by the same classifiers.
  private record Scores(double[] attempts, double[] others) {
    /// How many attempts score above all but this share of the others.
    long found(double rate) {
      var sorted = others.clone();
      Arrays.sort(sorted);
      double bar =
          sorted[Math.min(sorted.length - 1, (int) Math.ceil((1 - rate) * (sorted.length - 1)))];
      return Arrays.stream(attempts).filter(score -> score > bar).count();
    }

    /// How well the scores tell them apart.
    RocAuc auc() {
      var actual = new int[attempts.length + others.length];
      Arrays.fill(actual, 0, attempts.length, 1);
      var all = Arrays.copyOf(attempts, actual.length);
      System.arraycopy(others, 0, all, attempts.length, others.length);
      return RocAuc.of(ScoredLabels.of(actual, all))
          .orElseThrow(() -> new IllegalStateException("a family without attempts"));
    }
  }

  @Override
  public Scorecard run(Consumer<String> misses) {
    var texts = Attempts.of(data);
    if (texts.attempts().isEmpty() || texts.others().isEmpty()) {
      throw new Problem(
              Problem.Kind.DATA,
              "there are no attempts or no other texts",
              data.resolve("safety").toString(),
              "it holds inthewild_jailbreaks.json, jbb and xstest_prompts.csv")
          .asException();
    }
    var using =
        embedder
            .get()
            .orElseThrow(() ->
                new Problem(
                        Problem.Kind.USER,
                        "this suite needs an embedder",
                        "CLEW_EMBEDDINGS",
                        "leave CLEW_EMBEDDINGS unset")
                    .asException());
    var attempts = examples(texts.attempts(), using);
    var others = examples(texts.others(), using);
    var own =
        Stream.concat(
                JailbreakClassifier.harmless().stream()
                    .map(text -> new Attempts.Labelled("own", text)),
                texts.users().stream())
            .toList();
    var different = texts.different();
    var train = attempts.stream().filter(example -> different.contains(example.one())).toList();
    var harmless = examples(own, using);

    var byFamily = new TreeMap<String, Scores>();
    for (var family :
        texts.attempts().stream().map(Attempts.Labelled::family).distinct().toList()) {
      byFamily.put(family, leftOut(family, attempts, train, others, harmless));
    }
    var metrics = new LinkedHashMap<String, Metric>();
    var byLength = new Scores(lengths(attempts), lengths(others));
    for (double rate : RATES) {
      long found = byFamily.values().stream().mapToLong(scores -> scores.found(rate)).sum();
      metrics.put("recall_at_fpr_" + rate, Metric.share(found, attempts.size()));
    }
    metrics.put("auc", auc(byFamily.values().stream().toList()));
    byFamily.forEach((family, scores) -> {
      for (double rate : RATES) {
        metrics.put(
            "recall_at_fpr_" + rate + "[" + family + "]",
            Metric.share(scores.found(rate), scores.attempts().length));
      }
    });
    metrics.put("auc_length", auc(List.of(byLength)));
    metrics.put("recall_at_fpr_0.05_length", Metric.share(byLength.found(0.05), attempts.size()));
    metrics.put("recall_words", words(attempts));
    metrics.put("fpr_words", words(others));
    metrics.put(
        "fpr_orders",
        Metric.share(
            others.stream()
                .filter(example -> !AttackWords.ordersIn(example.one().text()).isEmpty())
                .count(),
            others.size()));
    packaged(attempts, others, using, metrics, misses);
    return new Scorecard(name(), (long) attempts.size() + others.size(), metrics);
  }

  private static List<Example> examples(List<Attempts.Labelled> texts, Embedder using) {
    var gists = Gist.of(texts.stream().map(Attempts.Labelled::text).toList(), using);
    var examples = new ArrayList<Example>(gists.size());
    for (int i = 0; i < gists.size(); i++) {
      examples.add(
          new Example(
              texts.get(i), gists.get(i), AttackWords.jailbreaks().in(texts.get(i).text())));
    }
    return examples;
  }

  /// Scores by classifiers that have seen neither the family nor the text.
  private static Scores leftOut(
      String family,
      List<Example> attempts,
      List<Example> train,
      List<Example> others,
      List<Example> harmless) {
    var tested = attempts.stream().filter(one -> one.one().family().equals(family)).toList();
    var found = new double[tested.size()];
    var scores = new double[others.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      int now = fold;
      var learnt =
          JailbreakClassifier.learn(
              Stream.of(
                      train.stream()
                          .filter(one -> !one.one().family().equals(family))
                          .map(one -> one.labelled(true)),
                      others.stream()
                          .filter(one -> one.fold() != now)
                          .map(one -> one.labelled(false)),
                      harmless.stream().map(one -> one.labelled(false)))
                  .flatMap(all -> all)
                  .toList());
      for (int i = 0; i < scores.length; i++) {
        var one = others.get(i);
        if (one.fold() == fold) {
          scores[i] = JailbreakClassifier.score(learnt, one.gist(), one.signs());
        }
      }
      for (int i = 0; i < found.length; i++) {
        var one = tested.get(i);
        found[i] += JailbreakClassifier.score(learnt, one.gist(), one.signs()) / FOLDS;
      }
    }
    return new Scores(found, scores);
  }

  /// The mean of the families' areas, each counting by its attempts; whole texts are drawn.
  private static Metric auc(List<Scores> families) {
    double sum = 0;
    double variance = 0;
    long all = families.stream().mapToLong(scores -> scores.attempts().length).sum();
    for (var scores : families) {
      double share = (double) scores.attempts().length / all;
      var auc = scores.auc();
      sum += share * auc.value();
      variance += share * share * auc.variance();
    }
    double half = 1.959963984540054 * Math.sqrt(variance);
    return new Metric(sum, Math.max(0, sum - half), Math.min(1, sum + half));
  }

  private static double[] lengths(List<Example> examples) {
    return examples.stream().mapToDouble(example -> example.one().text().length()).toArray();
  }

  private static Metric words(List<Example> examples) {
    return Metric.share(
        examples.stream().filter(example -> !example.signs().isEmpty()).count(), examples.size());
  }

  private static void packaged(
      List<Example> attempts,
      List<Example> others,
      Embedder using,
      Map<String, Metric> metrics,
      Consumer<String> misses) {
    var classifier = JailbreakClassifier.packaged();
    if (!classifier.reads(using)) {
      return;
    }
    share(classifier, "packaged_recall", attempts, metrics, misses);
    share(classifier, "packaged_false_positives", others, metrics, _ -> {});
  }

  private static void share(
      JailbreakClassifier classifier,
      String name,
      List<Example> examples,
      Map<String, Metric> metrics,
      Consumer<String> misses) {
    var unseen = examples.stream().filter(one -> !classifier.knows(one.one().beginning())).toList();
    if (unseen.isEmpty()) {
      return;
    }
    long found = 0;
    for (var one : unseen) {
      boolean attempt = classifier.isAttempt(one.gist(), one.signs());
      found += attempt ? 1 : 0;
      if (!attempt) {
        misses.accept(one.one().family() + ", " + one.one().text().length() + " characters");
      }
    }
    metrics.put(name, Metric.share(found, unseen.size()));
  }
}
