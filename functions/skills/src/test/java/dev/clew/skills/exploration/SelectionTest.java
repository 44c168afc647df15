package dev.clew.skills.exploration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Unit;
import dev.clew.traces.rows.Column;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final double NONE = Double.NaN;

  /// Five rows: a number, a text, a text of numbers, an instant; the last row is empty.
  private static Things things() {
    var noon = Instant.parse("2026-11-02T12:00:00Z").toEpochMilli();
    return new Things(
        Level.ROWS,
        5,
        List.of(
            field(
                new Column.Numbers(
                    "age", new double[] {10, 20, 30, NONE, NONE}, Map.of(3, "n/a"), true)),
            field(
                new Column.Categories(
                    "city", new int[] {0, 1, 0, 2, -1}, List.of("Rome", "Oslo", "'; drop --"))),
            field(
                new Column.Categories(
                    "code", new int[] {0, 1, 2, 0, -1}, List.of("17", "2", "3.0"))),
            field(
                new Column.Times(
                    "at",
                    new long[] {noon, noon + 1, noon - 86_400_000, noon, Column.Times.ABSENT},
                    Map.of()))),
        index -> "row " + index,
        _ -> Optional.empty());
  }

  private static Field field(Column column) {
    return new Field(column.name(), "column", Unit.NONE, () -> column);
  }

  private static int[] selected(String filter) {
    return Selection.of(Filters.parse("where", filter), things(), "where");
  }

  /// Counted by hand from the five rows above.
  @Test
  void eachConditionMeansWhatItSays() {
    assertArrayEquals(new int[] {0, 1, 2, 3, 4}, selected(""));
    assertArrayEquals(new int[] {1}, selected("age = 20"));
    assertArrayEquals(new int[] {0, 2}, selected("age != 20"));
    assertArrayEquals(new int[] {0, 2, 3, 4}, selected("not age = 20"));
    assertArrayEquals(new int[] {1, 2}, selected("age >= 20"));
    assertArrayEquals(new int[] {0}, selected("age < '20'"));
    assertArrayEquals(new int[] {3}, selected("age = 'n/a'"));
    assertArrayEquals(new int[] {0, 1, 2, 3}, selected("age exists"));
    assertArrayEquals(new int[] {4}, selected("age is missing"));
    assertArrayEquals(new int[] {0, 2}, selected("city = Rome"));
    assertArrayEquals(new int[] {1, 3}, selected("city != Rome"));
    assertArrayEquals(new int[] {0, 1, 2, 3}, selected("city contains 'O'"));
    assertArrayEquals(new int[] {1, 3}, selected("city in ('Oslo', '''; drop --')"));
    assertArrayEquals(new int[] {0, 3}, selected("code = 17.0"));
    assertArrayEquals(new int[] {2}, selected("code = 3"));
    assertArrayEquals(new int[] {1, 2}, selected("code < 4"));
    assertArrayEquals(new int[] {0, 1, 3}, selected("at >= 2026-11-02"));
    assertArrayEquals(new int[] {0, 3}, selected("at = '2026-11-02T12:00:00Z'"));
    assertArrayEquals(new int[] {0, 1, 3}, selected("age = 20 or code = 17"));
    assertArrayEquals(new int[] {}, selected("age = 20 and code = 17"));
  }

  @Test
  void aFieldThatIsNotThereIsRefusedWithTheNearest() {
    var problem = assertThrows(ClewException.class, () -> selected("agee = 1")).problem();

    assertEquals("where: there is no column 'agee'. did you mean 'age'?", problem.toString());
  }

  @Test
  void whatCanNotBeComparedIsRefused() {
    for (var filter :
        List.of(
            "age = true", "age > many", "city < Rome", "at = 5", "at > soon", "age contains 1")) {
      var problem = assertThrows(ClewException.class, () -> selected(filter), filter).problem();
      assertTrue(problem.what().startsWith("field "), problem.what());
    }
  }
}
