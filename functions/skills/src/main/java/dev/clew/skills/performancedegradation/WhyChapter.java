package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.Attribution;
import dev.clew.skills.predictors.FactName;
import dev.clew.skills.predictors.Metric;
import dev.clew.skills.predictors.MetricChange;
import dev.clew.skills.predictors.Outcomes;
import dev.clew.skills.predictors.Role;
import dev.clew.skills.predictors.RowLoss;
import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.RelevantChange;
import dev.clew.statistics.Tail;
import dev.clew.statistics.interval.WilsonInterval;
import dev.clew.statistics.slice.LossSums;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Mix or model, and where.
final class WhyChapter {
  private static final int MOST_COLUMNS = 15;

  private static final double Z = Tail.twoSidedZ(Interval.LEVEL);

  private final Story story;
  private final Why why;
  private final Explanation explanation;
  private final int from;
  private final boolean explained;
  private final Optional<Metric> worse;
  private final String path;
  private final String total;
  private final String before;
  private final String now;

  /// @param explained whether a cause was named already that explains all of it: a cutoff, a
  ///   calibration, a share of positives
  WhyChapter(Story story, Explanation explanation, boolean explained) {
    this.story = story;
    this.explanation = explanation;
    this.why = explanation.why();
    this.from = why.from();
    this.explained = explained;
    this.worse = explanation.worst().map(MetricChange::metric);
    var notebook = story.notebook();
    long rows = why.total().referenceRows() + why.total().currentRows();
    notebook.computing(
        "mean loss split into mix and within along each column (Kitagawa 1955,"
            + " doi:10.2307/2281213)",
        rows);
    path = "performance." + why.kind().id();
    before = mean(FactName.of(path + ".mean", "window", "baseline"), why.total(), true);
    now = mean(FactName.of(path + ".mean", "window", "affected"), why.total(), false);
    total = rise(path + ".rise", why.total());
  }

  /// Writes the split along every column; says which part weighs.
  void split() {
    var notebook = story.notebook();
    List<Attribution> ordered =
        why.attributions().stream()
            .sorted(Comparator.comparingDouble(a -> -Math.abs(a.split().mix())))
            .limit(MOST_COLUMNS)
            .toList();
    for (var one : ordered) {
      String column = one.variable().name();
      double half = Z * one.split().mixError();
      notebook.fact(
          FactName.of("performance.mix", "column", column),
          one.split().mix(),
          one.split().mix() - half,
          one.split().mix() + half,
          why.kind().changeUnit());
      double within = Z * one.split().withinError();
      notebook.fact(
          FactName.of("performance.within", "column", column),
          one.split().within(),
          one.split().within() - within,
          one.split().within() + within,
          why.kind().changeUnit());
    }
    notebook.looked(why.attributions().size());
    if (why.change().verdict() == RelevantChange.Verdict.ROSE && !ordered.isEmpty()) {
      tell(ordered);
    }
  }

  private void tell(List<Attribution> ordered) {
    String chart = chart(ordered);
    if (explanation.mover().isPresent()) {
      tell(explanation.mover().get(), chart);
      return;
    }
    List<Attribution> inputs =
        ordered.stream().filter(a -> Why.isInput(a.variable().role())).toList();
    if (inputs.isEmpty()) {
      return;
    }
    var notebook = story.notebook();
    String columns = notebook.fact("performance.mix.columns", inputs.size(), Unit.of("inputs"));
    Attribution most = inputs.getFirst();
    String name = notebook.fact("performance.mix.column", most.variable().name());
    String mix = again("performance.mix.largest", most.split().mix(), most.split().mixError());
    Optional<String> byClass = partlyByClass();
    story.finding(
        "The same kind of rows is predicted worse",
        explained ? Severity.INFO : Severity.MEDIUM,
        probablyLarger(most.split().within(), most.split().mix(), most),
        rose()
            + (byClass.isPresent()
                ? ", and not because other inputs came: "
                : " because rows of the same kind are predicted worse, not because other rows came: ")
            + (inputs.size() == 1
                ? "a move of the population along {"
                    + name
                    + "}, the only input, does not explain it."
                : "a move of the population along none of {" + columns + "} explains it.")
            + byClass.orElse("")
            + " The largest such part, along {"
            + name
            + "}, is {"
            + mix
            + "} of {"
            + total
            + "}.",
        chart);
  }

