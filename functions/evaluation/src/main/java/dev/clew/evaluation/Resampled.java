package dev.clew.evaluation;

import dev.clew.statistics.interval.Bootstrap;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Intervals for figures pooled over cases that hold several items each: whole cases are drawn with
/// replacement, since the items of one case are not independent.
final class Resampled {
  private static final long SEED = 20_250_508;

  private Resampled() {}

  /// @param cases at least one
  /// @param figure of a list of cases; NaN where it has none
  /// @return anything from 0 to 1 where the figure has no value
  static <T> Metric metric(List<T> cases, ToDoubleFunction<List<T>> figure) {
    return Bootstrap.withSeed(SEED)
        .percentile(
            cases.size(),
            rows -> figure.applyAsDouble(Arrays.stream(rows).mapToObj(cases::get).toList()))
        .map(estimate ->
            new Metric(
                estimate.value(),
                Math.min(estimate.value(), estimate.interval().low()),
                Math.max(estimate.value(), estimate.interval().high())))
        .orElse(new Metric(0, 0, 1));
  }
}
