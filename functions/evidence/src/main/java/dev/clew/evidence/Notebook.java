package dev.clew.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Where a skill writes down what it finds, in order: first what it computes, then facts, then
/// evidence, then findings. Ids are given here, so the same steps give the same ids. Not
/// thread-safe: compute in parallel, write down in order.
public final class Notebook {
  private final Author author;
  private final List<Computation> computations = new ArrayList<>();
  private final Map<String, Fact> facts = new LinkedHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> next = new ArrayList<>();
  private long looks;
  private String opening = "";
  private final List<String> asked = new ArrayList<>();

  public Notebook(Author author) {
    this.author = author;
  }

  /// Goes on where results end: what is written now comes after what they hold.
  ///
  /// @param author as of the results
  public static Notebook after(Results results, Author author) {
    var book = new Notebook(author);
    book.computations.addAll(results.computations());
    for (var fact : results.facts()) {
      book.facts.put(fact.id(), fact);
      book.names.add(fact.name());
    }
    book.evidence.addAll(results.evidence());
    book.findings.addAll(results.findings());
    book.next.addAll(results.next());
    book.looks = results.looks();
    return book;
  }

  /// Who writes, over what.
  public record Author(
      String skill,
      String version,
      String target,
      Windows windows,
      Map<String, String> parameters,
      List<ObjectRead> objects) {}

  /// From here on, facts come from this computation.
  ///
  /// @param method in the field's terms: "ROC AUC, interval after DeLong (1988)"
  /// @param rowsExamined rows or spans that go in
  public Notebook computing(String method, long rowsExamined) {
    return judging(method, rowsExamined, "");
  }

  /// From here on, facts come from what a model judged.
  ///
  /// @param by the model's name; empty for none
  public Notebook judging(String method, long rowsExamined, String by) {
    computations.add(
        new Computation(
            "C" + (computations.size() + 1),
            author.skill(),
            author.version(),
            author.target(),
            method,
            author.parameters(),
            author.windows(),
            rowsExamined,
            author.objects(),
            by));
    return this;
  }

  /// Writes a fact down and returns its id.
  public String fact(String name, long value, Unit unit) {
    return add(
        name, new FactValue.Whole(value), OptionalDouble.empty(), OptionalDouble.empty(), unit);
  }

  /// Writes a fact down and returns its id; a value that is not finite becomes "unknown".
  public String fact(String name, double value, Unit unit) {
    return add(name, real(value), OptionalDouble.empty(), OptionalDouble.empty(), unit);
  }

  /// Writes a fact with its interval down and returns its id.
  public String fact(String name, double value, double low, double high, Unit unit) {
    return add(name, real(value), finite(low), finite(high), unit);
  }

  public String fact(String name, String value) {
    return add(
        name, new FactValue.Text(value), OptionalDouble.empty(), OptionalDouble.empty(), Unit.NONE);
  }

  public String fact(String name, String value, Unit unit) {
    return add(
        name, new FactValue.Text(value), OptionalDouble.empty(), OptionalDouble.empty(), unit);
  }

  public String fact(String name, boolean value) {
    return add(
        name, new FactValue.Flag(value), OptionalDouble.empty(), OptionalDouble.empty(), Unit.NONE);
  }

  /// Writes a fact of other results down under a name of its own and returns its id.
  public String copy(Fact fact, String name) {
    return add(name, fact.value(), fact.low(), fact.high(), fact.unit());
  }

  /// Writes down that a value is not known.
  public String unknown(String name, Unit unit) {
    return add(name, new FactValue.Nothing(), OptionalDouble.empty(), OptionalDouble.empty(), unit);
  }

  private static FactValue real(double value) {
    return Double.isFinite(value) ? new FactValue.Real(value) : new FactValue.Nothing();
  }

  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private String add(
      String name, FactValue value, OptionalDouble low, OptionalDouble high, Unit unit) {
    if (computations.isEmpty()) {
      throw new IllegalStateException("fact " + name + " before any computation was named");
    }
    if (!names.add(name)) {
      throw new IllegalStateException("fact " + name + " is written down twice");
    }
    var id = "F" + (facts.size() + 1);
    facts.put(id, new Fact(id, name, value, low, high, unit, computations.getLast().id()));
    return id;
  }

  /// Writes a chart down and returns its evidence id.
  ///
  /// @param reading how to read it, one sentence without figures
  public String chart(Chart chart, String reading) {
    var id = "E" + (evidence.size() + 1);
    evidence.add(
        new Evidence(
            id,
            EvidenceKind.CHART,
            chart.title(),
            "/v1/evidence/" + id,
            Optional.of(chart),
            List.of(),
            List.of(),
            reading));
    return id;
  }