  /// Says what part another mix of classes brings where that is a good part, though not all.
  private Optional<String> partlyByClass() {
    return why.byClass()
        .filter(a -> a.isMixShown() && why.share(a) >= 1 - Why.MOSTLY)
        .map(a ->
            " Another mix of classes brings {"
                + again("performance.mix.classes", a.split().mix(), a.split().mixError())
                + "} of it, rows of the same class bring {"
                + again("performance.within.classes", a.split().within(), a.split().withinError())
                + "}.");
  }

  private String rose() {
    return capital(why.kind().word())
        + " rose from {"
        + before
        + "} to {"
        + now
        + "}"
        + story.where();
  }

  private void tell(Attribution mover, String chart) {
    var notebook = story.notebook();
    double share = explanation.share();
    String name = notebook.fact("performance.mix.column", mover.variable().name());
    String mix = again("performance.mix.largest", mover.split().mix(), mover.split().mixError());
    String within =
        again("performance.within.rest", mover.split().within(), mover.split().withinError());
    boolean own =
        mover.variable().role() == Role.SCORE || mover.variable().role() == Role.PREDICTION;
    String what =
        explanation.byClasses()
            ? "} because the classes of {" + name + "} have other shares now, and {"
            : own
                ? "} because other rows came, along the model's own {"
                    + name
                    + "} (it finds them harder itself), and {"
                : "} because other rows came, along {" + name + "}, and {";
    String opening =
        rose()
            + ", by {"
            + total
            + "}: {"
            + mix
            + what
            + within
            + (explanation.byClasses()
                ? "} because rows of the same class are predicted otherwise."
                : "} because rows of the same kind are predicted otherwise.");
    story.finding(
        title(share),
        explained ? Severity.LOW : Severity.MEDIUM,
        share >= 0.5
            ? probablyLarger(mover.split().mix(), mover.split().within(), mover)
            : probablyLarger(mover.split().within(), mover.split().mix(), mover),
        opening + grown(mover) + atCurrentMix(),
        chart);
  }

  private String title(double share) {
    return switch (explanation.cause()) {
      case OTHER_CLASSES -> "The mix of classes moved, the model did not";
      case OTHER_ROWS -> "The population moved, the model did not";
      case UNKNOWN ->
          share >= 1 - Why.MOSTLY
              ? "Other rows came, and the same kind of rows is predicted worse"
              : "The same kind of rows is predicted worse";
    };
  }

  /// What the leading metric would be in the baseline had only the mix moved.
  private String atCurrentMix() {
    if (explanation.atCurrentMix().isEmpty() || explanation.worst().isEmpty()) {
      return "";
    }
    var change = explanation.worst().get();
    String path = MetricsChapter.path(change.metric());
    String mixed =
        story.estimate(
            path + ".at_current_mix", explanation.atCurrentMix().get(), change.metric().unit());
    String measured = story.estimate(path + ".affected", change.now(), change.metric().unit());
    return " On rows of the baseline drawn in the current mix, "
        + change.metric().word()
        + " is {"
        + mixed
        + "}, against {"
        + measured
        + "} now.";
  }

