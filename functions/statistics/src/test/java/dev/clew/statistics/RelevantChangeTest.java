package dev.clew.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.statistics.RelevantChange.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RelevantChangeTest {

  private static final double RELEVANT = 0.02;

  @Test
  void sizeDecidesWhenRowsAreMany() {
    assertEquals(Verdict.ROSE, new RelevantChange(0.021, 1e-6, RELEVANT).verdict());
    assertEquals(Verdict.FELL, new RelevantChange(-0.021, 1e-6, RELEVANT).verdict());
    // Significant at any level, and of no importance.
    assertEquals(Verdict.HELD, new RelevantChange(0.012, 1e-6, RELEVANT).verdict());
  }

  /// Bounds by hand with z = 1.6449 at error 0.01: 0.03 - 0.0164 = 0.0136 > 0.01; 0.025 - 0.0164 =
  /// 0.0086 < 0.01; 0.005 + 0.0164 = 0.0214 < 0.04; at error 0.03: 0 + 0.0493 > 0.04.
  @Test
  void fewRowsLeaveTheVerdictOpen() {
    assertEquals(Verdict.ROSE, new RelevantChange(0.03, 0.01, RELEVANT).verdict());
    assertEquals(Verdict.OPEN, new RelevantChange(0.025, 0.01, RELEVANT).verdict());
    assertEquals(Verdict.HELD, new RelevantChange(0.005, 0.01, RELEVANT).verdict());
    assertEquals(Verdict.OPEN, new RelevantChange(0, 0.03, RELEVANT).verdict());
  }

  @Test
  void noNumberOfRowsContradictsATrueChangeBeyondTheZone() {
    var random = new Random(1);
    for (double error : new double[] {0.0001, 0.003, 0.006, 0.0136, 0.03}) {
      int falseAlarms = 0;
      int falseCalm = 0;
      for (int i = 0; i < 4_000; i++) {
        double small = 0.5 * RELEVANT + error * random.nextGaussian();
        double large = 2 * RELEVANT + error * random.nextGaussian();
        falseAlarms += new RelevantChange(small, error, RELEVANT).verdict() == Verdict.ROSE ? 1 : 0;
        falseCalm += new RelevantChange(large, error, RELEVANT).verdict() == Verdict.HELD ? 1 : 0;
      }
      // 5 % of 4,000 draws is 200; three standard deviations of a binomial more is 241.
      assertTrue(falseAlarms <= 241, error + ": " + falseAlarms);
      assertTrue(falseCalm <= 241, error + ": " + falseCalm);
    }
  }

  @Test
  void atTheDecisiveErrorTheVerdictIsReachedInNinetyFivePercent() {
    var random = new Random(2);
    double error = RelevantChange.DECISIVE_ERROR * RELEVANT;
    int held = 0;
    int rose = 0;
    for (int i = 0; i < 4_000; i++) {
      double noise = error * random.nextGaussian();
      held += new RelevantChange(0.01 + noise, error, RELEVANT).verdict() == Verdict.HELD ? 1 : 0;
      rose += new RelevantChange(0.04 + noise, error, RELEVANT).verdict() == Verdict.ROSE ? 1 : 0;
    }
    assertTrue(held >= 3_800 - 41, "held " + held);
    assertTrue(rose >= 3_800 - 41, "rose " + rose);
    assertEquals(1, new RelevantChange(0, error, RELEVANT).rowsFactor(), 1e-12);
    assertEquals(4, new RelevantChange(0, 2 * error, RELEVANT).rowsFactor(), 1e-12);
  }

  /// scipy 1.17.1: norm.cdf(1) = 0.841344746..., norm.cdf(1.5) - norm.cdf(-2.5) = 0.926983...
  @Test
  void confidenceIsTheProbabilityOfTheVerdictsSide() {
    assertEquals(0.8413447460685429, new RelevantChange(0.03, 0.01, 0.02).confidence(), 1e-12);
    assertEquals(0.9269831334053658, new RelevantChange(0.005, 0.01, 0.02).confidence(), 1e-9);
    assertEquals(0.99, new RelevantChange(0.03, 0, 0.02).confidence());
    assertEquals(0, new RelevantChange(0, 1, 0.02).confidence());
  }

  @Test
  void whatIsNoMeasurementIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RelevantChange(Double.NaN, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new RelevantChange(1, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> new RelevantChange(1, 1, 0));
  }
}
