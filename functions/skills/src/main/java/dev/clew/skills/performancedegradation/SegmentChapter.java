package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.Cells;
import dev.clew.skills.predictors.FactName;
import dev.clew.skills.predictors.Metric;
import dev.clew.skills.predictors.MetricChange;
import dev.clew.skills.predictors.Outcomes;
import dev.clew.skills.predictors.RankingOutcomes;
import dev.clew.statistics.Estimate;
import dev.clew.statistics.multiplicity.BenjaminiHochberg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// How a group that the question names fares beside the others, in the current window: the leading
/// metric of each, with the gap between them.
final class SegmentChapter {
  /// More groups than these are not told one by one.
  private static final int MOST_TOLD = 12;

  private final Story story;
  private final AskedSegment asked;
  private final Metric metric;
  private final Optional<Double> relevant;

  SegmentChapter(Story story, AskedSegment asked, Metric metric, Optional<Double> relevant) {
    this.story = story;
    this.asked = asked;
    this.metric = metric;
    this.relevant = relevant;
  }

  /// No column says who belongs to the group.
  static Measurement unknown(String words, List<String> columns) {
    return new Measurement.NotApplicable(
        "no column of the log says who belongs to '"
            + words
            + "', so how the model treats them cannot be told; the columns that describe the rows are "
            + String.join(", ", columns),
        "log a column that says so (it need not be an input of the model) and name it under 'tags' in"
            + " schema.json, or ask about one of these columns");
  }

  /// One group beside all other rows that are in some group.
  private record Gap(int cell, long rows, Estimate others, Estimate its, MetricChange change) {}

  Measurement measure(Coverage coverage) {
    var notebook = story.notebook();
    Outcomes current = story.performance().current();
    notebook.computing(
        "metric of each group in the current window beside that of the others, corrected for the"
            + " number of groups",
        current.judged());
    List<Gap> gaps = gaps(current);
    notebook.looked(gaps.size());
    if (gaps.isEmpty()) {
      return new Measurement.TooLittleData(
          current.judged(),
          Math.max(2 * Investigation.LEAST_ROWS, current.judged() + 1),
          story.unit(),
          "how " + metric.word() + " differs along " + asked.column().variable().name(),
          notebook.results(coverage));
    }
    String chart = chart(gaps);
    List<Gap> told =
        gaps.stream()
            .filter(gap -> asked.cell().isEmpty() || gap.cell() == asked.cell().getAsInt())
            .toList();
    if (told.isEmpty()) {
      told = gaps;
    }
    var worst =
        told.stream()
            .max(Comparator.comparingDouble(gap -> gap.change().loss().change()))
            .orElseThrow();
    tell(worst, gaps, chart);
    notebook.next("Is the model still good on the latest rows, and in which slices is it worse?");
    var results = notebook.results(coverage);
    return told.stream().anyMatch(gap -> gap.change().verdict() == MetricChange.Verdict.WORSE)
        ? new Measurement.Found(results)
        : new Measurement.Clean(results);
  }

  private void tell(Gap gap, List<Gap> all, String chart) {
    var notebook = story.notebook();
    var verdict = gap.change().verdict();
    String column = notebook.fact("performance.segment.column", asked.column().variable().name());
    String group = notebook.fact("performance.segment", text(gap.cell()));
    String rows = notebook.fact("performance.segment.rows", gap.rows(), story.unit());
    String path = "performance.segment." + metric.id();
    String its = story.estimate(path + ".group", gap.its(), metric.unit());
    String others = story.estimate(path + ".others", gap.others(), metric.unit());
    var interval = gap.change().interval();
    String difference =
        notebook.fact(
            path + ".difference",
            gap.change().difference(),
            interval.low(),
            interval.high(),
            metric.changeUnit());
    String limit = notebook.fact(path + ".relevant", gap.change().loss().relevant(), metric.unit());
    boolean named = asked.cell().isPresent() && gap.cell() == asked.cell().getAsInt();
    var statement = new StringBuilder();
    statement
        .append("In the current window, ")
        .append(metric.word())
        .append(" is {")
        .append(its)
        .append("} where {")
        .append(group)
        .append("} ({")
        .append(rows)
        .append("}), and {")
        .append(others)
        .append("} for all others: a difference of {")
        .append(difference)
        .append("}, where {")
        .append(limit)
        .append("} matters.");
    statement.append(
        switch (verdict) {
          case WORSE -> " The model serves them worse, and more than chance would.";
          case BETTER -> " The model serves them better than the others.";
          case HELD -> " That is no gap that matters.";
          case OPEN -> " Whether the gap matters is open: it would take more rows to tell.";
        });
    if (!named) {
      String groups = notebook.fact("performance.segment.groups", all.size(), Unit.of("groups"));
      statement
          .append(" Of the {")
          .append(groups)
          .append("} along {")
          .append(column)
          .append("}, this is the one that fares worst beside the others.");
    }
    statement.append(
        " That says how well the model predicts them, not whether its decisions are just: who is"
            + " turned down, and on what grounds, takes more than a metric.");
    story.finding(
        verdict == MetricChange.Verdict.WORSE
            ? "Worse where {" + group + "} than elsewhere"
            : "No shown gap along {" + column + "}",
        verdict == MetricChange.Verdict.WORSE ? Severity.MEDIUM : Severity.INFO,
        verdict == MetricChange.Verdict.OPEN ? 0.5 : gap.change().loss().confidence(),
        statement.toString(),
        chart);
  }

