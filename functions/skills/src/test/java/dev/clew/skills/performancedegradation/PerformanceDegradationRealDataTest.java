package dev.clew.skills.performancedegradation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.clew.evidence.Measurement;
import dev.clew.skills.predictors.Employment;
import dev.clew.skills.predictors.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Oracle: golden/employment_MA_golden.json, computed with scikit-learn.
class PerformanceDegradationRealDataTest {
  @TempDir private Path folder;

  @Test
  void everyChunkIsScikitLearnsAndTheModelHeld() throws IOException {
    Told told =
        Employment.told(folder, "performance-degradation", Map.of("metrics", "auc,f1,accuracy"));
    for (var chunk : Employment.chunks()) {
      String label = chunk.get("start").asInt() + ".." + chunk.get("end").asInt();
      for (var fact :
          List.of(
              List.of("roc_auc", "auc"), List.of("f1", "f1"), List.of("accuracy", "accuracy"))) {
        String name = "performance." + fact.get(1) + "[chunk=" + label + "]";
        assertEquals(chunk.get(fact.get(0)).asDouble(), told.number(name), 1e-6, name);
      }
    }
    assertEquals(0.903360969060035, told.number("performance.auc[window=baseline]"), 1e-9);
    assertEquals("held", told.text("performance.auc.verdict"));
    assertInstanceOf(Measurement.Clean.class, told.measurement());
    assertEquals(List.of(), told.complaints());
  }
}