  /// Writes spans down as evidence and returns its id; a span's id may be empty for a whole trace.
  public String spans(String title, List<SpanRef> spans, String reading) {
    return spans(title, spans, reading, List.of());
  }

  /// As [#spans(String, List, String)], with the words in question.
  public String spans(String title, List<SpanRef> spans, String reading, List<Excerpt> excerpts) {
    var id = "E" + (evidence.size() + 1);
    var whole = spans.stream().allMatch(span -> span.spanId().isEmpty());
    evidence.add(
        new Evidence(
            id,
            whole ? EvidenceKind.TRACES : EvidenceKind.SPANS,
            title,
            spans.isEmpty() ? "/v1/traces" : "/v1/traces/" + spans.getFirst().traceId(),
            Optional.empty(),
            spans,
            List.of(),
            reading,
            excerpts));
    return id;
  }

  /// Writes example rows down as evidence and returns its id.
  public String rows(String title, List<String> rowIds, String reading) {
    return rows(title, rowIds, reading, List.of());
  }

  /// As [#rows(String, List, String)], with the words in question.
  public String rows(String title, List<String> rowIds, String reading, List<Excerpt> excerpts) {
    var id = "E" + (evidence.size() + 1);
    evidence.add(
        new Evidence(
            id,
            EvidenceKind.ROWS,
            title,
            "/v1/evidence/" + id,
            Optional.empty(),
            List.of(),
            rowIds,
            reading,
            excerpts));
    return id;
  }

  /// Writes passages of documentation down as evidence and returns its id.
  ///
  /// @param links where each can be opened: a page and a heading
  public String passages(String title, List<String> links, String reading, List<Excerpt> excerpts) {
    var id = "E" + (evidence.size() + 1);
    evidence.add(
        new Evidence(
            id,
            EvidenceKind.PASSAGES,
            title,
            "/v1/evidence/" + id,
            Optional.empty(),
            List.of(),
            links,
            reading,
            excerpts));
    return id;
  }

  /// Writes a finding down.
  ///
  /// @param statement sentences in which each figure, name and message from the data stands as
  ///   `{F7}`
  public Notebook finding(
      String title,
      Severity severity,
      double confidence,
      String statement,
      List<String> factIds,
      List<String> evidenceIds) {
    return finding(title, severity, confidence, statement, factIds, evidenceIds, false);
  }

  /// Writes a finding down that a model judged.
  ///
  /// @param statement as of a finding that code computed
  public Notebook judged(
      String title,
      Severity severity,
      double confidence,
      String statement,
      List<String> factIds,
      List<String> evidenceIds) {
    return finding(title, severity, confidence, statement, factIds, evidenceIds, true);
  }

  private Notebook finding(
      String title,
      Severity severity,
      double confidence,
      String statement,
      List<String> factIds,
      List<String> evidenceIds,
      boolean judged) {
    for (var id : factIds) {
      if (!facts.containsKey(id)) {
        throw new IllegalStateException(
            "finding '" + title + "' names fact " + id + ", not written");
      }
    }
    findings.add(
        new Finding(
            "N" + (findings.size() + 1),
            title,
            severity,
            confidence,
            statement,
            factIds,
            evidenceIds,
            judged));
    return this;
  }

  /// Counts comparisons made.
  public Notebook looked(long comparisons) {
    looks += comparisons;
    return this;
  }

  /// Suggests a question that this data can answer.
  public Notebook next(String question) {
    next.add(question);
    return this;
  }

  /// Says what a summary opens with, before any finding.
  ///
  /// @param statement sentences in which each figure and name from the data stands as `{F7}`
  public Notebook opens(String statement) {
    opening = statement;
    return this;
  }

  /// Says that the last finding is what was expressly asked for.
  ///
  /// @throws IllegalStateException where none was written yet
  public Notebook asAsked() {
    if (findings.isEmpty()) {
      throw new IllegalStateException("no finding was written");
    }
    asked.add(findings.getLast().id());
    return this;
  }

  public boolean hasFindings() {
    return !findings.isEmpty();
  }

  /// Everything written so far.
  public Results results(Coverage coverage) {
    return new Results(
        findings,
        List.copyOf(facts.values()),
        evidence,
        computations,
        coverage,
        looks,
        next,
        opening,
        asked);
  }
}
