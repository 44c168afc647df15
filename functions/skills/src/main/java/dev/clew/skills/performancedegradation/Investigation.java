package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.skills.predictors.Attribution.CutVariable;
import dev.clew.skills.predictors.BinaryOutcomes;
import dev.clew.skills.predictors.Cells;
import dev.clew.skills.predictors.Comparison;
import dev.clew.skills.predictors.Course;
import dev.clew.skills.predictors.Metric;
import dev.clew.skills.predictors.MetricChange;
import dev.clew.skills.predictors.Onset;
import dev.clew.skills.predictors.Performance;
import dev.clew.skills.predictors.RankingOutcomes;
import dev.clew.skills.predictors.RegressionOutcomes;
import dev.clew.skills.predictors.RowLoss;
import dev.clew.skills.predictors.Variable;
import dev.clew.statistics.Estimate;
import dev.clew.statistics.RelevantChange;
import dev.clew.statistics.slice.LossSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One run over a log whose actuals are known: first the figures, then since when, then why and
/// where.
final class Investigation {
  /// With fewer judged rows in a window, no metric has a useful interval.
  static final long LEAST_ROWS = 30;

  private final Inputs inputs;
  private final Comparison comparison;
  private final Performance performance;
  private final Notebook notebook;
  private final Story story;

  Investigation(Inputs inputs, Comparison comparison, Performance performance) {
    this.inputs = inputs;
    this.comparison = comparison;
    this.performance = performance;
    this.notebook = inputs.notebook();
    double share =
        performance.current() instanceof RankingOutcomes || comparison.current().count() == 0
            ? 1
            : (double) performance.current().judged() / comparison.current().count();
    this.story = new Story(notebook, comparison, performance, share);
  }

  Measurement run() {
    long before = performance.baseline().judged();
    long now = performance.current().judged();
    notebook.computing(
        "metrics of each window with intervals (ROC AUC: DeLong 1988; shares: Wilson; means: normal),"
            + " differences by MOVER",
        before + now);
    Unit unit = performance.current() instanceof RankingOutcomes ? Unit.of("groups") : Unit.ROWS;
    notebook.fact("performance.rows[window=baseline]", before, unit);
    notebook.fact("performance.rows[window=current]", now, unit);
    new ActualsChapter(story).write();

    Map<Metric, Estimate> figures = performance.current().measure();
    Map<Metric, Estimate> reference = performance.baseline().measure();
    Optional<Double> relevant = relevant();
    List<MetricChange> changes = MetricChange.of(reference, figures, relevant);
    var metrics = new MetricsChapter(story);
    metrics.write(reference, figures, changes, "current");
    notebook.looked(changes.size());
    if (before < LEAST_ROWS || now < LEAST_ROWS || changes.isEmpty()) {
      return little(Math.min(before, now), LEAST_ROWS, unit);
    }
    notebook.fact("performance.metric", changes.getFirst().metric().word());
    return story(metrics, reference, changes, relevant, unit);
  }

  private Measurement story(
      MetricsChapter metrics,
      Map<Metric, Estimate> reference,
      List<MetricChange> changes,
      Optional<Double> relevant,
      Unit unit) {
    Metric headline = changes.getFirst().metric();
    Course course = Course.of(performance.current(), comparison.chunks());
    Course past = Course.of(performance.baseline(), comparison.baselineChunks());
    Metric dated =
        changes.stream()
            .filter(change -> change.verdict() == MetricChange.Verdict.WORSE)
            .map(MetricChange::metric)
            .findFirst()
            .orElse(headline);
    notebook.looked(course.points().size());
    Optional<Onset> onset =
        Onset.ofLoss(
            dated, Onset.readings(past, dated), Onset.readings(course, dated), comparison.chunks());
    notebook.computing(
        "metrics per chunk; step dated by a weighted two-level fit",
        performance.current().judged());
    var chapter = new CourseChapter(story, course);
    chapter.write(asked(headline), inputs.parameters().whole("most-chunks"));

    // What began late is judged by the rows since then: the whole window would water it down.
    int from = onset.map(step -> comparison.chunks().get(step.chunk()).from()).orElse(0);
    List<MetricChange> judged = changes;
    if (from > 0) {
      Map<Metric, Estimate> since =
          performance.current().measure(from, performance.current().size());
      List<MetricChange> late = MetricChange.of(reference, since, relevant);
      notebook.looked(late.size());
      if (isWorse(late) && enough(from)) {
        metrics.write(reference, since, late, "since");
        judged = late;
      } else {
        from = 0;
      }
    }
    boolean worse = isWorse(judged);
    String began = worse ? chapter.began(dated, onset) : "";
    var evidence = new ArrayList<String>();
    chapter
        .chart(
            dated,
            Optional.ofNullable(reference.get(dated)).map(Estimate::value).orElse(0.0),
            worse ? onset : Optional.empty())
        .ifPresent(evidence::add);
    if (worse) {
      metrics.tell(judged, evidence, began);
    }
    explain(from, diagnose(from, worse, judged), worse ? Optional.of(headline) : Optional.empty());
    boolean found = notebook.hasFindings();
    if (!worse) {
      switch (changes.getFirst().verdict()) {
        case HELD, BETTER -> metrics.tellHeld(changes, evidence);
        case OPEN, WORSE -> {}
      }
    }
    new ActualsChapter(story).tell();
    next(worse);
    var results = notebook.results(coverage());
    if (found) {
      return new Measurement.Found(results);
    }
    if (changes.getFirst().verdict() == MetricChange.Verdict.OPEN) {
      var open = changes.getFirst();
      long have = Math.min(performance.current().judged(), performance.baseline().judged());
      long need = Math.max(have + 1, (long) Math.ceil(have * open.loss().rowsFactor()));
      return new Measurement.TooLittleData(
          have,
          need,
          unit,
          "whether " + open.metric().word() + " changed by an amount that matters",
          results);
    }
    return new Measurement.Clean(results);
  }

