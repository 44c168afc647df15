package dev.clew.skills.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clew.skills.predictors.Employment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Chunks of the real employment log against the values that scikit-learn and pandas gave of them.
class AggregateRealDataTest {
  @TempDir private Path folder;

  @Test
  void figuresOfStepsOfRowsAreTheGoldenOnes() throws IOException {
    var chunks = Employment.chunks();
    var found =
        Employment.told(
            folder, "aggregate", Map.of("group", "row:5000", "measure", "auc", "limit", "25"));

    assertEquals(25, chunks.size());
    for (var chunk : chunks) {
      var name =
          "aggregate.auc[row:5000="
              + chunk.get("start").asInt()
              + " to "
              + chunk.get("end").asInt()
              + ",window=current]";
      assertEquals(chunk.get("roc_auc").asDouble(), found.number(name), 1e-9, name);
    }
  }
}
