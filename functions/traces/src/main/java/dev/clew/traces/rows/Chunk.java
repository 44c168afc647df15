package dev.clew.traces.rows;

/// A stretch of a log that one point of a chart stands for.
///
/// @param from first row index within the rows it was cut from
/// @param to row index after the last
/// @param label how users name it: `70000..75000`, or the start of its period
public record Chunk(int from, int to, String label) {
  public int count() {
    return to - from;
  }
}
