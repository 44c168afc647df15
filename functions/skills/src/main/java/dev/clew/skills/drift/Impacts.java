package dev.clew.skills.drift;

import dev.clew.skills.predictors.Cells;
import dev.clew.skills.predictors.Comparison;
import dev.clew.skills.predictors.Metric;
import dev.clew.skills.predictors.MetricChange;
import dev.clew.skills.predictors.Outcomes;
import dev.clew.skills.predictors.Performance;
import dev.clew.skills.predictors.RowLoss;
import dev.clew.statistics.Estimate;
import dev.clew.statistics.RelevantChange;
import dev.clew.statistics.association.Correlation;
import dev.clew.statistics.slice.LossSums;
import dev.clew.statistics.slice.MixSplit;
import dev.clew.traces.rows.Chunk;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Holds the columns' moves against the model's performance.
final class Impacts {
  /// From this share of the loss on, a column's move is named as a cause.
  static final double EXPLAINS = 0.25;

  /// How much of the overall rise the grown rows' rise must exceed the others' by: where everything
  /// got worse, a little more here is no place.
  static final double LEAST_APART = 0.5;

  /// Standard errors that a part must lie from zero to be named.
  static final double LEAST_Z = 3;

  /// Rank correlation over the chunks from which on two courses are said to go together.
  static final double LEAST_TOGETHER = 0.5;

  /// With fewer judged rows on either side nothing is said about performance.
  private static final long LEAST_ROWS = 100;

  private final Performance performance;
  private final Map<Metric, Estimate> reference;
  private final RowLoss before;
  private final RowLoss now;
  private final List<Chunk> chunks;
  private final Map<Integer, Optional<Overall>> known = new TreeMap<>();

  private Impacts(Performance performance, RowLoss before, RowLoss now, List<Chunk> chunks) {
    this.performance = performance;
    this.reference = performance.baseline().measure();
    this.before = before;
    this.now = now;
    this.chunks = chunks;
  }

  /// The performance of a comparison, where it is known.
  static Optional<Impacts> of(Comparison comparison) {
    if (!(Performance.read(comparison) instanceof Performance.Reading.Judged(Performance known))) {
      return Optional.empty();
    }
    List<RowLoss> before = known.baseline().losses();
    List<RowLoss> now = known.current().losses();
    if (before.isEmpty()
        || now.isEmpty()
        || before.getFirst().kind() != now.getFirst().kind()
        || known.baseline().judged() < LEAST_ROWS
        || known.current().judged() < LEAST_ROWS) {
      return Optional.empty();
    }
    return Optional.of(new Impacts(known, before.getFirst(), now.getFirst(), comparison.chunks()));
  }

  /// Share of the current rows whose actual has arrived.
  double judgedShare() {
    Outcomes current = performance.current();
    long judged = Arrays.stream(now.values()).filter(loss -> !Double.isNaN(loss)).count();
    return (double) judged / Math.max(1, current.size());
  }

  RowLoss.Kind kind() {
    return before.kind();
  }

  /// Performance over the current rows from an index on; nothing where too few are judged.
  Optional<Overall> overall(int from) {
    return known.computeIfAbsent(from, this::measure);
  }

  private Optional<Overall> measure(int from) {
    Outcomes current = performance.current();
    LossSums sums = LossSums.of(before.values(), affected(from));
    if (sums.currentRows() < LEAST_ROWS) {
      return Optional.empty();
    }
    List<MetricChange> changes =
        MetricChange.of(reference, current.measure(from, current.size()), Optional.empty());
    double relevant = kind().relevant(sums.referenceMean());
    if (changes.isEmpty() || !(relevant > 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new Overall(
            changes.getFirst(),
            kind(),
            sums,
            new RelevantChange(sums.rise(), sums.riseError(), relevant)));
  }

  private double[] affected(int from) {
    if (from == 0) {
      return now.values();
    }
    double[] values = now.values().clone();
    Arrays.fill(values, 0, from, Double.NaN);
    return values;
  }

  /// The impact of one column's move.
  Impact of(ColumnReport column) {
    Optional<Overall> overall = overall(column.from());
    Optional<Cells> cells = Cells.of(column.variable());
    if (overall.isEmpty() || cells.isEmpty()) {
      return Impact.UNKNOWN;
    }
    List<LossSums> sums = cells.get().sums(before.values(), affected(column.from()));
    MixSplit split = MixSplit.of(sums);
    LossSums grown = grown(sums, overall.get().total());
    return new Impact(
        kind(overall.get(), split, grown, isTogether(column)),
        overall,
        Optional.of(split),
        Optional.of(grown));
  }

  private static Impact.Kind kind(
      Overall overall, MixSplit split, LossSums grown, boolean together) {
    boolean shown = split.mixError() > 0 && split.mix() / split.mixError() >= LEAST_Z;
    if (overall.isWorse() && shown && split.mix() >= EXPLAINS * overall.total().rise()) {
      return Impact.Kind.EXPLAINS;
    }
    if (isWorseInside(overall, grown)) {
      return Impact.Kind.AFFECTED_PART;
    }
    if (overall.isWorse()) {
      return together ? Impact.Kind.TOGETHER : Impact.Kind.ELSEWHERE;
    }
    if (overall.isOpen()) {
      return Impact.Kind.UNKNOWN;
    }
    var mix = new RelevantChange(split.mix(), split.mixError(), overall.loss().relevant());
    return shown && mix.verdict() == RelevantChange.Verdict.ROSE
        ? Impact.Kind.OFFSET
        : Impact.Kind.NONE;
  }

  /// Whether the column's distance from the baseline and the mean loss rise and fall together over
  /// the chunks: by ranks, over at least half of their order, and by more than chance.
  private boolean isTogether(ColumnReport column) {
    double[] distance = new double[chunks.size()];
    double[] loss = new double[chunks.size()];
    for (int i = 0; i < distance.length; i++) {
      distance[i] = column.chunks().get(i).map(effect -> effect.value()).orElse(Double.NaN);
      loss[i] = meanLoss(chunks.get(i));
    }
    return Correlation.spearman(distance, loss)
        .filter(together -> together.value() >= LEAST_TOGETHER && together.low() > 0)
        .isPresent();
  }

  private double meanLoss(Chunk chunk) {
    return Arrays.stream(now.values(), chunk.from(), chunk.to())
        .filter(loss -> !Double.isNaN(loss))
        .average()
        .orElse(Double.NaN);
  }

  /// Whether the grown cells got worse by a relevant amount, and by one more than the others.
  private static boolean isWorseInside(Overall overall, LossSums grown) {
    LossSums rest = overall.total().minus(grown);
    if (Math.min(grown.referenceRows(), grown.currentRows()) < LEAST_ROWS
        || Math.min(rest.referenceRows(), rest.currentRows()) < LEAST_ROWS) {
      return false;
    }
    double relevant = overall.loss().relevant();
    double excess = grown.rise() - rest.rise();
    double error = Math.hypot(grown.riseError(), rest.riseError());
    return grown.rise() >= relevant
        && excess >= Math.max(relevant, LEAST_APART * overall.total().rise())
        && error > 0
        && excess / error >= LEAST_Z
        && grown.rise() / grown.riseError() >= LEAST_Z;
  }

  private static LossSums grown(List<LossSums> sums, LossSums total) {
    LossSums grown = LossSums.EMPTY;
    for (var cell : sums) {
      double p = (double) cell.referenceRows() / total.referenceRows();
      double q = (double) cell.currentRows() / total.currentRows();
      if (q > p) {
        grown = grown.plus(cell);
      }
    }
    return grown;
  }
}
