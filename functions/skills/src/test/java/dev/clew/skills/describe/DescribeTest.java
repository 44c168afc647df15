package dev.clew.skills.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Measurement;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.skills.TestingSpan;
import dev.clew.skills.exploration.ToolText;
import dev.clew.skills.predictors.MadePredictor;
import dev.clew.skills.predictors.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescribeTest {
  private static final Windows ALL = Windows.only(new Window.All(), "all");

  private static TestingApplication planted() {
    return new TestingApplication()
        .run(
            "a",
            true,
            Map.of("task", "t1"),
            TestingSpan.llm("a1").millis(0, 500).model("m1").session("s1"),
            TestingSpan.tool("a2", "search").millis(500, 1_500).with("region", "eu"))
        .run("b", false, Map.of(), TestingSpan.tool("b1", "search").millis(0, 2_000).failed("x"));
  }

  private static Run run(TestingApplication application) {
    return TestingApplication.run(new Describe(), "describe", application.made(), ALL, Map.of());
  }

  @Test
  void thePlantedRunsToolsModelsAndOutcomesAreNamed() {
    var found = run(planted());

    assertEquals(2, found.number("describe.traces"));
    assertEquals(3, found.number("describe.spans"));
    assertEquals(1, found.number("describe.passed"));
    assertEquals(1, found.number("describe.failed"));
    assertEquals(2, found.number("describe.tool[tool=search]"));
    assertEquals("search", found.text("describe.tool.name[rank=1]"));
    assertEquals(1, found.number("describe.model[model=m1]"));
    assertEquals(1, found.number("describe.sessions"));
    assertEquals(1, found.number("describe.errors"));
    assertEquals("2026-01-01T00:00:00Z", found.text("describe.first"));
    assertEquals("2026-01-01T00:00:02Z", found.text("describe.last"));
    assertEquals("attribute, texts", found.text("describe.column[name=region]"));
    assertEquals(1.0 / 3, found.number("describe.present[column=region]"), 1e-12);
    assertEquals("attribute of the trace, texts", found.text("describe.column[name=trace.task]"));
  }

  @Test
  void aCleanTwinWithoutOutcomesAndClockSaysSo() {
    var found = run(new TestingApplication().trace("a", TestingSpan.llm("a1").model("m1")));

    assertEquals(0, found.number("describe.outcomes"));
    assertTrue(found.has("describe.clock"));
    assertFalse(found.has("describe.failed"));
    assertFalse(found.has("describe.tools"));
    assertFalse(found.has("describe.column[name=start]"), "no span has a start");
  }

  @Test
  void theColumnsOfALogHaveRoleKindAndPresence() {
    var found =
        new Run(
            new MadePredictor(2, 4)
                .numbers("age", new double[] {1, 2}, new double[] {1, Double.NaN, 3, 4})
                .categories("city", new String[] {"a", "b"}, new String[] {"a", "", "", "b"})
                .numbers("was", new double[] {1, 0}, new double[] {1, 0, 1, Double.NaN})
                .feature("age")
                .role(Role.ACTUAL, "was")
                .measure(new Describe(), "describe"));

    assertEquals("feature, whole numbers", found.text("describe.column[name=age]"));
    assertEquals("column, texts", found.text("describe.column[name=city]"));
    assertEquals("actual, whole numbers", found.text("describe.column[name=was]"));
    assertEquals(0.75, found.number("describe.present[column=age,window=current]"));
    assertEquals(1, found.number("describe.present[column=age,window=baseline]"));
    assertEquals(0.5, found.number("describe.present[column=city,window=current]"));
    assertEquals(0.75, found.number("describe.actuals[window=current]"));
    assertEquals(4, found.number("describe.rows[window=current]"));
    assertEquals(3, found.number("describe.columns"));
    assertEquals("binary", found.text("describe.task"));
  }

  @Test
  void aWideLogIsListedAsFarAsItFitsAndLikeFindsTheRest() {
    var wide = wide();
    var found = new Run(wide.measure(new Describe(), "describe"));

    assertEquals(300, found.number("describe.columns"));
    assertTrue(ToolText.of(found.results()).length() <= ToolText.MOST);
    assertFalse(found.has("describe.column[name=" + name(299) + "]"));
    assertTrue(
        new Run(wide().set("like", "_299_").measure(new Describe(), "describe"))
            .has("describe.column[name=" + name(299) + "]"));
  }

  private static MadePredictor wide() {
    var wide = new MadePredictor(0, 1);
    for (int i = 0; i < 300; i++) {
      wide.numbers(name(i), new double[0], new double[] {i});
    }
    return wide;
  }

  private static String name(int i) {
    return "a_rather_long_name_" + i + "_" + "of_a_column".repeat(6);
  }

  @Test
  void anEmptyWindowIsNotDescribed() {
    assertTrue(
        TestingApplication.run(
                    new Describe(),
                    "describe",
                    planted().made(),
                    Windows.only(new Window.Rows(50, 60), "given"),
                    Map.of())
                .measurement()
            instanceof Measurement.NotApplicable);
  }
}
