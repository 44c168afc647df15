package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.skills.predictors.Arrival;
import dev.clew.skills.predictors.Attribution.CutVariable;
import dev.clew.skills.predictors.BinaryOutcomes;
import dev.clew.skills.predictors.Cells;
import dev.clew.skills.predictors.Comparison;
import dev.clew.skills.predictors.Course;
import dev.clew.skills.predictors.Metric;
import dev.clew.skills.predictors.MetricChange;
import dev.clew.skills.predictors.MulticlassOutcomes;
import dev.clew.skills.predictors.Onset;
import dev.clew.skills.predictors.Performance;
import dev.clew.skills.predictors.RegressionOutcomes;
import dev.clew.skills.predictors.RowLoss;
import dev.clew.skills.predictors.Variable;
import dev.clew.statistics.Estimate;
import dev.clew.statistics.RelevantChange;
import dev.clew.statistics.slice.LossSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
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
    long judgeable = performance.current().judgeable();
    double share = judgeable == 0 ? 1 : (double) performance.current().judged() / judgeable;
    this.story = new Story(notebook, comparison, performance, share, Optional.empty());
  }

  Measurement run() {
    long before = performance.baseline().judged();
    long now = performance.current().judged();
    notebook.computing(
        "metrics of each window with intervals (ROC AUC: DeLong 1988; shares: Wilson; means: normal),"
            + " differences by MOVER",
        before + now);
    Unit unit = story.unit();
    notebook.fact("performance.rows[window=baseline]", before, unit);
    notebook.fact("performance.rows[window=current]", now, unit);
    Optional<ActualsChapter.Waiting> waiting = new ActualsChapter(story).write();

    Optional<Metric> asked = asked();
    Map<Metric, Estimate> figures = leading(asked, performance.current().measure());
    Map<Metric, Estimate> reference = leading(asked, performance.baseline().measure());
    Optional<Double> relevant = relevant();
    List<MetricChange> changes = MetricChange.of(reference, figures, relevant);
    var metrics = new MetricsChapter(story);
    metrics.write(reference, figures, changes, "current");
    notebook.looked(changes.size());
    if (inputs.parameters().has("segment") && !figures.isEmpty() && !anyGroup()) {
      return segment(figures, asked, relevant);
    }
    if (before < LEAST_ROWS || now < LEAST_ROWS || changes.isEmpty()) {
      asked
          .or(() -> figures.keySet().stream().findFirst())
          .ifPresent(metric -> metrics.tellFigure(metric));
      return little(Math.min(before, now), LEAST_ROWS, unit);
    }
    asked.filter(metric -> changes.getFirst().metric() != metric).ifPresent(metrics::tellFigure);
    notebook.fact("performance.metric", changes.getFirst().metric().word());
    if (anyGroup()) {
      GroupsChapter.write(story);
    }
    return story(metrics, waiting, asked, reference, changes, relevant, unit);
  }

  /// Whether it is asked which groups the model is wrong about.
  private boolean anyGroup() {
    return inputs.parameters().has("segment")
        && inputs.parameters().text("segment").strip().equals("*");
  }

  /// How a group that the question names fares beside the others.
  private Measurement segment(
      Map<Metric, Estimate> figures, Optional<Metric> asked, Optional<Double> relevant) {
    String words = inputs.parameters().text("segment").strip();
    Metric metric =
        asked.filter(figures::containsKey).orElseGet(() -> figures.keySet().iterator().next());
    return AskedSegment.find(words, comparison)
        .map(found -> new SegmentChapter(story, found, metric, relevant).measure(coverage()))
        .orElseGet(() -> SegmentChapter.unknown(words, AskedSegment.names(comparison)));
  }

  private Measurement story(
      MetricsChapter metrics,
      Optional<ActualsChapter.Waiting> waiting,
      Optional<Metric> asked,
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
    chapter.write(charted(headline), inputs.parameters().whole("most-chunks"));

    // What began late is judged by the rows since then: the whole window would water it down.
    int from = onset.map(step -> comparison.chunks().get(step.chunk()).from()).orElse(0);
    List<MetricChange> judged = changes;
    if (from > 0) {
      Map<Metric, Estimate> since =
          leading(asked, performance.current().measure(from, performance.current().size()));
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
    Dating dating = worse ? Dating.of(chapter, dated, onset, from) : Dating.NONE;
    Story about = dating.since().map(story::since).orElse(story);
    var evidence = new ArrayList<String>();
    chapter
        .chart(
            dated,
            Optional.ofNullable(reference.get(dated)).map(Estimate::value).orElse(0.0),
            worse ? onset : Optional.empty())
        .ifPresent(evidence::add);
    Optional<Diagnosis> diagnosis = diagnosis(from);
    boolean offset = worse && verdict(judged, Metric.BIAS) == MetricChange.Verdict.WORSE;
    Optional<Explanation> explanation = explanation(from, diagnosis, offset, worst(judged));
    if (worse) {
      metrics.tell(
          judged,
          asked.isPresent(),
          explanation.map(Explanation::cause).orElse(Cause.UNKNOWN),
          about,
          waiting.map(ActualsChapter.Waiting::opening).orElse(""),
          dating.said(),
          evidence);
    }
    boolean explained = diagnose(about, from, diagnosis, judged);
    explanation.ifPresent(why -> explain(about, why, explained));
    boolean found = notebook.hasFindings();
    if (!worse) {
      switch (changes.getFirst().verdict()) {
        case HELD, BETTER -> metrics.tellHeld(changes, waiting, evidence);
        case OPEN, WORSE -> {
          if (asked.isPresent()) {
            metrics.tellOpen(changes.getFirst(), waiting);
          }
        }
      }
    }
    waiting.ifPresent(new ActualsChapter(story)::tell);
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

  private Optional<Diagnosis> diagnosis(int from) {
    return performance.baseline() instanceof BinaryOutcomes before
            && performance.current() instanceof BinaryOutcomes now
            && before.hasScores()
            && now.hasScores()
        ? Diagnosis.of(before, now, from, settled(from))
        : Optional.empty();
  }

  /// Up to which row outcomes tell how they are distributed: those still on their way may be of one
  /// kind. Where too few rows are left, all of them.
  private int settled(int from) {
    int settled = Arrival.of(comparison).map(Arrival::settled).orElse(performance.current().size());
    return settled - from >= LEAST_ROWS ? settled : performance.current().size();
  }

  /// Tells what has a name of its own: cutoff, calibration, share of positives, offset.
  ///
  /// @return whether that explains the change: the ranking held and another cause was named
  private boolean diagnose(
      Story about, int from, Optional<Diagnosis> diagnosis, List<MetricChange> judged) {
    if (diagnosis.isPresent()) {
      boolean ranking = verdict(judged, Metric.AUC) == MetricChange.Verdict.WORSE;
      new DiagnosisChapter(about, diagnosis.get(), isWorse(judged), ranking).write();
      return !ranking && diagnosis.get().explains();
    }
    if (performance.current() instanceof RegressionOutcomes now
        && verdict(judged, Metric.BIAS) == MetricChange.Verdict.WORSE) {
      judged.stream()
          .filter(change -> change.metric() == Metric.BIAS)
          .forEach(change -> new OffsetChapter(about).write(change, now, from));
      return true;
    }
    return false;
  }

  /// The first metric that got worse.
  private static Optional<MetricChange> worst(List<MetricChange> changes) {
    return changes.stream()
        .filter(change -> change.verdict() == MetricChange.Verdict.WORSE)
        .findFirst();
  }

  private static MetricChange.Verdict verdict(List<MetricChange> changes, Metric metric) {
    return changes.stream()
        .filter(change -> change.metric() == metric)
        .map(MetricChange::verdict)
        .findFirst()
        .orElse(MetricChange.Verdict.OPEN);
  }

  /// @param offset whether all predictions are off to one side
  /// @param worst the metric that leads, where any got worse
  private Optional<Explanation> explanation(
      int from, Optional<Diagnosis> diagnosis, boolean offset, Optional<MetricChange> worst) {
    List<CutVariable> columns =
        Variable.of(comparison).parallelStream()
            .flatMap(variable ->
                Cells.of(variable).map(cells -> new CutVariable(variable, cells)).stream())
            .toList();
    List<RowLoss> before = performance.baseline().losses();
    List<RowLoss> now = performance.current().losses();
    if (before.isEmpty() || before.size() != now.size()) {
      return Optional.empty();
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
            worst.isPresent() || change.verdict() == RelevantChange.Verdict.ROSE);
    boolean scoresKept = !offset && diagnosis.filter(Diagnosis::isCalibrationShift).isEmpty();
    return Optional.of(
        Explanation.of(
            why, performance, scoresKept, diagnosis.flatMap(Diagnosis::classesKept), worst));
  }

  private static void explain(Story about, Explanation explanation, boolean explained) {
    var chapter = new WhyChapter(about, explanation, explained);
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

  /// The metric that the question names.
  private Optional<Metric> asked() {
    return inputs.parameters().has("metric")
        ? Optional.of(metric(inputs.parameters().text("metric").strip())).map(this::meant)
        : Optional.empty();
  }

  /// Who says F1 of several classes means their mean.
  private Metric meant(Metric named) {
    return named == Metric.F1 && performance.current() instanceof MulticlassOutcomes
        ? Metric.MACRO_F1
        : named;
  }

  /// The same figures, the one asked for first.
  private static Map<Metric, Estimate> leading(
      Optional<Metric> asked, Map<Metric, Estimate> figures) {
    var ordered = new LinkedHashMap<Metric, Estimate>();
    asked
        .filter(figures::containsKey)
        .ifPresent(metric -> ordered.put(metric, figures.get(metric)));
    figures.forEach(ordered::putIfAbsent);
    return ordered;
  }

  /// The metrics whose chunks are written down.
  private Set<Metric> charted(Metric headline) {
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
      if (metric.id().equals(name.toLowerCase(Locale.ROOT).replace(' ', '_'))) {
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
