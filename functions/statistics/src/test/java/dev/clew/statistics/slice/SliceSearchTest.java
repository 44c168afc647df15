package dev.clew.statistics.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceSearchTest {

  private static final SliceSearch.Settings SETTINGS = new SliceSearch.Settings(50, 0.02, 0.01, 3);
  private static final int ROWS = 8_000;

  /// Five features of 2, 4, 8, 8 (ordered) and 30 cells, and losses that tests break.
  private static final class Planted {
    final int[] cells = {2, 4, 8, 8, 30};
    final byte[][] reference = new byte[cells.length][ROWS];
    final byte[][] current = new byte[cells.length][ROWS];
    final double[] referenceLoss = new double[ROWS];
    final double[] currentLoss = new double[ROWS];
    final double[] draw = new double[ROWS];

    Planted(long seed) {
      var random = new Random(seed);
      for (int i = 0; i < ROWS; i++) {
        for (int f = 0; f < cells.length; f++) {
          reference[f][i] = (byte) random.nextInt(cells[f]);
          current[f][i] = (byte) random.nextInt(cells[f]);
        }
        referenceLoss[i] = random.nextDouble() < 0.2 ? 1 : 0;
        draw[i] = random.nextDouble();
        currentLoss[i] = draw[i] < 0.2 ? 1 : 0;
      }
    }

    List<SliceFeature> features() {
      return IntStream.range(0, cells.length)
          .mapToObj(
              f -> new SliceFeature(reference[f], current[f], cells[f], f == 3 ? cells[f] : 0))
          .toList();
    }

    SliceSearch.Result find() {
      return SliceSearch.find(referenceLoss, currentLoss, features(), SETTINGS);
    }
  }

  @Test
  void oneBrokenCellIsNamedOnce() {
    var planted = new Planted(1);
    for (int i = 0; i < ROWS; i++) {
      if (planted.current[1][i] == 2) {
        planted.currentLoss[i] = planted.draw[i] < 0.5 ? 1 : 0;
      }
    }
    var slices = planted.find().slices();
    assertEquals(1, slices.size());
    assertEquals(List.of(new FoundSlice.Test(1, 2, 3)), slices.getFirst().tests());
    assertTrue(slices.getFirst().qValue() < 1e-6);
  }

  @Test
  void twoConditionsAreNamedWhereOnlyBothTogetherBreak() {
    var planted = new Planted(2);
    for (int i = 0; i < ROWS; i++) {
      if (planted.current[0][i] == 1 && planted.current[1][i] == 3) {
        planted.currentLoss[i] = planted.draw[i] < 0.6 ? 1 : 0;
      }
    }
    var slices = planted.find().slices();
    assertEquals(1, slices.size());
    var tests = new HashSet<>(slices.getFirst().tests());
    assertEquals(
        new HashSet<>(List.of(new FoundSlice.Test(0, 1, 2), new FoundSlice.Test(1, 3, 4))), tests);
  }

  @Test
  void neighboursAlongAnAxisAreOneSlice() {
    var planted = new Planted(3);
    for (int i = 0; i < ROWS; i++) {
      if (planted.current[3][i] >= 5) {
        planted.currentLoss[i] = planted.draw[i] < 0.4 ? 1 : 0;
      }
    }
    var slices = planted.find().slices();
    assertEquals(List.of(new FoundSlice.Test(3, 5, 8)), slices.getFirst().tests());
    assertEquals(1, slices.size());
  }

  @Test
  void twoBrokenPlacesAreTwoSlices() {
    var planted = new Planted(4);
    for (int i = 0; i < ROWS; i++) {
      if (planted.current[1][i] == 0 || planted.current[3][i] < 2) {
        planted.currentLoss[i] = planted.draw[i] < 0.5 ? 1 : 0;
      }
    }
    var slices = planted.find().slices();
    assertEquals(2, slices.size());
    assertEquals(List.of(new FoundSlice.Test(1, 0, 1)), slices.get(0).tests());
    assertEquals(List.of(new FoundSlice.Test(3, 0, 2)), slices.get(1).tests());
  }

  @Test
  void aRiseEverywhereIsNoSlice() {
    var planted = new Planted(5);
    for (int i = 0; i < ROWS; i++) {
      planted.currentLoss[i] = planted.draw[i] < 0.3 ? 1 : 0;
    }
    assertEquals(List.of(), planted.find().slices());
  }

  /// At a false discovery rate of 1 %, 40 draws without any slice show one in 0.4 of them on
  /// average.
  @Test
  void chanceAloneIsNoSlice() {
    long alarms = 0;
    for (int seed = 100; seed < 140; seed++) {
      alarms += new Planted(seed).find().slices().isEmpty() ? 0 : 1;
    }
    assertTrue(alarms <= 2, alarms + " of 40");
  }

  @Test
  void aPopulationThatOnlyMovesIsNoSlice() {
    var planted = new Planted(6);
    var random = new Random(6);
    for (int i = 0; i < ROWS; i++) {
      planted.referenceLoss[i] = random.nextDouble() < 0.1 * planted.reference[1][i] ? 1 : 0;
      if (random.nextDouble() < 0.7) {
        planted.current[1][i] = 3;
      }
      planted.currentLoss[i] = planted.draw[i] < 0.1 * planted.current[1][i] ? 1 : 0;
    }
    assertEquals(List.of(), planted.find().slices());
  }

  @Test
  void orderOfRowsChangesNothing() {
    var planted = new Planted(7);
    for (int i = 0; i < ROWS; i++) {
      if (planted.current[4][i] == 9) {
        planted.currentLoss[i] = planted.draw[i] < 0.9 ? 1 : 0;
      }
    }
    var before = planted.find();
    reverse(planted.referenceLoss);
    reverse(planted.currentLoss);
    for (int f = 0; f < planted.cells.length; f++) {
      reverse(planted.reference[f]);
      reverse(planted.current[f]);
    }
    assertEquals(1, before.slices().size());
    assertEquals(before, planted.find());
  }

  /// Two cells of 400 rows: 80 and 80 losses before, 80 and 200 now. Oracle: numpy 2 and scipy
  /// 1.17.1 (`norm.sf`), variances drawn by 5 rows: excess 0.3, z 7.0198, p 1.11e-12; two looks, so
  /// that q = 2 p.
  @Test
  void evidenceIsTheExcessByItsError() {
    byte[] cell = new byte[800];
    double[] before = new double[800];
    double[] now = new double[800];
    for (int i = 0; i < 800; i++) {
      cell[i] = (byte) (i / 400);
      before[i] = i % 400 < 80 ? 1 : 0;
      now[i] = i % 400 < (i < 400 ? 80 : 200) ? 1 : 0;
    }
    var result =
        SliceSearch.find(before, now, List.of(new SliceFeature(cell, cell, 2, 0)), SETTINGS);
    var slice = result.slices().getFirst();
    assertEquals(0.3, slice.excess(), 1e-12);
    assertEquals(Z, slice.z(), 1e-9);
    assertEquals(P, slice.pValue(), 1e-6 * P);
    assertEquals(2 * P, slice.qValue(), 1e-6 * P);
    assertEquals(new LossSums(400, 80, 80, 400, 80, 80), slice.rest());
    // The second round has one cell left, which is all there is: nothing to compare it with.
    assertEquals(2, result.looks());
  }

  private static final double Z = 7.019798183703285;
  private static final double P = 1.1109447359795154e-12;

  @Test
  void rowsWithoutALossCountNowhere() {
    var planted = new Planted(8);
    Arrays.fill(planted.currentLoss, 0, 4_000, Double.NaN);
    var rest = planted.find().rest();
    assertEquals(4_000, rest.currentRows());
    assertEquals(ROWS, rest.referenceRows());
  }

  @Test
  void tooFewRowsFindNothing() {
    double[] few = {1, 0, 1};
    byte[] cell = {0, 1, 0};
    var result = SliceSearch.find(few, few, List.of(new SliceFeature(cell, cell, 2, 0)), SETTINGS);
    assertEquals(new SliceSearch.Result(List.of(), new LossSums(3, 2, 2, 3, 2, 2), 0), result);
  }

  @Test
  void aFeatureOfAnotherLengthIsAnError() {
    var feature = new SliceFeature(new byte[2], new byte[3], 2, 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> SliceSearch.find(new double[3], new double[3], List.of(feature), SETTINGS));
  }

  private static void reverse(double[] values) {
    for (int i = 0, j = values.length - 1; i < j; i++, j--) {
      double kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  private static void reverse(byte[] values) {
    for (int i = 0, j = values.length - 1; i < j; i++, j--) {
      byte kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }
}
