package dev.clew.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evaluators.safety.JailbreakClassifier;
import dev.clew.models.settings.EmbedderSettings;
import dev.clew.models.settings.Embedders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JailbreakTrainingTest {

  /// `-Dclew.renew=FILE` writes what is learnt to a file, to be packaged.
  @Test
  void theClassifierThatIsPackagedIsWhatIsLearntFromTheLabelledTexts() throws IOException {
    var data = System.getenv("CLEW_DATA");
    assumeTrue(data != null && !data.isBlank(), "CLEW_DATA names no labelled data");
    var renew = System.getProperty("clew.renew");
    assumeTrue(Boolean.getBoolean("clew.deep") || renew != null, "trained in the deep run, -Pdeep");

    var embedder = new Embedders(new EmbedderSettings.Local(), 2).get().orElseThrow();
    var learnt = JailbreakTraining.of(Path.of(data), embedder);

    if (renew != null) {
      Files.write(Path.of(renew), JsonMapper.builder().build().writeValueAsBytes(learnt));
      return;
    }
    var packaged = JailbreakClassifier.packaged();
    var weights = new double[learnt.path("weights").size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = learnt.path("weights").path(i).asDouble();
    }
    assertArrayEquals(weights, packaged.weights(), 1e-3);
    assertEquals(learnt.path("threshold").asDouble(), packaged.threshold(), 1e-3);
  }
}
