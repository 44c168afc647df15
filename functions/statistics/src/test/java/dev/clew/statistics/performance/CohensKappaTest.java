package dev.clew.statistics.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CohensKappaTest {

  private static ConfusionMatrix matrix(int[][] counts) {
    int total = 0;
    for (var row : counts) {
      for (int count : row) {
        total += count;
      }
    }
    var one = new int[total];
    var other = new int[total];
    int at = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        for (int k = 0; k < counts[i][j]; k++) {
          one[at] = i;
          other[at++] = j;
        }
      }
    }
    return ConfusionMatrix.of(one, other, counts.length);
  }

  /// statsmodels 0.15.0: `cohens_kappa(np.array([[20, 5], [10, 15]]))`.
  @Test
  void isThatOfStatsmodels() {
    var kappa = CohensKappa.of(matrix(new int[][] {{20, 5}, {10, 15}})).orElseThrow();
    assertEquals(0.4, kappa.value(), 1e-12);
    assertEquals(0.151092290476661, kappa.low(), 1e-9);
    assertEquals(0.6489077095233389, kappa.high(), 1e-9);
  }

  /// statsmodels 0.15.0: `cohens_kappa(np.array([[30, 2, 3], [4, 12, 1], [0, 5, 9]]))`.
  @Test
  void isThatOfStatsmodelsForThreeLabels() {
    var kappa =
        CohensKappa.of(matrix(new int[][] {{30, 2, 3}, {4, 12, 1}, {0, 5, 9}})).orElseThrow();
    assertEquals(0.6279594137542277, kappa.value(), 1e-12);
    assertEquals(0.46806964888746094, kappa.low(), 1e-9);
    assertEquals(0.7878491786209945, kappa.high(), 1e-9);
  }

  @Test
  void saysNothingWhereBothAlwaysSayTheSame() {
    assertEquals(Optional.empty(), CohensKappa.of(matrix(new int[][] {{9, 0}, {0, 0}})));
    assertEquals(Optional.empty(), CohensKappa.of(matrix(new int[][] {{0, 0}, {0, 0}})));
  }
}
