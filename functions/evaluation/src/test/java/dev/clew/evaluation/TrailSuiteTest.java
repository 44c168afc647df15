package dev.clew.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrailSuiteTest {

  /// By hand. Trace one: 2 of its 3 places found among 4 suspects, 1 of 3 marks of 4 findings with
  /// its category. Trace two: its 1 place found, its only suspect, with the wrong category. Pooled:
  /// 3/4, 3/5, 1/4, 1/5. Per trace: (2/3 + 1)/2, (1/3 + 0)/2. Categories over traces: A is marked
  /// in both and found in one: 2*1/(2+1); B is marked in one and found in none of those with it,
  /// found in trace two: 2*0/(1+1). Weighted by 2 and 1: (2*2/3 + 0)/3.
  @Test
  void figuresArePooledAndAveragedAsTheirNamesSay() {
    var card =
        TrailSuite.score(
            "trail",
            List.of(
                new TrailSuite.Marked(
                    Set.of("a", "b", "c"),
                    Set.of("a\nA", "b\nB", "c\nA"),
                    Set.of("a", "b", "d", "e"),
                    Set.of("a\nA", "b\nA", "d\nA", "e\nA")),
                new TrailSuite.Marked(Set.of("z"), Set.of("z\nA"), Set.of("z"), Set.of("z\nB"))));

    assertEquals(2, card.n());
    assertEquals(0.75, value(card, "location_recall"), 1e-12);
    assertEquals(0.6, value(card, "location_precision"), 1e-12);
    assertEquals(0.25, value(card, "joint_recall"), 1e-12);
    assertEquals(0.2, value(card, "joint_precision"), 1e-12);
    assertEquals(5 / 6.0, value(card, "location_recall_per_trace"), 1e-12);
    assertEquals(1 / 6.0, value(card, "joint_recall_per_trace"), 1e-12);
    assertEquals(4 / 9.0, value(card, "category_f1"), 1e-12);
    card.metrics()
        .values()
        .forEach(metric ->
            assertTrue(metric.low() <= metric.value() && metric.value() <= metric.high()));
  }

  @Test
  void nobodyAccusedIsRecallZeroNotAnError() {
    var card =
        TrailSuite.score(
            "trail",
            List.of(new TrailSuite.Marked(Set.of("a"), Set.of("a\nA"), Set.of(), Set.of())));

    assertEquals(0, value(card, "location_recall"));
    assertEquals(0, value(card, "location_precision"));
  }

  private static double value(Scorecard card, String metric) {
    return Objects.requireNonNull(card.metrics().get(metric)).value();
  }
}