  private List<Gap> gaps(Outcomes current) {
    Cells cells = asked.column().cells();
    byte[] codes = cells.feature().current();
    var gaps = new ArrayList<Gap>();
    for (int cell = 0; cell < cells.feature().cells(); cell++) {
      int at = cell;
      Outcomes its = rows(current, row -> codes[row] == at, codes.length);
      Outcomes others = rows(current, row -> codes[row] >= 0 && codes[row] != at, codes.length);
      if (its.judged() < Investigation.LEAST_ROWS || others.judged() < Investigation.LEAST_ROWS) {
        continue;
      }
      Map<Metric, Estimate> inside = its.measure();
      Map<Metric, Estimate> outside = others.measure();
      MetricChange.of(outside, inside, Optional.empty()).stream()
          .filter(change -> change.metric() == metric)
          .map(change -> relevant.map(limit -> judged(change, limit)).orElse(change))
          .findFirst()
          .ifPresent(
              change -> gaps.add(new Gap(at, its.judged(), change.before(), change.now(), change)));
    }
    return corrected(gaps);
  }

  private static MetricChange judged(MetricChange change, double limit) {
    return MetricChange.of(
            Map.of(change.metric(), change.before()),
            Map.of(change.metric(), change.now()),
            Optional.of(limit))
        .getFirst();
  }

  /// For the number of groups looked at.
  private static List<Gap> corrected(List<Gap> gaps) {
    double[] q =
        BenjaminiHochberg.qValues(
            gaps.stream().mapToDouble(gap -> gap.change().pValue()).toArray());
    var result = new ArrayList<Gap>();
    for (int i = 0; i < q.length; i++) {
      var gap = gaps.get(i);
      var change = gap.change();
      result.add(
          new Gap(
              gap.cell(),
              gap.rows(),
              gap.others(),
              gap.its(),
              new MetricChange(
                  change.metric(),
                  change.before(),
                  change.now(),
                  change.loss(),
                  change.pValue(),
                  q[i])));
    }
    return List.copyOf(result);
  }

  /// Rows of a ranking go by the group that they belong to: it is taken where its first row is in.
  private static Outcomes rows(Outcomes outcomes, IntPredicate inside, int count) {
    if (outcomes instanceof RankingOutcomes ranking) {
      int[] first = new int[ranking.groups()];
      Arrays.fill(first, -1);
      for (int row = count - 1; row >= 0; row--) {
        if (ranking.group()[row] >= 0) {
          first[ranking.group()[row]] = row;
        }
      }
      return outcomes.only(
          IntStream.range(0, count)
              .filter(row -> ranking.group()[row] >= 0 && inside.test(first[ranking.group()[row]]))
              .toArray());
    }
    return outcomes.only(IntStream.range(0, count).filter(inside).toArray());
  }

  private String text(int cell) {
    return asked.column().cells().conditions().get(cell).text();
  }

  private String chart(List<Gap> gaps) {
    var points = new ArrayList<Chart.Point>();
    for (var gap : gaps.subList(0, Math.min(MOST_TOLD, gaps.size()))) {
      story.estimate(
          "performance.segment." + metric.id(),
          gap.its(),
          metric.unit(),
          "group",
          text(gap.cell()));
      story
          .notebook()
          .fact(
              FactName.of("performance.segment.rows", "group", text(gap.cell())),
              gap.rows(),
              story.unit());
      points.add(
          Chart.Point.of(
              "", text(gap.cell()), gap.its().value(), gap.its().low(), gap.its().high()));
    }
    return story
        .notebook()
        .chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                MetricsChapter.capital(metric.word()) + " of each group",
                new Chart.Axis("group", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis(metric.word(), Chart.Scale.NUMBER, metric.unit()),
                points,
                List.of()),
            "Groups whose intervals lie apart from the others' differ by more than chance.");
  }
}
