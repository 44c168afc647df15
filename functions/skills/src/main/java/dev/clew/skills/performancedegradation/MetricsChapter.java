package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Severity;
import dev.clew.skills.predictors.FactName;
import dev.clew.skills.predictors.Metric;
import dev.clew.skills.predictors.MetricChange;
import dev.clew.statistics.Estimate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every metric of both windows, each change with its interval and its verdict.
final class MetricsChapter {
  private final Story story;
  private final Map<Metric, Ids> ids = new EnumMap<>(Metric.class);

  MetricsChapter(Story story) {
    this.story = story;
  }

  /// Ids of a metric's facts.
  record Ids(String before, String now, String change, String relevant) {}

  /// Writes down the figures of both windows and of each change.
  ///
  /// @param window how the later rows are called: `current`, or `since` for those since the change
  void write(
      Map<Metric, Estimate> before,
      Map<Metric, Estimate> now,
      List<MetricChange> changes,
      String window) {
    boolean first = ids.isEmpty();
    var beforeIds = new EnumMap<Metric, String>(Metric.class);
    var nowIds = new EnumMap<Metric, String>(Metric.class);
    for (var metric : Metric.values()) {
      if (first && before.containsKey(metric)) {
        beforeIds.put(metric, figure(metric, before.get(metric), "baseline"));
      }
      if (now.containsKey(metric)) {
        nowIds.put(metric, figure(metric, now.get(metric), window));
      }
    }
    for (var change : changes) {
      Metric metric = change.metric();
      var interval = change.interval();
      var known = Optional.ofNullable(ids.get(metric));
      var changeId =
          story
              .notebook()
              .fact(
                  first
                      ? path(metric) + ".change"
                      : FactName.of(path(metric) + ".change", "window", window),
                  change.difference(),
                  interval.low(),
                  interval.high(),
                  metric.changeUnit());
      var relevant =
          known
              .map(Ids::relevant)
              .orElseGet(() ->
                  story
                      .notebook()
                      .fact(path(metric) + ".relevant", change.loss().relevant(), metric.unit()));
      ids.put(
          metric,
          new Ids(
              known.map(Ids::before).orElseGet(() -> beforeIds.getOrDefault(metric, "")),
              nowIds.getOrDefault(metric, ""),
              changeId,
              relevant));
      story
          .notebook()
          .fact(
              first
                  ? path(metric) + ".verdict"
                  : FactName.of(path(metric) + ".verdict", "window", window),
              word(change.verdict()));
    }
  }

  private String figure(Metric metric, Estimate estimate, String window) {
    return story.estimate(path(metric), estimate, metric.unit(), "window", window);
  }

  /// Says what became of the metric that users know best, and which others moved.
  void tell(List<MetricChange> changes, List<String> evidence, String began) {
    MetricChange headline = changes.getFirst();
    MetricChange worst =
        changes.stream()
            .filter(change -> change.verdict() == MetricChange.Verdict.WORSE)
            .findFirst()
            .orElse(headline);
    Ids figures = ids(worst.metric());
    double strength = worst.loss().change() / worst.loss().relevant();
    boolean leading = worst.metric() == headline.metric();
    var statement = new StringBuilder();
    statement
        .append(sentence(worst, figures))
        .append(" The difference is {")
        .append(figures.change())
        .append("}; the smallest that matters is {")
        .append(figures.relevant())
        .append("}.");
    if (!leading) {
      statement.append(" ").append(held(headline));
    }
    var others =
        changes.stream()
            .filter(
                change -> change.metric() != worst.metric() && change.metric() != headline.metric())
            .filter(change -> change.verdict() == MetricChange.Verdict.WORSE)
            .limit(3)
            .map(change -> sentence(change, ids(change.metric())))
            .toList();
    others.forEach(other -> statement.append(" ").append(other));
    if (!began.isEmpty()) {
      statement.append(" ").append(began);
    }
    story.finding(
        leading ? "The model got worse" : "Decisions got worse, the ranking did not",
        leading
            ? (strength >= 3 ? Severity.HIGH : Severity.MEDIUM)
            : (strength >= 3 ? Severity.MEDIUM : Severity.LOW),
        worst.loss().confidence(),
        statement.toString(),
        evidence.toArray(String[]::new));
  }

  /// Says that performance held.
  void tellHeld(List<MetricChange> changes, List<String> evidence) {
    MetricChange headline = changes.getFirst();
    Ids figures = ids(headline.metric());
    boolean better = headline.verdict() == MetricChange.Verdict.BETTER;
    story.finding(
        better ? "The model got better" : "Performance held",
        Severity.INFO,
        headline.loss().confidence(),
        better
            ? sentence(headline, figures)
                + " The difference is {"
                + figures.change()
                + "}; the smallest that matters is {"
                + figures.relevant()
                + "}."
            : held(headline),
        evidence.toArray(String[]::new));
  }

  Ids ids(Metric metric) {
    var known = ids.get(metric);
    if (known == null) {
      throw new IllegalStateException(metric + " was not written down");
    }
    return known;
  }

  private static String sentence(MetricChange change, Ids figures) {
    return capital(change.metric().word())
        + (change.difference() > 0 ? " rose" : " fell")
        + " from {"
        + figures.before()
        + "} to {"
        + figures.now()
        + "}.";
  }

  private String held(MetricChange change) {
    Ids figures = ids(change.metric());
    return capital(change.metric().word())
        + " is {"
        + figures.now()
        + "} against {"
        + figures.before()
        + "} in the baseline; the difference, {"
        + figures.change()
        + "}, stays within {"
        + figures.relevant()
        + "}, the smallest change that matters.";
  }

  static String capital(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }

  static String path(Metric metric) {
    return "performance." + metric.id();
  }

  static String word(MetricChange.Verdict verdict) {
    return switch (verdict) {
      case WORSE -> "worse";
      case BETTER -> "better";
      case HELD -> "held";
      case OPEN -> "open";
    };
  }
}
