package dev.clew.traces.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.traces.store.DirectoryStore;
import dev.clew.traces.store.MemoryStore;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.targets.Target.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
  private static final String SPANS = "{\"resourceSpans\": []}";
  private static final String CHAT = "[{\"role\": \"user\", \"content\": \"hello\"}]";
  private static final String ROWS = "a,b\n1,2\n";

  @TempDir private Path scratch;

  private List<Target> discover(ObjectStore store) {
    try {
      return Targets.discover(store, scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> names(ObjectStore store) {
    return discover(store).stream().map(target -> target.kind() + " " + target.name()).toList();
  }

  @Test
  void aTenantsRootHoldsTargetsByFolder() {
    var store =
        new MemoryStore()
            .put("traces/shop/2026/a.json", SPANS)
            .put("traces/desk/b.json", CHAT)
            .put("inferences/churn/schema.json", "{}")
            .put("inferences/churn/rows.csv", ROWS)
            .put("sessions/x.json", "{}");
    assertEquals(List.of("APPLICATION desk", "APPLICATION shop", "PREDICTOR churn"), names(store));
    var churn = Targets.find(discover(store), "churn", Optional.empty());
    assertEquals("inferences/churn", churn.folder());
    assertEquals(
        List.of("inferences/churn/rows.csv", "inferences/churn/schema.json"), churn.keys());
  }

  @Test
  void foldersThatCutByTimeAreNoApplications() {
    // As the OpenTelemetry Collector's awss3exporter lays them out below its prefix.
    var store =
        new MemoryStore()
            .put("traces/year=2026/month=11/day=01/hour=05/traces_1.json", SPANS)
            .put("traces/year=2026/month=11/day=02/hour=05/traces_2.json", SPANS);
    assertEquals(List.of("APPLICATION traces"), names(store));
    assertEquals(2, discover(store).getFirst().keys().size());
  }

  @Test
  void aBareFolderOfTablesIsOnePredictorNamedAfterIt() throws IOException {
    var folder = Files.createDirectories(scratch.resolve("churn"));
    Files.writeString(folder.resolve("reference.csv"), ROWS);
    Files.writeString(Files.createDirectory(folder.resolve("days")).resolve("1.csv"), ROWS);
    assertEquals(List.of("PREDICTOR churn"), names(DirectoryStore.of(folder)));
  }

  @Test
  void aBareFolderOfTracesIsOneApplication() {
    var store = new MemoryStore().put("a/1.json", SPANS).put("b/2.json", CHAT).put("x.md", "# x");
    assertEquals(List.of("APPLICATION memory"), names(store));
    assertEquals(List.of("a/1.json", "b/2.json", "x.md"), discover(store).getFirst().keys());
  }

  @Test
  void protobufAndExportsOfObservationsAreTraces() {
    var store =
        new MemoryStore()
            .put("1.binpb", new byte[] {0x0a, 0x04, 0x0a, 0x02, 1, 2})
            .put("observations.csv", "id,trace_id,parent_observation_id,type\n1,2,,SPAN\n");
    assertEquals(List.of("APPLICATION memory"), names(store));
  }

  @Test
  void aSchemaMakesItsFolderAPredictorByTheNameItStates() {
    var store =
        new MemoryStore()
            .put("one/schema.json", "{\"predictor\": \"risk\", \"files\": \"*.csv\"}")
            .put("one/a.csv", ROWS)
            .put("two/schema.json", "{ broken")
            .put("two/a.csv", ROWS);
    assertEquals(List.of("PREDICTOR risk", "PREDICTOR two"), names(store));
    assertEquals("by its two/schema.json", discover(store).get(1).recognised());
  }

  @Test
  void tracesBesideTablesAreTwoTargetsAndSaidToBe() {
    var store = new MemoryStore().put("a.json", SPANS).put("b.csv", ROWS);
    assertEquals(List.of("APPLICATION memory-traces", "PREDICTOR memory-rows"), names(store));
    assertTrue(discover(store).getFirst().recognised().contains("beside tables"));
  }

  @Test
  void jsonTablesBesideTracesAreTheirLabels() {
    var store = new MemoryStore().put("a.json", SPANS).put("labels.json", "[{\"a\": 1}]");
    assertEquals(List.of("APPLICATION memory"), names(store));
  }

  @Test
  void aSingleFileIsATarget() throws IOException {
    var file = Files.writeString(scratch.resolve("bike.csv"), ROWS);
    assertEquals(List.of("PREDICTOR bike"), names(DirectoryStore.of(file)));
    var chat = Files.writeString(scratch.resolve("runs.json"), CHAT);
    assertEquals(List.of("APPLICATION runs"), names(DirectoryStore.of(chat)));
  }

  @Test
  void anUnknownTargetNamesTheNearestAndAll() {
    var targets =
        discover(
            new MemoryStore()
                .put("traces/airline/a.json", SPANS)
                .put("inferences/employment/a.csv", ROWS));
    var problem =
        assertThrows(
                ClewException.class, () -> Targets.find(targets, "employmnt", Optional.empty()))
            .problem();
    assertEquals("there is no target 'employmnt'", problem.what());
    assertEquals("did you mean 'employment'? there are airline, employment", problem.remedy());
    var wrongKind =
        assertThrows(
                ClewException.class,
                () -> Targets.find(targets, "airline", Optional.of(Kind.PREDICTOR)))
            .problem();
    assertEquals("there is no predictor 'airline'", wrongKind.what());
  }

  @Test
  void anEmptyFolderHasNoTargets() {
    assertEquals(List.of(), names(new MemoryStore()));
    assertEquals(List.of(), names(new MemoryStore().put("README.md", "# nothing")));
  }
}
