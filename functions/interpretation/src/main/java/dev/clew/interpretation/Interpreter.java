package dev.clew.interpretation;

import dev.clew.evidence.Answer.Status;
import dev.clew.evidence.Fact;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Results;
import dev.clew.evidence.Severity;
import dev.clew.interpretation.voice.Spoken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Turns measurements into words without a model: the findings' own sentences, held against the
/// facts, in order of weight, and a summary made of the first sentence of those that weigh most.
///
/// Answers keep their figures as placeholders (see [Words]); [AnswerJson], [AnswerText] and
/// [AnswerHtml] put them in.
public final class Interpreter {
  /// As many findings as a reader takes in at a glance; the rest are named by their titles.
  private static final int TOLD = 3;

  /// Of each of several measurements.
  private static final int TOLD_OF_SEVERAL = 2;

  private static final int NAMED = 4;

  private static final Comparator<Finding> BY_WEIGHT =
      Comparator.comparingDouble(Interpreter::weight).reversed();

  /// Words for one measurement.
  public Words interpret(Measurement measurement) {
    return interpret(measurement, "", TOLD);
  }

  /// @param question what was asked; the finding that speaks of it most directly leads
  /// @param told how many findings the summary tells
  private static Words interpret(Measurement measurement, String question, int told) {
    return switch (measurement) {
      case Measurement.Found(var results) -> {
        var checked = checked(results, question);
        yield words(Status.ANSWERED, summary(checked, told), checked);
      }
      case Measurement.Clean(var results) -> {
        var checked = checked(results, question);
        var said = summary(checked, told);
        yield words(
            Status.ANSWERED,
            said.isEmpty() ? "Nothing wrong was found in what was looked at." : said,
            checked);
      }
      case Measurement.TooLittleData little -> {
        var checked = checked(little.results(), question);
        var opening =
            sentence(
                "Too little data to tell "
                    + literal(little.what())
                    + ": there "
                    + (little.have() == 1 ? "is " : "are ")
                    + FactWriter.count(little.have(), little.unit())
                    + ", and it takes at least "
                    + FactWriter.count(little.need(), little.unit()));
        yield words(
            checked.findings().isEmpty() ? Status.UNKNOWN : Status.PARTIAL,
            // Where there is nothing at all, a finding says so better.
            checked.findings().isEmpty() || little.have() > 0
                ? joined(opening, summary(checked, told))
                : summary(checked, told),
            checked);
      }
      case Measurement.NotApplicable(var why, var remedy) ->
          new Words(
              Status.UNKNOWN,
              joined(
                  sentence(capital(literal(why))),
                  remedy.isBlank() ? "" : sentence(capital(literal(remedy)))),
              List.of(),
              List.of());
    };
  }

  /// Words for several measurements that answer one question together: each one's summary in turn,
  /// all findings by weight. Fact ids must already be unique across them.
  ///
  /// @param question what was asked; the finding that speaks of it most directly leads
  public Words interpretAll(List<Measurement> measurements, String question) {
    return interpretAll(
        measurements, measurements.stream().map(_ -> Spoken.NOTHING).toList(), question);
  }

  /// As [#interpretAll(List, String)], in a model's words where it has said something that holds.
  ///
  /// @param spoken what a model said of each measurement
  public Words interpretAll(List<Measurement> measurements, List<Spoken> spoken, String question) {
    int told = measurements.size() == 1 ? TOLD : TOLD_OF_SEVERAL;
    var each = new ArrayList<Words>();
    for (int i = 0; i < measurements.size(); i++) {
      each.add(
          retold(
              interpret(measurements.get(i), question, told), measurements.get(i), spoken.get(i)));
    }
    var statuses = each.stream().map(Words::status).collect(Collectors.toSet());
    var status = statuses.size() == 1 ? each.getFirst().status() : Status.PARTIAL;
    return new Words(
        status,
        each.stream().map(Words::summary).distinct().collect(Collectors.joining(" ")),
        leading(
            each.stream().flatMap(words -> words.findings().stream()).sorted(BY_WEIGHT).toList(),
            question),
        each.stream().flatMap(words -> words.refusals().stream()).toList());
  }

  /// The same in the model's words. What it did not say stays as it was; a summary that is silent
  /// on what weighs most gets that finding's own sentence.
  private static Words retold(Words words, Measurement measurement, Spoken spoken) {
    var findings = new ArrayList<Finding>();
    for (var finding : words.findings()) {
      var said =
          spoken.statements().stream()
              .filter(one -> one.findings().contains(finding.id()))
              .map(Spoken.Said::text)
              .collect(Collectors.joining(" "));
      findings.add(said.isEmpty() ? finding : citing(finding, finding.title(), said));
    }
    var refusals = new ArrayList<>(words.refusals());
    refusals.addAll(spoken.refusals());
    return new Words(words.status(), summary(words, measurement, spoken), findings, refusals);
  }

