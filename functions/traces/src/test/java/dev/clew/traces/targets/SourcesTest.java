package dev.clew.traces.targets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.traces.rows.PredictorReader;
import dev.clew.traces.store.MemoryStore;
import dev.clew.traces.store.MountedStore;
import dev.clew.traces.store.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  private static final String SETTING =
      """
      {"acme": [
         {"kind": "application", "target": "shop", "location": "s3://otel/prod/shop"},
         {"kind": "application", "target": "shop", "location": "s3://otel-eu/prod/shop"},
         {"kind": "predictor", "target": "churn", "location": "s3://acme-ml/churn",
          "schema": {"prediction": "y_hat", "files": ["*.csv"]}}]}
      """;

  @TempDir private Path scratch;

  private static Problem refused(String setting) {
    return assertThrows(
            ClewException.class, () -> Sources.parse(setting.getBytes(UTF_8), "sources.json"))
        .problem();
  }

  private static Problem refusedSource(String fields) {
    return refused("{\"acme\": [{" + fields + "}]}");
  }

  @Test
  void existingBucketsAreSeenWhereTheTenantsRootWouldHoldThem() throws IOException {
    var buckets =
        Map.of(
            "s3://otel/prod/shop", new MemoryStore().put("year=2026/a.json", "{}"),
            "s3://otel-eu/prod/shop", new MemoryStore().put("year=2026/a.json", "{}"),
            "s3://acme-ml/churn", new MemoryStore().put("rows.csv", "y_hat,x\n1,2\n0,3\n"));
    var own = new MemoryStore().put("sessions/1.json", "{}");
    var store =
        Sources.parse(SETTING.getBytes(UTF_8), "sources.json")
            .mount(
                new Tenant("acme"), own, location -> Objects.requireNonNull(buckets.get(location)));
    assertEquals(
        List.of(
            "inferences/churn/rows.csv",
            "inferences/churn/schema.json",
            "sessions/1.json",
            "traces/shop/1/year=2026/a.json",
            "traces/shop/2/year=2026/a.json"),
        store.list("").stream().map(StoredObject::key).toList());
    assertEquals(
        List.of("shop", "churn"),
        Targets.discover(store, scratch).stream().map(Target::name).toList());
    var log = PredictorReader.of(scratch).read(store, "churn", "inferences/churn");
    assertEquals("y_hat", log.schema().prediction().orElseThrow());
    assertEquals(2, log.current().count());
  }

  @Test
  void aTenantWithoutSourcesHasItsOwnRoot() {
    var own = new MemoryStore();
    assertEquals(
        own,
        Sources.NONE.mount(
            new Tenant("acme"),
            own,
            _ -> {
              throw new IllegalStateException("nothing to open");
            }));
  }

  @Test
  void aBucketThatCanNotBeReadHidesNoOther() throws IOException {
    var closed = new Problem(Problem.Kind.DEPENDENCY, "S3 refuses access", "s3://otel", "Allow it");
    var store =
        Sources.parse(SETTING.getBytes(UTF_8), "sources.json")
            .mount(
                new Tenant("acme"),
                new MemoryStore(),
                location -> {
                  if (location.startsWith("s3://otel/")) {
                    throw closed.asException();
                  }
                  return new MemoryStore().put("a.csv", "y_hat\n1\n");
                });
    assertEquals(
        List.of(
            "inferences/churn/a.csv",
            "inferences/churn/schema.json",
            "traces/shop/1/" + MountedStore.UNREADABLE,
            "traces/shop/2/a.csv"),
        store.list("").stream().map(StoredObject::key).toList());
    var problem =
        assertThrows(
                ClewException.class,
                () -> store.open("traces/shop/1/" + MountedStore.UNREADABLE).close())
            .problem();
    assertEquals(closed, problem);
  }

  @Test
  void aPredictorWhoseBucketIsClosedIsADependencyThatFailed() {
    var setting =
        "{\"acme\": [{\"kind\": \"predictor\", \"target\": \"p\", \"location\": \"s3://acme-ml\"}]}";
    var store =
        Sources.parse(setting.getBytes(UTF_8), "sources.json")
            .mount(
                new Tenant("acme"),
                new MemoryStore(),
                _ -> {
                  throw new Problem(
                          Problem.Kind.DEPENDENCY, "S3 refuses access", "s3://acme-ml", "Allow it")
                      .asException();
                });
    var problem =
        assertThrows(
                ClewException.class,
                () -> PredictorReader.of(scratch).read(store, "p", "inferences/p"))
            .problem();
    assertEquals(Problem.Kind.DEPENDENCY, problem.kind());
    assertTrue(problem.what().contains("S3 refuses access. Allow it"), problem.what());
  }

  @Test
  void mistakesAreNamedWithTenantAndPlace() {
    assertEquals(
        "sources.json, acme[0]",
        refusedSource("\"kind\": \"application\", \"target\": \"a\"").where());
    assertEquals(
        "has no 'location'", refusedSource("\"kind\": \"application\", \"target\": \"a\"").what());
    assertEquals(
        "did you mean 'predictor'?",
        refusedSource("\"kind\": \"predictors\", \"target\": \"a\", \"location\": \"s3://b2x\"")
            .remedy());
    assertEquals(
        "did you mean 'location'?", refusedSource("\"locaton\": \"s3://bucket\"").remedy());
    assertTrue(
        refusedSource("\"kind\": \"application\", \"target\": \"a/b\", \"location\": \"s3://b2x\"")
            .what()
            .contains("'a/b' is no name"));
    assertTrue(
        refusedSource("\"kind\": \"application\", \"target\": \"a\", \"location\": \"gs://b2x\"")
            .what()
            .contains("'gs://b2x' is no bucket"));
    assertEquals(
        "sources.json, acme[0], schema",
        refusedSource(
                "\"kind\": \"predictor\", \"target\": \"a\", \"location\": \"s3://b2x\","
                    + " \"schema\": {\"fils\": 1}")
            .where());
    assertTrue(refused("[]").what().contains("no JSON object"));
    assertTrue(refused("{\"a b\": []}").what().contains("tenant 'a b'"));
    assertEquals("sources.json, line 2", refused("{\n\"acme\": oops}").where());
  }
}
