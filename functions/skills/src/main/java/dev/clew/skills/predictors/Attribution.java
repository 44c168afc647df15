package dev.clew.skills.predictors;

import dev.clew.statistics.Tail;
import dev.clew.statistics.multiplicity.BenjaminiHochberg;
import dev.clew.statistics.slice.LossSums;
import dev.clew.statistics.slice.MixSplit;
import java.util.ArrayList;
import java.util.List;

/// The change of a mean loss split along one column: what other rows brought, and what rows of the
/// same kind cost more.
///
/// @param overlap share of the rows that lie in cells which both stretches know: the sum over cells
///   of the smaller share
/// @param qValue of no mix at all, corrected for all columns looked at
public record Attribution(
    Variable variable, Cells cells, MixSplit split, double overlap, double qValue) {

  /// With less overlap, a column only repeats which stretch a row belongs to, and its mix says
  /// nothing.
  public static final double LEAST_OVERLAP = 0.2;

  /// Columns whose mix may be chance are not named.
  public static final double FALSE_DISCOVERY_RATE = 0.01;

  /// Splits along each column that can be cut and overlaps; in the order of the columns.
  public static List<Attribution> of(
      List<CutVariable> columns, double[] baselineLoss, double[] currentLoss) {
    List<Attribution> all =
        columns.parallelStream()
            .map(column -> of(column, column.cells().sums(baselineLoss, currentLoss)))
            .filter(attribution -> attribution.overlap >= LEAST_OVERLAP)
            .toList();
    double[] p =
        all.stream()
            .mapToDouble(a ->
                a.split.mixError() == 0
                    ? 1
                    : Tail.normalTwoSided(a.split.mix() / a.split.mixError()))
            .toArray();
    double[] q = BenjaminiHochberg.qValues(p);
    var corrected = new ArrayList<Attribution>();
    for (int i = 0; i < q.length; i++) {
      var one = all.get(i);
      corrected.add(new Attribution(one.variable, one.cells, one.split, one.overlap, q[i]));
    }
    return List.copyOf(corrected);
  }

  /// A column and its cells.
  public record CutVariable(Variable variable, Cells cells) {}

  private static Attribution of(CutVariable column, List<LossSums> sums) {
    double before = 0;
    double now = 0;
    for (var cell : sums) {
      before += cell.referenceRows();
      now += cell.currentRows();
    }
    double overlap = 0;
    for (var cell : sums) {
      overlap += Math.min(cell.referenceRows() / before, cell.currentRows() / now);
    }
    return new Attribution(column.variable(), column.cells(), MixSplit.of(sums), overlap, 1);
  }

  /// Whether the mix is more than chance.
  public boolean isMixShown() {
    return qValue <= FALSE_DISCOVERY_RATE;
  }
}
