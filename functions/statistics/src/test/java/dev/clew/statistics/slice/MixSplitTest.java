package dev.clew.statistics.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MixSplitTest {

  /// Shares .8/.2 to .5/.5; losses .1/.4 unchanged: .16 to .25, all of it mix.
  @Test
  void aMovedPopulationIsAllMix() {
    var split = MixSplit.of(List.of(cell(800, 80, 500, 50), cell(200, 80, 500, 200)));
    assertEquals(0.09, split.total(), 1e-12);
    assertEquals(0.09, split.mix(), 1e-12);
    assertEquals(0, split.within(), 1e-12);
    // Against the middle .205: -.3 (.1 - .205) and .3 (.4 - .205).
    assertEquals(0.0315, split.parts().get(0).mix(), 1e-12);
    assertEquals(0.0585, split.parts().get(1).mix(), 1e-12);
  }

  /// Shares stay .8/.2; losses .1/.4 to .1/.6: .16 to .20, all of it in the second cell.
  @Test
  void rowsThatCostMoreAreAllWithin() {
    var split = MixSplit.of(List.of(cell(800, 80, 400, 40), cell(200, 80, 100, 60)));
    assertEquals(0.04, split.total(), 1e-12);
    assertEquals(0, split.mix(), 1e-12);
    assertEquals(0.04, split.within(), 1e-12);
    assertEquals(0.04, split.parts().get(1).within(), 1e-12);
  }

  /// Shares .8/.2 to .5/.5, losses .1/.4 to .2/.5: .16 to .35. Within .65 x .1 + .35 x .1 = .1, mix
  /// -.3 x .15 + .3 x .45 = .09.
  @Test
  void bothAddUpWithoutRemainder() {
    var split = MixSplit.of(List.of(cell(800, 80, 500, 100), cell(200, 80, 500, 250)));
    assertEquals(0.19, split.total(), 1e-12);
    assertEquals(0.1, split.within(), 1e-12);
    assertEquals(0.09, split.mix(), 1e-12);
  }

  @Test
  void aCellThatCameOrWentIsMix() {
    var split =
        MixSplit.of(
            List.of(
                cell(800, 80, 800, 80),
                cell(200, 80, 0, 0),
                cell(0, 0, 200, 120),
                cell(0, 0, 0, 0)));
    assertEquals(0.04, split.total(), 1e-12);
    assertEquals(0, split.within(), 1e-12);
    assertEquals(0.04, split.mix(), 1e-12);
  }

  /// The spread of 2,000 draws is the oracle of the standard errors; its own error is 1.6 %.
  @Test
  void errorsAreTheSpreadOfDraws() {
    var random = new Random(3);
    int draws = 2_000;
    double[] mixes = new double[draws];
    double[] withins = new double[draws];
    double mixError = 0;
    double withinError = 0;
    for (int d = 0; d < draws; d++) {
      long[][] counts = new long[2][4];
      for (int i = 0; i < 500; i++) {
        int before = random.nextDouble() < 0.7 ? 0 : 1;
        counts[before][0]++;
        counts[before][1] += random.nextDouble() < (before == 0 ? 0.1 : 0.4) ? 1 : 0;
        int now = random.nextDouble() < 0.5 ? 0 : 1;
        counts[now][2]++;
        counts[now][3] += random.nextDouble() < (now == 0 ? 0.1 : 0.6) ? 1 : 0;
      }
      var split =
          MixSplit.of(
              List.of(
                  cell(counts[0][0], counts[0][1], counts[0][2], counts[0][3]),
                  cell(counts[1][0], counts[1][1], counts[1][2], counts[1][3])));
      mixes[d] = split.mix();
      withins[d] = split.within();
      mixError += split.mixError() / draws;
      withinError += split.withinError() / draws;
    }
    assertEquals(spread(mixes), mixError, 0.06 * mixError);
    assertEquals(spread(withins), withinError, 0.06 * withinError);
    assertTrue(mixError > 0);
  }

  @Test
  void aSampleWithoutRowsIsAnError() {
    var cells = List.of(cell(3, 1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> MixSplit.of(cells));
  }

  private static LossSums cell(long before, long lossesBefore, long now, long lossesNow) {
    return new LossSums(before, lossesBefore, lossesBefore, now, lossesNow, lossesNow);
  }

  private static double spread(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean) / (values.length - 1);
    }
    return Math.sqrt(squares);
  }
}
