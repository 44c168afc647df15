package dev.clew.skills.performancedegradation;

import dev.clew.skills.predictors.Attribution;
import dev.clew.skills.predictors.MetricChange;
import dev.clew.skills.predictors.Performance;
import dev.clew.statistics.Estimate;
import dev.clew.statistics.RelevantChange;
import java.util.Optional;

/// One story of why performance fell: first whether the classes' shares moved, then whether other
/// rows came, and only then whether the model got worse.
///
/// @param mover the column along which the population's move weighs most: the classes where these
///   explain the change, else an input or the score; absent where none is shown
/// @param byClasses whether that is the classes
/// @param cause what explains most of the mean loss, and of the leading metric too
/// @param worst the metric that leads; absent where none got worse
/// @param atCurrentMix that metric of the baseline, had only the mover's shares moved
record Explanation(
    Why why,
    Optional<Attribution> mover,
    boolean byClasses,
    Cause cause,
    Optional<MetricChange> worst,
    Optional<Estimate> atCurrentMix) {

  /// From this share of a metric's change on, the mix is said to explain it; the metric at the
  /// current mix is of fewer rows than the loss, so less is asked of it.
  private static final double EXPLAINS = 0.5;

  /// @param scoresKept whether scores mean what they meant
  /// @param classesKept whether the scores of each class are distributed as before
  static Explanation of(
      Why why,
      Performance performance,
      boolean scoresKept,
      Optional<Boolean> classesKept,
      Optional<MetricChange> worst) {
    if (why.change().verdict() != RelevantChange.Verdict.ROSE) {
      return new Explanation(why, Optional.empty(), false, Cause.UNKNOWN, worst, Optional.empty());
    }
    Optional<Attribution> classes = why.classes(classesKept);
    Optional<Attribution> mover = classes.or(() -> why.largestMix(scoresKept));
    boolean mostly = mover.filter(along -> why.share(along) >= Why.MOSTLY).isPresent();
    Optional<Estimate> atMix =
        mostly ? atCurrentMix(why, performance, mover.get(), worst) : Optional.empty();
    boolean explains = mostly && (atMix.isEmpty() || explains(worst.get(), atMix.get()));
    Cause cause =
        !explains ? Cause.UNKNOWN : classes.isPresent() ? Cause.OTHER_CLASSES : Cause.OTHER_ROWS;
    return new Explanation(why, mover, classes.isPresent(), cause, worst, atMix);
  }

  private static Optional<Estimate> atCurrentMix(
      Why why, Performance performance, Attribution along, Optional<MetricChange> worst) {
    return worst.flatMap(change ->
        CurrentMix.of(performance.baseline(), performance.current(), why.from(), along)
            .flatMap(metrics -> Optional.ofNullable(metrics.get(change.metric()))));
  }

  private static boolean explains(MetricChange change, Estimate atMix) {
    return (atMix.value() - change.before().value()) / change.difference() >= EXPLAINS;
  }

  /// The share of the mean loss's rise that the mover brings; zero without one.
  double share() {
    return mover.map(why::share).orElse(0.0);
  }
}
