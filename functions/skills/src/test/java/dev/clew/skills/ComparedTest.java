package dev.clew.skills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.traces.spans.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparedTest {
  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

  private final TestingApplication made =
      new TestingApplication()
          .trace("a", TestingSpan.llm("x").at(NOON))
          .trace("b", TestingSpan.llm("x").at(NOON.plusSeconds(10)))
          .trace("c", TestingSpan.llm("x").at(NOON.plusSeconds(20)))
          .trace("d", TestingSpan.llm("x"));

  private static List<String> ids(List<Trace> traces) {
    return traces.stream().map(Trace::traceId).toList();
  }

  @Test
  void windowsOfTimeTakeTracesByTheirStartEndsExcluded() {
    var compared =
        Compared.of(
            made.made(),
            new Windows(
                new Window.Time(NOON, NOON.plusSeconds(10)),
                new Window.Time(NOON.plusSeconds(10), NOON.plusSeconds(20)),
                "given"));

    assertEquals(List.of("a"), ids(compared.baseline()));
    assertEquals(List.of("b"), ids(compared.current()));
    assertEquals(List.of("a", "b"), ids(compared.examined()));
    assertEquals(1, compared.clockless());
    assertEquals(Optional.of(Duration.ofSeconds(10)), compared.baselineTime());
  }

  @Test
  void windowsOfRowsCountTraces() {
    var compared =
        Compared.of(
            made.made(), new Windows(new Window.Rows(0, 2), new Window.Rows(1, 4), "given"));

    assertEquals(List.of("a", "b"), ids(compared.baseline()));
    assertEquals(List.of("b", "c", "d"), ids(compared.current()));
    assertEquals(List.of("a", "b", "c", "d"), ids(compared.examined()));
    assertEquals(0, compared.clockless());
  }

  @Test
  void oneWindowComparesNothing() {
    var compared = Compared.of(made.made(), Windows.only(new Window.All(), "all"));

    assertFalse(compared.hasBoth());
    assertEquals(4, compared.examined().size());
    assertEquals(Coverage.whole(4), compared.coverage(made.made()));
  }
}
