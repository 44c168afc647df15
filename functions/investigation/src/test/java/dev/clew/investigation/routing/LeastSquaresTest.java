package dev.clew.investigation.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LeastSquaresTest {
  /// By hand: 4x + 2y = 10 and 2x + 3y = 9 meet at x = 1.5, y = 2.
  @Test
  void aSystemIsSolved() {
    assertArrayEquals(
        new double[] {1.5, 2},
        LeastSquares.of(new double[][] {{4}, {2, 3}}).solved(new double[] {10, 9}),
        1e-12);
  }

  @Test
  void aSystemThatIsNotPositiveDefiniteIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> LeastSquares.of(new double[][] {{1}, {2, 1}}));
  }

  @Test
  void rowsAddedLaterMakeTheSameSystem() {
    var whole = LeastSquares.of(new double[][] {{4}, {2, 3}, {1, 1, 5}});
    var grown = LeastSquares.of(new double[][] {{4}, {2, 3}}).with(new double[][] {{1, 1, 5}});

    assertArrayEquals(
        whole.solved(new double[] {1, 2, 3}), grown.solved(new double[] {1, 2, 3}), 0);
  }
}
