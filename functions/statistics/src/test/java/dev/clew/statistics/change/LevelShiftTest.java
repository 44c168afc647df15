package dev.clew.statistics.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelShiftTest {

  private static final double[] AUC = {.90, .91, .905, .895, .90, .86, .87, .855};
  private static final double[] ERRORS = {.005, .006, .005, .007, .005, .005, .006, .005};

  /// Oracle: numpy 2 weighted least squares at each split, errors widened by the residual
  /// chi-square of 6 degrees of freedom, scipy 1.17.1 Student t, times 7 places.
  @Test
  void theStepIsFoundWithItsLevels() {
    var shift = LevelShift.find(AUC, ERRORS, 1).orElseThrow();
    assertEquals(5, shift.at());
    assertEquals(0.90223406, shift.before(), 1e-8);
    assertEquals(0.86072165, shift.after(), 1e-8);
    assertEquals(0.004265372440493272, shift.standardError(), 1e-12);
    assertEquals(0.00047315423200802704, shift.pValue(), 1e-10);
  }

  @Test
  void fewerPlacesAreFewerLooks() {
    assertEquals(
        0.0002027803851462973, LevelShift.find(AUC, ERRORS, 5).orElseThrow().pValue(), 1e-10);
  }

  /// Oracle as above: errors of .1 that the scatter of 1 belies.
  @Test
  void scatterBeyondTheErrorsWidensThem() {
    double[] values = {1, 3, 1, 3, 1, 9, 11, 9, 11};
    double[] errors = new double[9];
    Arrays.fill(errors, 0.1);
    var shift = LevelShift.find(values, errors, 1).orElseThrow();
    assertEquals(5, shift.at());
    assertEquals(8.2, shift.step(), 1e-12);
    assertEquals(0.7521398046336105, shift.standardError(), 1e-12);
    assertEquals(9.658174660625916e-05, shift.pValue(), 1e-12);
  }

  @Test
  void theNewLevelNeverBeginsBeforeTheFirstPlace() {
    assertEquals(6, LevelShift.find(AUC, ERRORS, 6).orElseThrow().at());
  }

  /// Of 400 series without a step, at most 5 % may have p <= .05: 20, and three standard deviations
  /// of a binomial more are 33.
  @Test
  void chanceIsCalledChance() {
    var random = new Random(11);
    double[] errors = new double[20];
    Arrays.fill(errors, 1);
    int alarms = 0;
    for (int draw = 0; draw < 400; draw++) {
      double[] values = new double[20];
      Arrays.setAll(values, i -> random.nextGaussian());
      alarms += LevelShift.find(values, errors, 1).orElseThrow().pValue() <= 0.05 ? 1 : 0;
    }
    assertTrue(alarms <= 33, alarms + " of 400");
  }

  @Test
  void tooFewValuesHaveNoStep() {
    assertEquals(
        Optional.empty(), LevelShift.find(new double[] {1, 2, 3}, new double[] {1, 1, 1}, 1));
    assertEquals(Optional.empty(), LevelShift.find(AUC, ERRORS, 8));
  }

  @Test
  void whatIsNoMeasurementIsRefused() {
    double[] values = {1, 2, Double.NaN, 4};
    double[] errors = {1, 1, 1, 1};
    assertThrows(IllegalArgumentException.class, () -> LevelShift.find(values, errors, 1));
    assertThrows(IllegalArgumentException.class, () -> LevelShift.find(errors, new double[4], 1));
    assertThrows(IllegalArgumentException.class, () -> LevelShift.find(errors, errors, 0));
  }

  @Test
  void aStepTheOtherWayIsPassedOver() {
    // Up by .1 and sure, then down by .03: who looks for a loss is not told of the gain.
    double[] values = {.80, .80, .80, .90, .90, .90, .87, .87, .87};
    double[] errors = new double[9];
    Arrays.fill(errors, 0.005);
    assertEquals(3, LevelShift.find(values, errors, 1).orElseThrow().at());
    var down = LevelShift.find(values, errors, 1, LevelShift.Towards.LOWER);
    // No split has a lower mean behind it than before it: (.80 x 3 + .90 x 3) / 6 = .85 < .87.
    assertEquals(Optional.empty(), down);
    // Split at 3 the rest has a mean of (.85 x 3 + .97) / 4 = .88; up by .095 at 6 is larger.
    double[] falling = {.90, .90, .90, .85, .85, .85, .97};
    var lower =
        LevelShift.find(falling, Arrays.copyOf(errors, 7), 1, LevelShift.Towards.LOWER)
            .orElseThrow();
    assertEquals(3, lower.at());
    assertEquals(-0.02, lower.step(), 1e-12);
    assertEquals(6, LevelShift.find(falling, Arrays.copyOf(errors, 7), 1).orElseThrow().at());
  }
}
