package dev.clew.traces.rows;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the columns of an inference log mean: `schema.json`, or what was inferred in its absence.
///
/// @param order whether rows are ordered by time or stand in order of arrival
/// @param positive the label that counts as positive, as text, for binary tasks
/// @param firstRow number of the first current row, 0 unless told
/// @param group the query a ranked row belongs to
/// @param rank position given by the model
/// @param relevance graded relevance, for ranking
/// @param scores the column of each class's probability, for several classes; empty where the log
///   has none
public record Schema(
    String predictor,
    Task task,
    Order order,
    Optional<String> timestamp,
    Optional<String> id,
    Optional<String> prediction,
    Optional<String> score,
    Optional<String> positive,
    Optional<String> actual,
    List<String> features,
    List<String> categorical,
    List<String> tags,
    Map<String, List<String>> embeddings,
    Optional<String> group,
    Optional<String> rank,
    Optional<String> relevance,
    Files files,
    ChunkRule chunk,
    long firstRow,
    Map<String, String> scores) {

  public Schema {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    features = List.copyOf(features);
    categorical = List.copyOf(categorical);
    tags = List.copyOf(tags);
    embeddings = Collections.unmodifiableMap(new LinkedHashMap<>(embeddings));
  }

  /// What the model predicts.
  public enum Task {
    BINARY,
    MULTICLASS,
    REGRESSION,
    RANKING,
    /// Nothing known to predict: a table to look over.
    UNKNOWN
  }

  public enum Order {
    ROW,
    TIME
  }

  /// Keys or globs, relative to the predictor's folder.
  public record Files(List<String> baseline, List<String> current, List<String> actuals) {
    public Files {
      baseline = List.copyOf(baseline);
      current = List.copyOf(current);
      actuals = List.copyOf(actuals);
    }
  }

  /// NannyML's chunk words: a period, a size, or a number of chunks.
  public sealed interface ChunkRule {
    /// Calendar periods.
    ///
    /// @param period one of [Chunking#PERIODS]; `T` is taken for `min`
    record Period(String period) implements ChunkRule {
      public Period {
        period = period.equals("T") ? "min" : period;
        if (!Chunking.PERIODS.contains(period)) {
          throw new IllegalArgumentException(
              "period '" + period + "' is none of " + String.join(", ", Chunking.PERIODS));
        }
      }
    }

    /// Chunks of so many rows.
    record Size(int rows) implements ChunkRule {
      public Size {
        if (rows < 1) {
          throw new IllegalArgumentException("chunk size " + rows + " < 1");
        }
      }
    }

    /// So many chunks of equal size.
    record Count(int chunks) implements ChunkRule {
      public Count {
        if (chunks < 1) {
          throw new IllegalArgumentException("chunk number " + chunks + " < 1");
        }
      }
    }
  }
}