  private static String summary(Words words, Measurement measurement, Spoken spoken) {
    if (spoken.summary().isEmpty() || measurement instanceof Measurement.TooLittleData) {
      return words.summary();
    }
    var said = spoken.summary().stream().map(Spoken.Said::text).collect(Collectors.joining(" "));
    var silent =
        words.findings().stream()
            .max(Comparator.comparingDouble(Interpreter::weight))
            .filter(first ->
                first.severity() != Severity.INFO
                    && spoken.summary().stream()
                        .noneMatch(one -> one.findings().contains(first.id())));
    return silent
        .map(first -> Sentences.of(first.statement()).getFirst() + " " + said)
        .orElse(said);
  }

  /// @param lead the finding that speaks of the question, where there is one: it comes first
  private record Checked(
      List<Finding> findings, Optional<Finding> lead, List<ClaimCheck.Refusal> refusals) {}

  private static List<Finding> leading(List<Finding> byWeight, String question) {
    var lead = Relevance.best(question, byWeight);
    return Stream.concat(
            lead.stream(), byWeight.stream().filter(one -> lead.filter(one::equals).isEmpty()))
        .toList();
  }

  private static Words words(Status status, String summary, Checked checked) {
    return new Words(status, summary, checked.findings(), checked.refusals());
  }

  /// The findings by weight, each with the sentences that hold; one with none left goes.
  private static Checked checked(Results results, String question) {
    var findings = new ArrayList<Finding>();
    var refusals = new ArrayList<ClaimCheck.Refusal>();
    for (var finding : results.findings()) {
      var title = ClaimCheck.check(finding.title(), results.facts());
      var statement = ClaimCheck.check(finding.statement(), results.facts());
      refusals.addAll(title.refusals());
      refusals.addAll(statement.refusals());
      if (!statement.kept().isEmpty()) {
        findings.add(citing(finding, title.kept(), statement.kept()));
      }
    }
    findings.sort(BY_WEIGHT);
    return new Checked(leading(findings, question), Relevance.best(question, findings), refusals);
  }

  /// A claim names its facts: those its sentences cite are among them.
  private static Finding citing(Finding finding, String title, String statement) {
    var ids = new LinkedHashSet<>(finding.factIds());
    ids.addAll(Statement.parse(title).factIds());
    ids.addAll(Statement.parse(statement).factIds());
    return new Finding(
        finding.id(),
        title.isEmpty() ? "Finding" : title,
        finding.severity(),
        finding.confidence(),
        statement,
        List.copyOf(ids),
        finding.evidenceIds(),
        finding.judged());
  }

  /// The findings, those that weigh most first.
  public static List<Finding> byWeight(List<Finding> findings) {
    return findings.stream().sorted(BY_WEIGHT).toList();
  }

  /// Severity times confidence: a certain trifle must not push a likely disaster off the page.
  static double weight(Finding finding) {
    int severity =
        switch (finding.severity()) {
          case INFO -> 1;
          case LOW -> 2;
          case MEDIUM -> 4;
          case HIGH -> 8;
        };
    return severity * finding.confidence();
  }

  private static String summary(Checked checked, int most) {
    var findings = checked.findings();
    if (findings.isEmpty()) {
      return "";
    }
    var telling =
        findings.stream()
            .filter(one ->
                one.severity() != Severity.INFO || checked.lead().filter(one::equals).isPresent())
            .toList();
    var told = telling.isEmpty() ? findings : telling;
    var sentences = new LinkedHashSet<String>();
    told.stream()
        .limit(most)
        .forEach(finding -> sentences.add(Sentences.of(finding.statement()).getFirst()));
    var text = String.join(" ", sentences);
    var rest =
        told.stream()
            .skip(most)
            .map(Finding::title)
            .distinct()
            .limit(NAMED)
            .collect(Collectors.joining("; "));
    return rest.isEmpty() ? text : text + " Also: " + rest + ".";
  }

  /// Text that is not ours to fill: its braces are no placeholders.
  private static String literal(String text) {
    return PlainText.line(text).replace('{', '(').replace('}', ')');
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }

  private static String sentence(String text) {
    return text.isEmpty() || text.matches("(?s).*[.!?]") ? text : text + ".";
  }

  private static String joined(String first, String second) {
    return second.isEmpty() ? first : first + " " + second;
  }

  /// Facts by id, for callers that fill statements.
  public static String fill(String statement, List<Fact> facts) {
    return Statement.parse(statement).filled(facts);
  }
}
