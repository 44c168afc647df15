package dev.clew.skills.performancedegradation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.Catalogue;
import dev.clew.skills.Held;
import dev.clew.skills.Inputs;
import dev.clew.skills.predictors.Told;
import dev.clew.traces.rows.PredictorReader;
import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Since when the housing model is worse, by hand.
///
/// Oracle: numpy and scipy 1.17.1 on the files. ROC AUC and its standard error after DeLong, ten
/// chunks of 583 (585) reference rows and ten of 823 (825) later ones:
///
/// .8605 .8634 .9206 .9195 .9531 .8834 .7725 .8177 .8819 .8111 | .8485 .7963 .7331 .7253 .8965
/// .8178 .9194 .9346 .7482 .9696
///
/// The best weighted two-level fit with a step among the later ones is at the last, upwards, with p
/// .09 after correction: no step to the worse. The reference itself swings from .77 to .95.
class HousingRealDataTest {
  @TempDir private Path folder;

  @Test
  void noBeginningIsMadeUpWhereTheMetricSwingsFromChunkToChunk() throws IOException {
    var told = told();
    assertEquals("no fact", told.text("performance.began"));
    assertEquals(0.7253, told.number("performance.course.lowest"), 5e-5);
    assertEquals("2021-09-11T21:00:00Z", told.text("performance.course.lowest.at"));
    assertEquals(0.9696, told.number("performance.course.highest"), 5e-5);
    assertEquals("2022-04-05T15:00:00Z", told.text("performance.course.highest.at"));
    var said = told.statement(told.finding("The model got worse"));
    assertTrue(said.contains("When it began cannot be dated"), said);
  }

  private Told told() throws IOException {
    var root = System.getenv("CLEW_DATA");
    assumeTrue(root != null && !root.isBlank(), "CLEW_DATA does not point at the real data");
    for (var part : new String[] {"reference", "analysis", "analysis_gt"}) {
      var name = "california_housing_" + part + ".csv";
      Files.copy(Path.of(root).resolve("tabular").resolve(name), folder.resolve(name));
    }
    var catalogue = Catalogue.load();
    var log = PredictorReader.of(folder).read(DirectoryStore.of(folder), "housing", "");
    var skill = "performance-degradation";
    return new Told(
        Held.measured(
            catalogue.skill(skill),
            new Inputs(
                catalogue.require(skill),
                "housing",
                new Inputs.Data.Log(log),
                new Windows(new Window.BaselineFiles(), new Window.CurrentFiles(), "given"),
                catalogue.parameters(skill, Map.of()))));
  }
}