  /// What the diagnosis leaves to explain.
  ///
  /// @param scoresKept whether scores mean what they meant
  /// @param explained whether the ranking held and another cause was named
  private record Diagnosed(boolean scoresKept, boolean explained) {}

  private Diagnosed diagnose(int from, boolean worse, List<MetricChange> judged) {
    if (performance.baseline() instanceof BinaryOutcomes before
        && performance.current() instanceof BinaryOutcomes now
        && before.hasScores()
        && now.hasScores()) {
      boolean ranking = verdict(judged, Metric.AUC) == MetricChange.Verdict.WORSE;
      Optional<Diagnosis> diagnosis = Diagnosis.of(before, now, from);
      diagnosis.ifPresent(d -> new DiagnosisChapter(story, d, worse, ranking).write());
      return new Diagnosed(
          diagnosis.filter(Diagnosis::isCalibrationShift).isEmpty(),
          !ranking && diagnosis.filter(Diagnosis::explains).isPresent());
    }
    if (performance.current() instanceof RegressionOutcomes now
        && verdict(judged, Metric.BIAS) == MetricChange.Verdict.WORSE) {
      judged.stream()
          .filter(change -> change.metric() == Metric.BIAS)
          .forEach(change -> new OffsetChapter(story).write(change, now, from));
      return new Diagnosed(false, true);
    }
    return new Diagnosed(true, false);
  }

  private static MetricChange.Verdict verdict(List<MetricChange> changes, Metric metric) {
    return changes.stream()
        .filter(change -> change.metric() == metric)
        .map(MetricChange::verdict)
        .findFirst()
        .orElse(MetricChange.Verdict.OPEN);
  }

  /// @param worse the leading metric, where any got worse
  private void explain(int from, Diagnosed diagnosed, Optional<Metric> worse) {
    List<CutVariable> columns =
        Variable.of(comparison).parallelStream()
            .flatMap(variable ->
                Cells.of(variable).map(cells -> new CutVariable(variable, cells)).stream())
            .toList();
    List<RowLoss> before = performance.baseline().losses();
    List<RowLoss> now = performance.current().losses();
    if (before.isEmpty() || before.size() != now.size()) {
      return;
    }
    int chosen = 0;
    for (int i = before.size() - 1; i >= 0; i--) {
      if (change(before.get(i), affected(now.get(i), from)).verdict()
          == RelevantChange.Verdict.ROSE) {
        chosen = i;
      }
    }
    RowLoss loss = before.get(chosen);
    double[] current = affected(now.get(chosen), from);
    RelevantChange change = change(loss, current);
    var why =
        Why.of(
            loss.kind(),
            from,
            loss.values(),
            current,
            change.relevant(),
            columns,
            worse.isPresent() || change.verdict() == RelevantChange.Verdict.ROSE);
    var chapter = new WhyChapter(story, why, diagnosed.scoresKept(), diagnosed.explained(), worse);
    chapter.split();
    chapter.classes();
    chapter.slices();
  }

  private static RelevantChange change(RowLoss loss, double[] current) {
    LossSums sums = LossSums.of(loss.values(), current);
    double relevant = loss.kind().relevant(sums.referenceMean());
    return new RelevantChange(
        sums.rise(), sums.riseError(), relevant > 0 ? relevant : Double.MIN_NORMAL);
  }

  private static double[] affected(RowLoss loss, int from) {
    if (from == 0) {
      return loss.values();
    }
    double[] values = loss.values().clone();
    Arrays.fill(values, 0, from, Double.NaN);
    return values;
  }

  private boolean enough(int from) {
    return performance.current().judged(from, performance.current().size()) >= LEAST_ROWS;
  }

  private static boolean isWorse(List<MetricChange> changes) {
    return changes.stream().anyMatch(change -> change.verdict() == MetricChange.Verdict.WORSE);
  }

  private Measurement little(long have, long need, Unit unit) {
    return new Measurement.TooLittleData(
        have,
        need,
        unit,
        "whether the model still performs as in the baseline",
        notebook.results(coverage()));
  }

  private Coverage coverage() {
    return inputs.log().coverage().part(comparison.rows());
  }

  private Optional<Double> relevant() {
    double given = inputs.parameters().number("relevant");
    return given > 0 ? Optional.of(given) : Optional.empty();
  }

  /// The metrics whose chunks are written down.
  private Set<Metric> asked(Metric headline) {
    var asked = EnumSet.of(headline);
    if (inputs.parameters().has("metrics")) {
      for (var name : inputs.parameters().text("metrics").split(",", -1)) {
        asked.add(metric(name.strip()));
      }
    }
    return asked;
  }

  private Metric metric(String name) {
    for (var metric : Metric.values()) {
      if (metric.id().equals(name.toLowerCase(Locale.ROOT))) {
        return metric;
      }
    }
    throw new Problem(
            Problem.Kind.USER,
            "there is no metric '" + name + "'",
            "performance-degradation, parameter metrics",
            "choose among "
                + String.join(", ", Arrays.stream(Metric.values()).map(Metric::id).toList()))
        .asException();
  }

  /// What may be behind it first; where nothing is wrong, what may be on its way.
  private void next(boolean worse) {
    notebook.next("Which inputs drifted?");
    if (worse || story.judgedShare() < 1) {
      notebook.next("Are there missing, impossible or unseen values in the current rows?");
    }
  }
}
