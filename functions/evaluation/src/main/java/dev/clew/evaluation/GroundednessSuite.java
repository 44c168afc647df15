package dev.clew.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.evaluators.Evaluator;
import dev.clew.evaluators.Evaluators;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.evaluators.Means;
import dev.clew.evaluators.Verdict;
import dev.clew.evidence.Problem;
import dev.clew.models.Embedder;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.statistics.performance.RocAuc;
import dev.clew.statistics.performance.ScoredLabels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Whether the groundedness of an answer, found without a language model, tells right answers from
/// invented ones: HaluEval's questions with knowledge, a right and an invented answer each (Li and
/// others, 2023, doi:10.18653/v1/2023.emnlp-main.397).
///
/// `auc` with what there is (words, and meanings where there is an embedder), `auc_words` by words
/// alone; `auc_length` is what their lengths alone tell, since invented answers are longer here: a
/// figure near it would say nothing. `pairs` is the share of questions whose right answer scores
/// higher, equal ones half. Intervals draw whole questions.
public final class GroundednessSuite implements Suite {
  private static final String FILE = "halueval_qa.json";

  private final Path data;
  private final Supplier<Optional<Embedder>> embedder;

  /// @param data holds `eval_labels`
  public GroundednessSuite(Path data, Supplier<Optional<Embedder>> embedder) {
    this.data = data;
    this.embedder = embedder;
  }

  @Override
  public String name() {
    return "groundedness";
  }

  /// The scores of a question's two answers.
  private record Pair(double right, double invented) {
    double better() {
      return right > invented ? 1 : right == invented ? 0.5 : 0;
    }
  }

  @Override
  public Scorecard run(Consumer<String> misses) {
    var files = new LabelledFiles(data.resolve("eval_labels"));
    var questions = files.json(FILE);
    var definition = Evaluators.builtIn().require("groundedness");
    var words = scored(Evaluators.open(definition, Means.NONE), questions, _ -> {});
    var all =
        scored(
            Evaluators.open(definition, new Means(Optional::empty, embedder, PromptFiles.PACKAGED)),
            questions,
            misses);
    if (all.isEmpty()) {
      throw new Problem(
              Problem.Kind.DATA,
              "no question has knowledge and two answers",
              files.folder().resolve(FILE).toString(),
              "a question has the fields knowledge, question, right_answer, hallucinated_answer")
          .asException();
    }
    var metrics = new LinkedHashMap<String, Metric>();
    metrics.put("auc", Resampled.metric(all, GroundednessSuite::auc));
    metrics.put("auc_words", Resampled.metric(words, GroundednessSuite::auc));
    metrics.put("auc_length", Resampled.metric(lengths(questions), GroundednessSuite::auc));
    metrics.put(
        "pairs",
        Resampled.metric(
            all, some -> some.stream().mapToDouble(Pair::better).average().orElse(Double.NaN)));
    return new Scorecard(name(), all.size(), metrics);
  }

  private static double auc(List<Pair> pairs) {
    var actual = new int[2 * pairs.size()];
    var score = new double[actual.length];
    for (int i = 0; i < pairs.size(); i++) {
      actual[2 * i] = 1;
      score[2 * i] = pairs.get(i).right();
      score[2 * i + 1] = pairs.get(i).invented();
    }
    return RocAuc.of(ScoredLabels.of(actual, score)).map(RocAuc::value).orElse(Double.NaN);
  }

  private static List<Pair> scored(
      Evaluator evaluator, JsonNode questions, Consumer<String> misses) {
    var pairs = new ArrayList<Pair>();
    for (var question : questions) {
      var right = score(evaluator, question, "right_answer");
      var invented = score(evaluator, question, "hallucinated_answer");
      if (right.isPresent() && invented.isPresent()) {
        var pair = new Pair(right.get(), invented.get());
        pairs.add(pair);
        if (pair.better() < 0.5) {
          misses.accept(question.path("question").asText());
        }
      }
    }
    return pairs;
  }

  private static List<Pair> lengths(JsonNode questions) {
    var pairs = new ArrayList<Pair>();
    questions.forEach(question ->
        pairs.add(
            new Pair(
                -question.path("right_answer").asText().length(),
                -question.path("hallucinated_answer").asText().length())));
    return pairs;
  }

  private static Optional<Double> score(Evaluator evaluator, JsonNode question, String answer) {
    var example =
        Example.of(
            answer,
            Map.of(
                Fields.INPUT, question.path("question").asText(),
                Fields.DOCUMENTS, question.path("knowledge").asText(),
                Fields.OUTPUT, question.path(answer).asText()));
    return evaluator.judge(example) instanceof Verdict.Judged judged
        ? Optional.of(judged.score())
        : Optional.empty();
  }
}
