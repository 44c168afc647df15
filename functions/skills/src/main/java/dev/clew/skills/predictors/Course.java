package dev.clew.skills.predictors;

import dev.clew.statistics.Estimate;
import dev.clew.traces.rows.Chunk;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The metrics of each chunk, in order.
public record Course(List<Point> points) {

  public Course {
    points = List.copyOf(points);
  }

  /// One chunk.
  ///
  /// @param judged rows that could be judged
  public record Point(Chunk chunk, long judged, Map<Metric, Estimate> metrics) {
    public Optional<Estimate> of(Metric metric) {
      return Optional.ofNullable(metrics.get(metric));
    }
  }

  public static Course of(Outcomes outcomes, List<Chunk> chunks) {
    return new Course(
        chunks.parallelStream()
            .map(chunk ->
                new Point(
                    chunk,
                    outcomes.judged(chunk.from(), chunk.to()),
                    outcomes.measure(chunk.from(), chunk.to())))
            .toList());
  }
}
