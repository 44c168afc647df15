package dev.clew.evaluation;

import dev.clew.evidence.Problem;
import dev.clew.skills.Ports;
import dev.clew.skills.docsanswer.Passages;
import dev.clew.traces.documents.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// Whether documentation questions find the chunks that answer them: `docs_qa`, chunks with a link,
/// a heading and a text, and questions with the links of their right chunks.
///
/// Of the first three that are found: `recall@3` is the mean share of a question's right chunks
/// among them, `mrr` the mean of one over the rank of the first right one (nought where none is
/// among them), `hit@3` the share of questions with any.
public final class DocsSuite implements Suite {
  private static final int FOUND = 3;

  private final Path data;
  private final Ports ports;

  /// @param data holds `docs_qa`
  /// @param ports by which passages are compared
  public DocsSuite(Path data, Ports ports) {
    this.data = data;
    this.ports = ports;
  }

  @Override
  public String name() {
    return "docs";
  }

  private record Case(String question, Set<String> right, List<String> found) {
    double recall() {
      return (double) found.stream().filter(right::contains).count() / right.size();
    }

    double reciprocalRank() {
      for (int i = 0; i < found.size(); i++) {
        if (right.contains(found.get(i))) {
          return 1.0 / (i + 1);
        }
      }
      return 0;
    }
  }

  @Override
  public Scorecard run(Consumer<String> misses) {
    var files = new LabelledFiles(data.resolve("docs_qa"));
    var sections = sections(files);
    var cases = new ArrayList<Case>();
    try (var passages = Passages.of(ports, "", sections, true)) {
      for (var question : files.json("questions.json")) {
        var right = new TreeSet<String>();
        question.path("correct_chunks").forEach(link -> right.add(link.asText()));
        if (right.isEmpty()) {
          continue;
        }
        var asked = question.path("question").asText();
        var one =
            new Case(
                asked,
                right,
                passages.best(asked, FOUND).stream().map(found -> found.section().link()).toList());
        cases.add(one);
        if (one.reciprocalRank() == 0) {
          misses.accept("'" + asked + "' found " + one.found() + ", not " + right);
        }
      }
    }
    if (cases.isEmpty()) {
      throw new Problem(
              Problem.Kind.DATA,
              "no question has a right chunk",
              files.folder().toString(),
              "a question has the fields question and correct_chunks")
          .asException();
    }
    var metrics = new LinkedHashMap<String, Metric>();
    metrics.put("recall@3", mean(cases, Case::recall));
    metrics.put("mrr", mean(cases, Case::reciprocalRank));
    metrics.put(
        "hit@3",
        Metric.share(cases.stream().filter(one -> one.reciprocalRank() > 0).count(), cases.size()));
    return new Scorecard(name(), cases.size(), metrics);
  }

  private static Metric mean(List<Case> cases, ToDoubleFunction<Case> figure) {
    return Resampled.metric(
        cases, some -> some.stream().mapToDouble(figure).average().orElse(Double.NaN));
  }

  /// Chunks of one page stand under the same address; its last part is the page's title.
  private static List<Section> sections(LabelledFiles files) {
    var sections = new ArrayList<Section>();
    for (var file : files.ending("_docs.json")) {
      for (var chunk : files.json(file)) {
        var link = chunk.path("chunk_link").asText();
        var page = link.replaceFirst("#.*", "").replaceFirst(".*/", "").replace('-', ' ');
        sections.add(
            new Section(
                page, link, chunk.path("chunk_heading").asText(), chunk.path("text").asText()));
      }
    }
    return sections;
  }
}