  /// Which cell of the moved column added most.
  private String grown(Attribution mover) {
    var parts = mover.split().parts();
    int most = 0;
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i).mix() > parts.get(most).mix()) {
        most = i;
      }
    }
    var part = parts.get(most);
    if (part.mix() <= 0 || mover.variable().role() == Role.SCORE) {
      return "";
    }
    var notebook = story.notebook();
    String cell =
        notebook.fact("performance.mix.cell", mover.cells().conditions().get(most).text());
    double p = (double) part.sums().referenceRows() / why.total().referenceRows();
    double q = (double) part.sums().currentRows() / why.total().currentRows();
    String was = notebook.fact("performance.mix.cell.share[window=baseline]", p, Unit.SHARE);
    String is = notebook.fact("performance.mix.cell.share[window=affected]", q, Unit.SHARE);
    return " Most of it comes from {"
        + cell
        + "}, which went from {"
        + was
        + "} to {"
        + is
        + "} of the rows.";
  }

  /// Probability that the part said to weigh more really does; both errors taken as independent.
  private static double probablyLarger(double larger, double smaller, Attribution split) {
    double error = Math.hypot(split.split().mixError(), split.split().withinError());
    double distance = Math.abs(larger) - Math.abs(smaller);
    return error == 0 ? 0.99 : Math.min(0.99, 1 - Tail.normal(distance / error));
  }

  /// Says which classes carry the change.
  void classes() {
    Optional<Attribution> byClass = why.byClass();
    if (byClass.isEmpty()
        || explanation.cause() != Cause.UNKNOWN
        || why.kind() != RowLoss.Kind.ERROR
        || why.change().verdict() != RelevantChange.Verdict.ROSE) {
      return;
    }
    var parts = byClass.get().split().parts();
    int most = 0;
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i).within() > parts.get(most).within()) {
        most = i;
      }
    }
    var part = parts.get(most);
    LossSums others = why.total().minus(part.sums());
    if (part.within() < 0.6 * why.total().rise()
        || Math.min(part.sums().referenceRows(), part.sums().currentRows()) == 0
        || Math.min(others.referenceRows(), others.currentRows()) == 0) {
      return;
    }
    var notebook = story.notebook();
    String name =
        notebook.fact("performance.class", byClass.get().cells().conditions().get(most).text());
    String was = mean("performance.class.error_rate[window=baseline]", part.sums(), true);
    String is = mean("performance.class.error_rate[window=affected]", part.sums(), false);
    String otherWas = mean("performance.class.others[window=baseline]", others, true);
    String otherIs = mean("performance.class.others[window=affected]", others, false);
    story.finding(
        "One class is missed more often",
        Severity.LOW,
        Math.min(0.99, 1 - Tail.normal(part.sums().rise() / part.sums().riseError())),
        "Rows that are really {"
            + name
            + "} are hit most: their error rate went from {"
            + was
            + "} to {"
            + is
            + "}, that of all others from {"
            + otherWas
            + "} to {"
            + otherIs
            + "}.");
  }

  /// Writes the slices that stand out.
  ///
  /// @return evidence id of their chart, empty without slices
  String slices() {
    var notebook = story.notebook();
    notebook.computing(
        "slices by beam search over cells and pairs of conditions, the rise inside against the rise"
            + " outside, Benjamini-Hochberg over all looks",
        why.total().referenceRows() + why.total().currentRows());
    notebook.looked(why.looks() - why.attributions().size());
    notebook.fact("performance.slices", why.slices().size(), Unit.of("slices"));
    notebook.fact("performance.slices.looks", why.looks(), Unit.of("looks"));
    if (why.slices().isEmpty()) {
      return "";
    }
    String chart = sliceChart();
    boolean degraded = why.change().verdict() == RelevantChange.Verdict.ROSE;
    String restBefore =
        mean(FactName.of(path + ".elsewhere", "window", "baseline"), why.rest(), true);
    String restNow =
        mean(FactName.of(path + ".elsewhere", "window", "affected"), why.rest(), false);
    for (int i = 0; i < why.slices().size(); i++) {
      slice(i, degraded, restBefore, restNow, chart);
    }
    return chart;
  }

  private void slice(int index, boolean degraded, String restBefore, String restNow, String chart) {
    var notebook = story.notebook();
    Slice slice = why.slices().get(index);
    String rank = Integer.toString(index + 1);
    String name = notebook.fact(FactName.of("performance.slice", "rank", rank), slice.text());
    double share = (double) slice.sums().currentRows() / why.total().currentRows();
    String size =
        notebook.fact(FactName.of("performance.slice.share", "rank", rank), share, Unit.SHARE);
    notebook.fact(
        FactName.of("performance.slice.rows", "rank", rank, "window", "baseline"),
        slice.sums().referenceRows(),
        Unit.ROWS);
    notebook.fact(
        FactName.of("performance.slice.rows", "rank", rank, "window", "affected"),
        slice.sums().currentRows(),
        Unit.ROWS);
    String slicePath = "performance.slice." + why.kind().id();
    String was =
        mean(FactName.of(slicePath, "rank", rank, "window", "baseline"), slice.sums(), true);
    String is =
        mean(FactName.of(slicePath, "rank", rank, "window", "affected"), slice.sums(), false);
    String contributes =
        notebook.fact(
            FactName.of("performance.slice.contributes", "rank", rank),
            slice.within(),
            why.kind().changeUnit());
    notebook.fact(FactName.of("performance.slice.q", "rank", rank), slice.qValue(), Unit.NONE);
    auc(slice, rank);
    var statement = new StringBuilder();
    statement
        .append("Where {")
        .append(name)
        .append("}, ")
        .append(why.kind().word())
        .append(" rose from {")
        .append(was)
        .append("} to {")
        .append(is)
        .append("}")
        .append(story.where())
        .append("; outside of what is named here it went from {")
        .append(restBefore)
        .append("} to {")
        .append(restNow)
        .append("}.");
    if (degraded) {
      statement
          .append(" These are {")
          .append(size)
          .append("} of the affected rows, and they carry {")
          .append(contributes)
          .append("} of the overall {")
          .append(total)
          .append("}.");
    } else if (worse.isPresent()) {
      statement.append(" These are {").append(size).append("} of the affected rows.");
    } else {
      statement
          .append(" These are {")
          .append(size)
          .append("} of the rows, so that the overall figure hides it.");
    }
    if (index == 0) {
      statement.append(without());
    }
    var moves = Moved.inside(slice, why.columns());
    statement.append(movedInside(moves, rank));
    // Where the population moved, other rows inside a slice are the likelier cause.
    boolean others = !moves.columns().isEmpty() && explanation.share() >= Why.MOSTLY;
    var excess = new RelevantChange(slice.excess(), slice.error(), why.relevant());
    story.finding(
        "Worse where {" + name + "}",
        !others
                && (worse.isPresent()
                    || slice.sums().rise() >= 5 * why.relevant()
                    || (degraded && slice.within() >= why.relevant()))
            ? Severity.MEDIUM
            : Severity.LOW,
        Math.max(0.5, excess.confidence()),
        statement.toString(),
        chart,
        rows(slice));
  }

  /// What the leading metric would have done without the slices.
  private String without() {
    // The loss itself is told of the rest already.
    if (worse.isEmpty() || worse.get().id().equals(why.kind().id())) {
      return "";
    }
    Metric metric = worse.get();
    Optional<Estimate> was = outside(story.performance().baseline(), true).map(m -> m.get(metric));
    Optional<Estimate> is = outside(story.performance().current(), false).map(m -> m.get(metric));
    if (was.isEmpty() || is.isEmpty()) {
      return "";
    }
    String path = MetricsChapter.path(metric) + ".without_slices";
    String before = story.estimate(path, was.get(), metric.unit(), "window", "baseline");
    String after = story.estimate(path, is.get(), metric.unit(), "window", "affected");
    return " Without the rows named here, "
        + metric.word()
        + " goes from {"
        + before
        + "} to {"
        + after
        + "}.";
  }

  /// The metrics of the affected rows that lie in no slice.
  private Optional<Map<Metric, Estimate>> outside(Outcomes outcomes, boolean baseline) {
    boolean[] named = new boolean[outcomes.size()];
    for (var slice : why.slices()) {
      for (int row : baseline ? slice.before() : slice.now()) {
        named[row] = true;
      }
    }
    int first = baseline ? 0 : from;
    int[] rows = IntStream.range(first, outcomes.size()).filter(row -> !named[row]).toArray();
    return rows.length == 0 ? Optional.empty() : Optional.of(outcomes.only(rows).measure());
  }

  /// Which inputs moved inside a slice.
  private String movedInside(Moved moves, String rank) {
    story.notebook().looked(moves.looks());
    if (moves.columns().isEmpty()) {
      return moves.looks() == 0
          ? ""
          : " None of the inputs moved inside it, so what changed there is how inputs and outcome go"
              + " together.";
    }
    var names = new ArrayList<String>();
    for (var move : moves.columns()) {
      names.add(
          "{"
              + story
                  .notebook()
                  .fact(
                      FactName.of(
                          "performance.slice.moved",
                          "rank",
                          rank,
                          "place",
                          Integer.toString(names.size() + 1)),
                      move.column())
              + "}");
      story
          .notebook()
          .fact(
              FactName.of("performance.slice.js", "rank", rank, "column", move.column()),
              move.distance(),
              Unit.NONE);
    }
    return " Inside it, the distribution of " + String.join(", ", names) + " moved.";
  }

  private void auc(Slice slice, String rank) {
    for (boolean baseline : new boolean[] {true, false}) {
      var outcomes = baseline ? story.performance().baseline() : story.performance().current();
      var inside = outcomes.only(baseline ? slice.before() : slice.now());
      var auc = Optional.ofNullable(inside.measure().get(Metric.AUC));
      auc.ifPresent(value ->
          story.estimate(
              "performance.slice.auc",
              value,
              Unit.NONE,
              "rank",
              rank,
              "window",
              baseline ? "baseline" : "affected"));
    }
  }

  private String rows(Slice slice) {
    var place = story.comparison().current();
    var ids = new ArrayList<String>();
    int most = Math.min(slice.now().length, 20);
    for (int i = 0; i < most; i++) {
      ids.add(Long.toString(place.rowNumber(slice.now()[i])));
    }
    return story
        .notebook()
        .rows(
            "Rows where " + slice.text(),
            ids,
            "The first affected rows of the slice, by row number: compare prediction and actual.");
  }

  private String mean(String name, LossSums sums, boolean baseline) {
    double value = baseline ? sums.referenceMean() : sums.currentMean();
    long rows = baseline ? sums.referenceRows() : sums.currentRows();
    double variance = baseline ? sums.referenceVariance() : sums.currentVariance();
    if (rows == 0) {
      return story.notebook().unknown(name, why.kind().unit());
    }
    Interval interval = interval(why.kind(), value, variance, rows);
    return story.notebook().fact(name, value, interval.low(), interval.high(), why.kind().unit());
  }

  /// Wilson's for shares, which has a width at none and at all; else the normal one.
  static Interval interval(RowLoss.Kind kind, double mean, double variance, long rows) {
    return kind == RowLoss.Kind.ERROR
        ? WilsonInterval.of(Math.round(mean * rows), rows, Interval.LEVEL)
        : Interval.around(
            mean, Z * Math.sqrt(variance / rows), Interval.LEVEL, 0, Double.POSITIVE_INFINITY);
  }

  private String rise(String name, LossSums sums) {
    double half = Z * sums.riseError();
    return story
        .notebook()
        .fact(name, sums.rise(), sums.rise() - half, sums.rise() + half, why.kind().changeUnit());
  }

  private String again(String name, double value, double error) {
    return story
        .notebook()
        .fact(name, value, value - Z * error, value + Z * error, why.kind().changeUnit());
  }

  private String chart(List<Attribution> ordered) {
    var points = new ArrayList<Chart.Point>();
    for (var one : ordered.subList(0, Math.min(8, ordered.size()))) {
      double mix = Z * one.split().mixError();
      double within = Z * one.split().withinError();
      String column = one.variable().name();
      points.add(
          Chart.Point.of(
              "other rows",
              column,
              one.split().mix(),
              one.split().mix() - mix,
              one.split().mix() + mix));
      points.add(
          Chart.Point.of(
              "same rows predicted worse",
              column,
              one.split().within(),
              one.split().within() - within,
              one.split().within() + within));
    }
    return story
        .notebook()
        .chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                "Where the change of the " + why.kind().word() + " comes from",
                new Chart.Axis("column", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("part of the change", Chart.Scale.NUMBER, why.kind().changeUnit()),
                points,
                List.of()),
            "Both bars of a column add up to the same change: a long first bar says that along this"
                + " column other rows came, a long second bar that rows of the same kind fare worse.");
  }

  private String sliceChart() {
    var points = new ArrayList<Chart.Point>();
    for (var slice : why.slices()) {
      pair(points, slice.text(), slice.sums());
    }
    pair(points, "elsewhere", why.rest());
    pair(points, "all rows", why.total());
    return story
        .notebook()
        .chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                capital(why.kind().word()) + " by slice, before and now",
                new Chart.Axis("slice", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis(why.kind().word(), Chart.Scale.NUMBER, why.kind().unit()),
                points,
                List.of()),
            "Where the two bars of a slice lie further apart than those of the rest, that slice got"
                + " worse by itself.");
  }

  private void pair(List<Chart.Point> points, String name, LossSums sums) {
    if (sums.referenceRows() > 0) {
      double mean = sums.referenceMean();
      var range = interval(why.kind(), mean, sums.referenceVariance(), sums.referenceRows());
      points.add(Chart.Point.of("baseline", name, mean, range.low(), range.high()));
    }
    if (sums.currentRows() > 0) {
      double mean = sums.currentMean();
      var range = interval(why.kind(), mean, sums.currentVariance(), sums.currentRows());
      points.add(Chart.Point.of("affected", name, mean, range.low(), range.high()));
    }
  }

  private static String capital(String text) {
    return MetricsChapter.capital(text);
  }
}
