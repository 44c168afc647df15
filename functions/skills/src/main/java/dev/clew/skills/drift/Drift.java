package dev.clew.skills.drift;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.skills.Ports;
import dev.clew.skills.Skill;
import dev.clew.skills.predictors.Comparison;
import dev.clew.skills.predictors.Role;
import dev.clew.skills.predictors.Variable;
import dev.clew.statistics.drift.DriftVerdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which columns of a predictor moved, since when, and whether it matters.
@AutoService(Skill.class)
public final class Drift implements Skill {

  /// Rows that a window needs before any distance can be judged.
  private static final long LEAST_ROWS = 100;

  /// Columns after which the code is compiled, one of them drifting with luck.
  private static final int STUDIED_ALONE = 4;

  @Override
  public Measurement measure(Inputs inputs) {
    return measure(inputs, Comparison.of(inputs));
  }

  private static Measurement measure(Inputs inputs, Comparison comparison) {
    if (comparison.baseline().count() == 0 || comparison.current().count() == 0) {
      return new Measurement.NotApplicable(
          comparison.current().count() == 0
              ? "the current window holds no rows"
              : "there is no baseline to compare with",
          "give a baseline and a current window, such as --baseline 0..1000 --current 1000..2000, or"
              + " name baseline files in schema.json");
    }
    Set<String> asked = asked(inputs, comparison);
    List<Variable> variables =
        Variable.of(comparison).stream()
            .filter(variable -> variable.role() != Role.TAG || asked.contains(variable.name()))
            .toList();
    if (variables.isEmpty()) {
      return new Measurement.NotApplicable(
          "the log has no columns to compare", "name features in schema.json");
    }
    int rows = Math.min(comparison.baseline().count(), comparison.current().count());
    var study = new ColumnStudy(comparison, asked);
    List<ColumnReport> reports = reports(study, variables, inputs.ports().progress());
    Optional<Impacts> impacts = Impacts.of(comparison);
    List<Judged> judged = Judged.of(reports, impacts);
    var page = new Page(inputs.notebook(), comparison, asked);
    write(page, judged, impacts, asked, inputs.parameters().whole("most-chunks"));
    var results = page.notebook().results(inputs.log().coverage().part(comparison.rows()));
    if (page.isFound()) {
      return new Measurement.Found(results);
    }
    if (reports.stream().allMatch(report -> report.window().isEmpty() || report.isUndecided())) {
      return new Measurement.TooLittleData(
          rows, need(reports, rows), Unit.ROWS, "whether any column drifted", results);
    }
    return new Measurement.Clean(results);
  }

  /// The first few columns one after the other, the others on all processors: in code that is not
  /// compiled yet, threads count each loop's turns in one place and slow each other down tenfold.
  private static List<ColumnReport> reports(
      ColumnStudy study, List<Variable> variables, Ports.Working progress) {
    int first = Math.min(variables.size(), STUDIED_ALONE);
    var done = new AtomicInteger();
    Function<Variable, ColumnReport> told =
        variable -> {
          var report = study.study(variable);
          progress.at("columns compared", done.incrementAndGet(), variables.size());
          return report;
        };
    var reports = new ArrayList<ColumnReport>();
    variables.subList(0, first).forEach(variable -> reports.add(told.apply(variable)));
    var others = new ArrayList<ForkJoinTask<ColumnReport>>();
    for (var variable : variables.subList(first, variables.size())) {
      others.add(ForkJoinTask.adapt(() -> told.apply(variable)));
    }
    ForkJoinTask.invokeAll(others).forEach(other -> reports.add(other.join()));
    return reports;
  }

  private static void write(
      Page page,
      List<Judged> columns,
      Optional<Impacts> impacts,
      Set<String> asked,
      int mostChunks) {
    var notebook = page.notebook();
    notebook.computing(
        "distances between baseline and current distributions; verdict by the Jensen-Shannon distance"
            + " corrected for chance",
        page.comparison().rows());
    notebook.looked(columns.stream().mapToLong(judged -> judged.report().looks()).sum());
    List<Judged> drifted =
        columns.stream()
            .filter(judged -> judged.report().isDrifted())
            .sorted(Judged.BY_IMPACT)
            .toList();
    var facts = new ColumnFacts(page, columns, asked);
    facts.write();
    var charts = new DriftCharts(notebook, page.comparison(), page.place());
    String strengths = charts.strengths(columns).orElse("");
    facts.chunks(drifted, mostChunks);
    notebook.computing("metrics of both windows", page.comparison().rows());
    var performance = new PerformanceFacts(page, impacts);
    performance.since(0);
    List<Judged> inputs = drifted.stream().filter(Judged::isInput).toList();
    new InputChapter(page, performance, charts)
        .write(
            inputs,
            columns.stream()
                .filter(judged -> judged.isInput() && judged.report().window().isPresent())
                .count());
    Set<String> told =
        inputs.stream().map(judged -> judged.report().name()).collect(Collectors.toSet());
    new AskedChapter(page, charts).write(columns, asked);
    new LifeChapter(page, performance, charts).write(columns, told);
    var outputs = new OutputChapter(page, charts);
    outputs.outputs(
        drifted.stream().filter(judged -> !judged.isInput()).toList(), impacts.isPresent());
    outputs.gaps(columns);
    if (page.isFound()) {
      outputs.leftOut(columns);
    } else {
      outputs.calm(columns, strengths);
    }
    if (impacts.isPresent()) {
      notebook.next("Is the model still as good as before?");
    }
    notebook.next("Are there missing, impossible or unseen values in the current rows?");
    drifted.stream()
        .filter(judged -> judged.report().variable().role() == Role.FEATURE)
        .findFirst()
        .ifPresent(
            judged -> notebook.next("Which values does " + judged.report().name() + " have?"));
  }

  /// Rows that the least demanding of the open columns would take.
  private static long need(List<ColumnReport> reports, int rows) {
    return reports.stream()
        .flatMap(report -> report.verdict().stream())
        .filter(DriftVerdict.Undecided.class::isInstance)
        .mapToLong(verdict -> ((DriftVerdict.Undecided) verdict).need())
        .min()
        .orElse(Math.max(rows + 1L, LEAST_ROWS));
  }

  /// The columns whose chunks are written down.
  private static Set<String> asked(Inputs inputs, Comparison comparison) {
    var asked = new LinkedHashSet<String>();
    if (!inputs.parameters().has("columns")) {
      return asked;
    }
    var known = new ArrayList<String>();
    Variable.of(comparison).forEach(variable -> known.add(variable.name()));
    for (var name : inputs.parameters().text("columns").split(",", -1)) {
      if (!known.contains(name.strip())) {
        throw new Problem(
                Problem.Kind.USER,
                "there is no column '" + name.strip() + "'",
                "drift, parameter columns",
                "choose among " + String.join(", ", known))
            .asException();
      }
      asked.add(name.strip());
    }
    return asked;
  }
}
