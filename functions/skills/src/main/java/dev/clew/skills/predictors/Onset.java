package dev.clew.skills.predictors;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.change.LevelShift;
import dev.clew.traces.rows.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where among the current chunks a figure moved to another level.
///
/// @param chunk index of the first chunk on the new level; 0 when the whole window is on it
/// @param pValue of no step anywhere, corrected for the places looked at
public record Onset(int chunk, double pValue) {

  /// A step that chance makes more often than this is not dated.
  public static final double MOST_CHANCE = 0.01;

  /// A chunk's figure.
  public record Reading(Chunk chunk, double value, double error) {}

  /// Dates a step whichever way it goes.
  public static Optional<Onset> find(
      List<Reading> baseline, List<Reading> current, List<Chunk> chunks) {
    return find(baseline, current, chunks, LevelShift.Towards.EITHER);
  }

  /// Dates a step to the worse: one that makes a metric better is not where its loss began.
  public static Optional<Onset> ofLoss(
      Metric metric, List<Reading> baseline, List<Reading> current, List<Chunk> chunks) {
    var worse =
        switch (metric.better()) {
          case HIGHER -> LevelShift.Towards.LOWER;
          case LOWER -> LevelShift.Towards.HIGHER;
          case NEARER_ZERO -> LevelShift.Towards.EITHER;
        };
    return find(baseline, current, chunks, worse);
  }

  /// Dates a step, the baseline's chunks known to be on the old level.
  ///
  /// @param baseline chunks in order; those without a figure left out
  /// @param current likewise; `chunks` says which index each has
  /// @param chunks all current chunks
  /// @return nothing when no step stands out from chance
  private static Optional<Onset> find(
      List<Reading> baseline,
      List<Reading> current,
      List<Chunk> chunks,
      LevelShift.Towards towards) {
    if (baseline.isEmpty() || current.isEmpty()) {
      return Optional.empty();
    }
    var all = new ArrayList<>(baseline);
    all.addAll(current);
    double[] values = all.stream().mapToDouble(Reading::value).toArray();
    double[] errors = all.stream().mapToDouble(Reading::error).toArray();
    return LevelShift.find(values, errors, baseline.size(), towards)
        .filter(shift -> shift.pValue() <= MOST_CHANCE)
        .map(shift -> new Onset(chunks.indexOf(all.get(shift.at()).chunk()), shift.pValue()));
  }

  /// The readings of a metric.
  public static List<Reading> readings(Course course, Metric metric) {
    var readings = new ArrayList<Reading>();
    for (var point : course.points()) {
      Optional<Estimate> estimate = point.of(metric);
      if (estimate.isPresent() && estimate.get().standardError() > 0) {
        readings.add(
            new Reading(point.chunk(), estimate.get().value(), estimate.get().standardError()));
      }
    }
    return readings;
  }
}
