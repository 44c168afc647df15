package dev.clew.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.evidence.ClewException;
import dev.clew.skills.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledSuitesTest {
  @TempDir private Path folder;

  private final Catalogue catalogue = Catalogue.load();

  private static String run(String step) {
    return """
    {"question": "How many people live in Oslo?", "question_ID": "q%s", "is_correct": false,
     "mistake_agent": "Expert", "mistake_step": "%s",
     "history": [
      {"role": "assistant", "name": "Planner", "content": "Let us look up the number of people in the town's own register."},
      {"role": "assistant", "name": "Expert", "content": "The figures retrieved from the register are 709037, 4965 and 1204, so the answer is clear."},
      {"role": "assistant", "name": "Planner", "content": "Then we are done, and the answer stands as given above. TERMINATE"}]}
    """
        .formatted(step, step);
  }

  @Test
  void aStepIsRightOnlyWhereTheLabelIs() throws IOException {
    var runs = Files.createDirectories(folder.resolve("who_and_when"));
    Files.writeString(runs.resolve("right.json"), run("1"));
    Files.writeString(runs.resolve("near.json"), run("2"));
    var misses = new ArrayList<String>();

    var card = new WhoAndWhenSuite(folder, catalogue, "trace-diagnosis", folder).run(misses::add);

    assertEquals(2, card.n());
    assertEquals(1, value(card, "agent_accuracy"));
    assertEquals(0.5, value(card, "step_accuracy"));
    assertEquals(1, value(card, "step_within_1"));
    assertEquals(1, misses.size());
    assertTrue(misses.getFirst().endsWith("Expert at 2, not Expert at 1"), misses.getFirst());
  }

  @Test
  void aFolderThatIsNotThereIsTheUsersMistake() {
    var suite = new TrailSuite(folder, catalogue, "trace-diagnosis", folder);

    var problem = assertThrows(ClewException.class, () -> suite.run(miss -> {})).problem();
    assertTrue(problem.what().startsWith("there is no folder"), problem.what());
  }

  /// The bars that the skill is held to, on the part of the data that lies here.
  @Test
  void realRunsAreDiagnosedAboveTheBars() {
    var root = System.getenv("CLEW_DATA");
    assumeTrue(root != null && !root.isBlank(), "CLEW_DATA does not point at the real data");
    var data = Path.of(root);
    assumeTrue(Files.isDirectory(data.resolve("who_and_when")), "who_and_when is not there");
    assumeTrue(Files.isDirectory(data.resolve("trail")), "trail is not there");

    var runs = new WhoAndWhenSuite(data, catalogue, "trace-diagnosis", folder).run(miss -> {});
    assertTrue(value(runs, "agent_accuracy") >= 0.60, runs.toString());
    assertTrue(value(runs, "step_accuracy") >= 0.30, runs.toString());
    var spans = new TrailSuite(data, catalogue, "trace-diagnosis", folder).run(miss -> {});
    assertTrue(value(spans, "location_recall") >= 0.35, spans.toString());
    assertTrue(value(spans, "location_precision") >= 0.45, spans.toString());
  }

  private static double value(Scorecard card, String metric) {
    return Objects.requireNonNull(card.metrics().get(metric)).value();
  }
}
