package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Chart;
import dev.clew.skills.predictors.Course;
import dev.clew.skills.predictors.Metric;
import dev.clew.skills.predictors.Onset;
import dev.clew.statistics.Estimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// The metrics from chunk to chunk.
final class CourseChapter {
  /// With fewer chunks there is no course to speak of.
  private static final int FEWEST = 4;

  private final Story story;
  private final Course course;

  CourseChapter(Story story, Course course) {
    this.story = story;
    this.course = course;
  }

  /// Writes the chunks' figures down, all of them where they are few.
  ///
  /// @param metrics which of them
  /// @param most how many chunks at most; with more there are none, the chart shows them
  void write(Set<Metric> metrics, int most) {
    if (course.points().size() > most) {
      return;
    }
    for (var point : course.points()) {
      for (var metric : metrics) {
        point
            .of(metric)
            .ifPresent(estimate ->
                story.estimate(
                    MetricsChapter.path(metric),
                    estimate,
                    metric.unit(),
                    "chunk",
                    point.chunk().label()));
      }
    }
  }

  /// Writes down where a change began.
  ///
  /// @return the fact's id
  String began(Onset onset) {
    return story.start("performance.began", course.points().get(onset.chunk()).chunk());
  }

  /// How far a metric swings where no step to the worse stands out; empty with too few chunks to
  /// see one at all.
  String undated(Metric metric) {
    var points = course.points().stream().filter(point -> point.of(metric).isPresent()).toList();
    if (points.size() < FEWEST) {
      return "";
    }
    var byValue =
        Comparator.comparingDouble(
            (Course.Point point) -> point.of(metric).map(Estimate::value).orElse(Double.NaN));
    var lowest = Collections.min(points, byValue);
    var highest = Collections.max(points, byValue);
    return "When it began cannot be dated: from chunk to chunk "
        + metric.word()
        + " goes up and down, from {"
        + extreme(metric, "lowest", lowest)
        + "} in the chunk from {"
        + story.start("performance.course.lowest.at", lowest.chunk())
        + "} on to {"
        + extreme(metric, "highest", highest)
        + "} in the one from {"
        + story.start("performance.course.highest.at", highest.chunk())
        + "} on, and no step to the worse stands out from that.";
  }

  private String extreme(Metric metric, String which, Course.Point point) {
    return story
        .notebook()
        .fact(
            "performance.course." + which,
            point.of(metric).map(Estimate::value).orElse(Double.NaN),
            metric.unit());
  }

  /// Draws a metric, with its baseline and the beginning of a change.
  Optional<String> chart(Metric metric, double baseline, Optional<Onset> onset) {
    var points = new ArrayList<Chart.Point>();
    for (var point : course.points()) {
      point
          .of(metric)
          .ifPresent(estimate ->
              points.add(
                  new Chart.Point(
                      "",
                      story.place().x(point.chunk().from()),
                      estimate.value(),
                      OptionalDouble.of(estimate.low()),
                      OptionalDouble.of(estimate.high()),
                      point.chunk().label())));
    }
    if (points.isEmpty()) {
      return Optional.empty();
    }
    var rules = new ArrayList<Chart.Rule>();
    rules.add(new Chart.Rule(false, baseline, "baseline"));
    onset.ifPresent(change ->
        rules.add(
            new Chart.Rule(
                true,
                story.place().x(course.points().get(change.chunk()).chunk().from()),
                "change")));
    return Optional.of(
        story
            .notebook()
            .chart(
                new Chart(
                    Chart.Mark.LINE,
                    MetricsChapter.capital(metric.word()) + " from chunk to chunk",
                    story.place().axis(),
                    new Chart.Axis(metric.word(), Chart.Scale.NUMBER, metric.unit()),
                    points,
                    List.copyOf(rules)),
                "Each point is one chunk with its interval; where the band leaves the baseline's line"
                    + " and stays away, the change is more than chance."));
  }
}
