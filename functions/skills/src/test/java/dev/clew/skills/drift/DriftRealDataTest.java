package dev.clew.skills.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.skills.predictors.Employment;
import dev.clew.skills.predictors.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Oracle: golden/employment_MA_golden.json, computed with scipy 1.10.1.
class DriftRealDataTest {
  @TempDir private Path folder;

  @Test
  void everyChunkIsScipysAndTheVanishedCategoryIsToldWithoutHarm() throws IOException {
    Told told = Employment.told(folder, "drift", Map.of("columns", "AGEP,RELP,SCHL"));
    var chunks = Employment.chunks();
    assertEquals(25, chunks.size());
    for (var chunk : chunks) {
      String label = chunk.get("start").asInt() + ".." + chunk.get("end").asInt();
      for (var fact :
          List.of(
              List.of("ks_AGEP", "ks", "AGEP"),
              List.of("wasserstein_AGEP", "wasserstein", "AGEP"),
              List.of("js_AGEP_doane", "js", "AGEP"),
              List.of("js_RELP", "js", "RELP"),
              List.of("js_SCHL", "js", "SCHL"),
              List.of("psi_RELP", "psi", "RELP"),
              List.of("chi2_RELP", "chi2", "RELP"))) {
        String name = "drift." + fact.get(1) + "[column=" + fact.get(2) + ",chunk=" + label + "]";
        double expected = chunk.get(fact.get(0)).asDouble();
        assertEquals(expected, told.number(name), 1e-6 * Math.max(1, expected), name);
      }
    }

    // The last row of the analysis file that holds it, counted by hand with pandas.
    assertEquals(69_124, told.number("drift.vanished.last[column=RELP,category=17]"));
    assertEquals(69_031, told.number("drift.vanished.last[column=RELP,category=16]"));
    assertEquals(2, told.number("drift.categories.vanished"));
    assertEquals("drift", told.text("drift.verdict[column=RELP]"));
    assertEquals("none", told.text("drift.impact[column=RELP]"));
    assertEquals(1, told.number("drift.columns.drifted"));
    assertTrue(
        told.statement(told.finding("Drift without harm")).contains("performance did not follow"));
    assertTrue(
        told.results().findings().stream()
            .filter(finding -> told.title(finding).equals("A category of RELP vanished"))
            .allMatch(finding -> told.statement(finding).contains("Performance did not follow")));
  }
}
