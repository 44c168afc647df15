package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Severity;
import dev.clew.skills.predictors.FactName;
import dev.clew.skills.predictors.Metric;
import dev.clew.skills.predictors.MetricChange;
import dev.clew.statistics.Estimate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Every metric of both windows, each change with its interval and its verdict.
final class MetricsChapter {
  private final Story story;
  private final Map<Metric, Ids> ids = new EnumMap<>(Metric.class);
  private final Map<Metric, String> shownBefore = new EnumMap<>(Metric.class);
  private final Map<Metric, String> shown = new EnumMap<>(Metric.class);

  MetricsChapter(Story story) {
    this.story = story;
  }

  /// Ids of a metric's facts.
  ///
  /// @param now of the rows that the change is about
  /// @param window of the whole current window
  record Ids(String before, String now, String window, String change, String relevant) {}

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
    if (first) {
      shownBefore.putAll(beforeIds);
      shown.putAll(nowIds);
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
              known.map(Ids::window).orElseGet(() -> nowIds.getOrDefault(metric, "")),
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

  /// Says what became of the leading metric, and which others moved.
  ///
  /// @param changes the leading metric's first
  /// @param asked whether the question named the leading metric: then it comes first even where
  ///   another one moved
  /// @param cause what explains the change
  /// @param about the story of the rows that the changes are about
  /// @param opening says which rows have actuals, where many have not; else empty
  /// @param began says since when, where the whole window is affected; else empty
  void tell(
      List<MetricChange> changes,
      boolean asked,
      Cause cause,
      Story about,
      String opening,
      String began,
      List<String> evidence) {
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
    if (!leading && asked) {
      statement.append(opened(opening, stood(headline))).append(" ");
    }
    statement
        .append(opened(statement.isEmpty() ? opening : "", moved(worst, about)))
        .append(" The difference is {")
        .append(figures.change())
        .append("}; the smallest that matters is {")
        .append(figures.relevant())
        .append("}.");
    if (!leading && !asked) {
      statement.append(" ").append(capital(stood(headline)));
    }
    changes.stream()
        .filter(change -> change.metric() != worst.metric() && change.metric() != headline.metric())
        .filter(change -> change.verdict() == MetricChange.Verdict.WORSE)
        .limit(3)
        .forEach(change ->
            statement
                .append(" ")
                .append(capital(movement(change, ids(change.metric()))))
                .append("."));
    if (!began.isEmpty()) {
      statement.append(" ").append(began);
    }
    story.finding(
        title(headline, worst, cause),
        leading
            ? (strength >= 3 ? Severity.HIGH : Severity.MEDIUM)
            : (strength >= 3 ? Severity.MEDIUM : Severity.LOW),
        worst.loss().confidence(),
        statement.toString(),
        evidence.toArray(String[]::new));
  }

  private static String title(MetricChange headline, MetricChange worst, Cause cause) {
    if (worst.metric() != headline.metric()) {
      return headline.metric() == Metric.AUC
          ? "Decisions got worse, the ranking did not"
          : capital(worst.metric().word()) + " got worse, " + headline.metric().word() + " did not";
    }
    return switch (cause) {
      case OTHER_CLASSES -> "Performance fell as the mix of classes moved";
      case OTHER_ROWS -> "Performance fell as other rows came";
      case UNKNOWN -> "The model got worse";
    };
  }

  /// Says that performance held, or rose.
  ///
  /// @param waiting what is known of the rows without actual, where they are many
  void tellHeld(
      List<MetricChange> changes, Optional<ActualsChapter.Waiting> waiting, List<String> evidence) {
    MetricChange headline = changes.getFirst();
    Ids figures = ids(headline.metric());
    boolean better = headline.verdict() == MetricChange.Verdict.BETTER;
    boolean differ = waiting.filter(ActualsChapter.Waiting::differ).isPresent();
    String what = better ? "The model got better" : "Performance held";
    var opening = waiting.map(ActualsChapter.Waiting::opening).orElse("");
    story.finding(
        differ ? what + " on the rows with actuals, which are not like the others" : what,
        differ ? Severity.LOW : Severity.INFO,
        headline.loss().confidence(),
        better
            ? opened(opening, moved(headline, story))
                + " The difference is {"
                + figures.change()
                + "}; the smallest that matters is {"
                + figures.relevant()
                + "}."
            : opened(opening, stood(headline)),
        evidence.toArray(String[]::new));
  }

  /// Says how the metric asked for stands where it is open whether it moved.
  void tellOpen(MetricChange change, Optional<ActualsChapter.Waiting> waiting) {
    story.finding(
        capital(change.metric().word()) + ", and whether it moved",
        Severity.INFO,
        0.99,
        opened(waiting.map(ActualsChapter.Waiting::opening).orElse(""), stood(change)));
  }

  /// Says what a metric is where its change is not judged: there is nothing to compare with, or it
  /// is one that is only shown.
  void tellFigure(Metric metric) {
    String now = shown.get(metric);
    if (now == null) {
      String rows =
          story
              .notebook()
              .fact("performance.unknown", story.performance().current().judged(), story.unit());
      story.finding(
          "No " + metric.word() + " can be computed",
          Severity.LOW,
          0.99,
          "The "
              + metric.word()
              + " cannot be computed of the {"
              + rows
              + "} with an actual: "
              + needs(metric)
              + ".");
      return;
    }
    String before = shownBefore.get(metric);
    story.finding(
        capital(metric.word()) + " in the current window",
        Severity.INFO,
        0.99,
        capital(metric.word())
            + " is {"
            + now
            + "}"
            + (before == null ? "" : ", against {" + before + "} in the baseline")
            + ".");
  }

  /// What a log must hold for a metric.
  private static String needs(Metric metric) {
    return switch (metric) {
      case AUC, AVERAGE_PRECISION -> "it needs two classes, and a score that orders the rows";
      case BRIER, CALIBRATION_ERROR -> "it needs two classes, and scores that are probabilities";
      case LOG_LOSS ->
          "it needs the probabilities themselves: a score between zero and one for two classes, a"
              + " column for each class (scores in schema.json) for several";
      case ACCURACY, F1, PRECISION, RECALL, MACRO_F1, WEIGHTED_F1 ->
          "it needs predicted classes (for several classes ask for macro F1 or weighted F1, for two"
              + " for F1)";
      case MAE, RMSE, R2, BIAS -> "it needs a predictor of numbers";
      case NDCG, MAP, MRR -> "it needs a ranking: group and relevance in schema.json";
    };
  }

  Ids ids(Metric metric) {
    var known = ids.get(metric);
    if (known == null) {
      throw new IllegalStateException(metric + " was not written down");
    }
    return known;
  }

  /// `ROC AUC fell from .. to ..`, without an end.
  private static String movement(MetricChange change, Ids figures) {
    return change.metric().word()
        + (change.difference() > 0 ? " rose" : " fell")
        + " from {"
        + figures.before()
        + "} to {"
        + figures.now()
        + "}";
  }

  /// The movement and the rows that it is about: since when, and what the whole window's figure is.
  private String moved(MetricChange change, Story about) {
    Ids figures = ids(change.metric());
    String whole =
        figures.window().equals(figures.now())
            ? ""
            : "; over the whole current window it is {" + figures.window() + "}";
    return movement(change, figures) + about.where() + whole + ".";
  }

  private String stood(MetricChange change) {
    Ids figures = ids(change.metric());
    String figure =
        change.metric().word()
            + " is {"
            + figures.now()
            + "} against {"
            + figures.before()
            + "} in the baseline; the difference, {"
            + figures.change()
            + "}, ";
    return switch (change.verdict()) {
      case HELD ->
          figure + "stays within {" + figures.relevant() + "}, the smallest change that matters.";
      case OPEN ->
          figure
              + "leaves open whether it reaches {"
              + figures.relevant()
              + "}, the smallest change that matters.";
      case BETTER, WORSE -> movement(change, figures) + ".";
    };
  }

  private static String opened(String opening, String sentence) {
    return opening.isEmpty() ? capital(sentence) : opening + sentence;
  }

  static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
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
