package dev.clew.skills.predictors;

import dev.clew.skills.Inputs;
import dev.clew.traces.rows.Chunk;
import dev.clew.traces.rows.Chunking;
import dev.clew.traces.rows.InferenceLog;
import dev.clew.traces.rows.Rows;
import dev.clew.traces.rows.Schema;
import java.util.ArrayList;
import java.util.List;

/// The two stretches of a predictor's log that a question compares, cut into chunks.
///
/// @param baseline zero rows where there is nothing to compare with
/// @param baselineChunks in order; they cover the baseline
/// @param chunks in order; they cover the current rows
public record Comparison(
    Schema schema, Rows baseline, Rows current, List<Chunk> baselineChunks, List<Chunk> chunks) {

  /// More points than this tell a reader no more, and cost a look each.
  public static final int MOST_CHUNKS = 250;

  /// Fewer points than this show no course.
  static final int FEWEST_CHUNKS = 4;

  /// Rows of a chunk whose metrics still have an interval worth drawing.
  static final int LEAST_ROWS = 200;

  public Comparison {
    baselineChunks = List.copyOf(baselineChunks);
    chunks = List.copyOf(chunks);
  }

  /// What the question's windows hold.
  public static Comparison of(Inputs inputs) {
    InferenceLog log = inputs.log();
    Rows baseline = log.rows(inputs.windows().baseline());
    Rows current = log.rows(inputs.windows().current());
    return new Comparison(
        log.schema(),
        baseline,
        current,
        coarser(log.chunks(baseline)),
        several(current, log.schema(), coarser(log.chunks(current))));
  }

  /// The schema's chunks, or ten equal ones where these are so few that no course could be seen and
  /// the rows suffice for more.
  static List<Chunk> several(Rows rows, Schema schema, List<Chunk> chunks) {
    if (chunks.size() >= FEWEST_CHUNKS || rows.count() < 10 * LEAST_ROWS) {
      return chunks;
    }
    return Chunking.chunks(rows, schema, Chunking.DEFAULT);
  }

  /// The rows that went in.
  public long rows() {
    return (long) baseline.count() + current.count();
  }

  /// At most [#MOST_CHUNKS] chunks: neighbours are joined, evenly.
  static List<Chunk> coarser(List<Chunk> chunks) {
    if (chunks.size() <= MOST_CHUNKS) {
      return chunks;
    }
    int together = Math.ceilDiv(chunks.size(), MOST_CHUNKS);
    var joined = new ArrayList<Chunk>();
    for (int i = 0; i < chunks.size(); i += together) {
      Chunk first = chunks.get(i);
      Chunk last = chunks.get(Math.min(i + together, chunks.size()) - 1);
      joined.add(new Chunk(first.from(), last.to(), first.label()));
    }
    return List.copyOf(joined);
  }
}
