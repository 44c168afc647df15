package dev.clew.skills.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.Catalogue;
import dev.clew.skills.Held;
import dev.clew.skills.Inputs;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.skills.TestingSpan;
import dev.clew.skills.predictors.MadePredictor;
import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.InferenceLog;
import dev.clew.traces.rows.Rows;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {
  private static final Windows ALL = Windows.only(new Window.All(), "all");

  private static Run run(MadePredictor log) {
    return new Run(log.measure(new Values(), "values"));
  }

  /// Six rows: Rome three times, Oslo twice, one empty.
  private static MadePredictor planted() {
    return new MadePredictor(2, 6)
        .categories(
            "city",
            new String[] {"Rome", "Oslo"},
            new String[] {"Rome", "Oslo", "Rome", "", "Oslo", "Rome"})
        .numbers("x", new double[] {1, 1}, new double[] {1, 2, 3, 4, Double.NaN, 5});
  }

  @Test
  void thePlantedValuesAreCountedInBothWindows() {
    var found = run(planted().set("of", "city"));

    assertEquals(3, found.number("values.count[value=Rome,window=current]"));
    assertEquals(0.5, found.number("values.share[value=Rome,window=current]"));
    assertEquals(2, found.number("values.count[value=Oslo,window=current]"));
    assertEquals(1.0 / 6, found.number("values.missing[window=current]"), 1e-12);
    assertEquals(2, found.number("values.distinct[window=current]"));
    assertEquals(1, found.number("values.count[value=Oslo,window=baseline]"));
    assertEquals("Rome", found.text("values.value[rank=1,window=current]"));
  }

  @Test
  void aCleanTwinMissesNothing() {
    var found =
        run(
            new MadePredictor(0, 2)
                .categories("city", new String[0], new String[] {"Rome", "Oslo"})
                .set("of", "city"));

    assertEquals(0, found.number("values.missing"));
    assertFalse(found.has("values.unparsed"));
  }

  /// numpy 2.3: quantile([1, 2, 3, 4, 5], .05) = 1.2, of .95 = 4.8.
  @Test
  void numbersHaveTheirQuantiles() {
    var found = run(planted().set("of", "x"));

    assertEquals(1.2, found.number("values.quantile[share=0.05,window=current]"), 1e-12);
    assertEquals(4.8, found.number("values.quantile[share=0.95,window=current]"), 1e-12);
    assertEquals(3, found.number("values.median[window=current]"));
    assertEquals(3, found.number("values.mean[window=current]"));
    assertEquals(1, found.number("values.min[window=current]"));
    assertEquals(5, found.number("values.max[window=current]"));
    assertEquals(5, found.number("values.distinct[window=current]"));
  }

  @Test
  void aFilterNarrows() {
    var found = run(planted().set("of", "city").set("where", "x >= 3"));

    assertEquals(3, found.number("values.things[window=current]"));
    assertEquals(2, found.number("values.count[value=Rome,window=current]"));
    assertEquals("x >= 3", found.text("values.where"));
  }

  @Test
  void cellsOfAnotherKindAreCountedApart() {
    var column =
        new Column.Numbers(
            "x", new double[] {1, Double.NaN, 1, Double.NaN}, Map.of(1, "n/a"), true);
    var log = new MadePredictor(0, 0);
    var rows = new Rows(0, 4, Map.of("x", column));
    var inputs =
        new Inputs(
            Catalogue.load().require("values"),
            "made",
            new Inputs.Data.Log(
                new InferenceLog(
                    log.schema(),
                    new Rows(0, 0, Map.of()),
                    rows,
                    0,
                    0,
                    Coverage.whole(4),
                    List.of(),
                    List.of())),
            ALL,
            Catalogue.load().parameters("values", Map.of("of", "x")));
    var found = new Run(Held.measured(new Values(), inputs));

    assertEquals(1, found.number("values.unparsed"));
    assertEquals("n/a", found.text("values.unparsed.example"));
    assertEquals(0.25, found.number("values.missing"));
    assertEquals(1, found.number("values.distinct"));
  }

  @Test
  void attributesOfSpansHaveValues() {
    var application =
        new TestingApplication()
            .trace(
                "a",
                TestingSpan.tool("a1", "search").with("region", "eu"),
                TestingSpan.tool("a2", "search").with("region", "us"),
                TestingSpan.tool("a3", "search").with("region", "eu"),
                TestingSpan.llm("a4"))
            .made();
    var found =
        TestingApplication.run(new Values(), "values", application, ALL, Map.of("of", "region"));

    assertEquals(2, found.number("values.count[value=eu]"));
    assertEquals(0.25, found.number("values.missing"));
  }

  @Test
  void withoutAColumnItSaysHowToNameOne() {
    var measurement = planted().measure(new Values(), "values");

    assertTrue(
        measurement instanceof Measurement.NotApplicable(var _, var remedy)
            && remedy.contains("city"));
    assertEquals(
        "values, parameter of: there is no column 'citty'. did you mean 'city'?",
        assertThrows(ClewException.class, () -> run(planted().set("of", "citty")))
            .problem()
            .toString());
  }
}
