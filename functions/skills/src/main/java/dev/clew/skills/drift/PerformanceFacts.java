package dev.clew.skills.drift;

import dev.clew.skills.predictors.FactName;
import dev.clew.skills.predictors.Metric;
import dev.clew.skills.predictors.MetricChange;
import dev.clew.skills.predictors.Performance;
import dev.clew.statistics.Interval;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What became of performance, for the stretches that findings speak of.
final class PerformanceFacts {
  private final Page page;
  private final Optional<Impacts> impacts;
  private final Map<Integer, Ids> known = new HashMap<>();
  private Optional<String> baseline = Optional.empty();

  PerformanceFacts(Page page, Optional<Impacts> impacts) {
    this.page = page;
    this.impacts = impacts;
  }

  /// Why nothing can be said about performance, as the end of a sentence.
  String whyUnknown() {
    if (impacts.isPresent()) {
      return "too few of these rows have an actual";
    }
    return switch (Performance.read(page.comparison())) {
      case Performance.Reading.Unjudged(String why, _) -> why;
      case Performance.Reading.Judged _ -> "too few rows have an actual";
    };
  }

  /// Ids of facts.
  ///
  /// @param rise of the mean loss
  record Ids(String before, String now, String change, String rise) {}

  Optional<Impacts> impacts() {
    return impacts;
  }

  /// Share of the current rows whose actual has arrived; 1 where none is asked for.
  double judgedShare(Impact impact) {
    return impact.kind() == Impact.Kind.UNKNOWN ? 1 : impacts.map(Impacts::judgedShare).orElse(1.0);
  }

  Optional<Overall> overall(int from) {
    return impacts.flatMap(all -> all.overall(from));
  }

  /// The facts of the current rows from an index on.
  Optional<Ids> since(int from) {
    if (!known.containsKey(from)) {
      overall(from).ifPresent(overall -> known.put(from, write(overall, from)));
    }
    return Optional.ofNullable(known.get(from));
  }

  private Ids write(Overall overall, int from) {
    var notebook = page.notebook();
    MetricChange change = overall.headline();
    Metric metric = change.metric();
    String path = "performance." + metric.id();
    String window = from == 0 ? "current" : "since " + page.comparison().current().rowNumber(from);
    String before =
        baseline.orElseGet(() ->
            notebook.fact(
                FactName.of(path, "window", "baseline"),
                change.before().value(),
                change.before().low(),
                change.before().high(),
                metric.unit()));
    baseline = Optional.of(before);
    String now =
        notebook.fact(
            FactName.of(path, "window", window),
            change.now().value(),
            change.now().low(),
            change.now().high(),
            metric.unit());
    Interval interval = change.interval();
    String difference =
        notebook.fact(
            FactName.of(path + ".change", "window", window),
            change.difference(),
            interval.low(),
            interval.high(),
            metric.changeUnit());
    String rise =
        notebook.fact(
            FactName.of("performance." + overall.kind().id() + ".rise", "window", window),
            overall.total().rise(),
            overall.kind().changeUnit());
    notebook.looked(2);
    return new Ids(before, now, difference, rise);
  }
}
