package dev.clew.investigation.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Tenant;
import dev.clew.evidence.Unit;
import dev.clew.investigation.Progress;
import dev.clew.investigation.samples.SampleData;
import dev.clew.investigation.wire.StepJson;
import dev.clew.investigation.work.MemoryWorkspace;
import dev.clew.investigation.work.Workspace;
import dev.clew.models.guard.ModelUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GistTest {
  private final List<String> read = new ArrayList<>();
  private final Workspace work = counting(new MemoryWorkspace());

  private Workspace counting(Workspace inner) {
    return new Workspace() {
      @Override
      public Optional<Kept> read(Tenant tenant, String investigationId, String name, Instant now) {
        read.add(name);
        return inner.read(tenant, investigationId, name, now);
      }

      @Override
      public boolean write(
          Tenant tenant,
          String investigationId,
          String name,
          byte[] body,
          long basedOn,
          Instant now,
          Instant expiresAt) {
        return inner.write(tenant, investigationId, name, body, basedOn, now, expiresAt);
      }

      @Override
      public void forget(Tenant tenant, String investigationId) {
        inner.forget(tenant, investigationId);
      }
    };
  }

  @Test
  void aTurnReadsThePlanAndTheGistsItNeedsAndNoWholeResult() {
    var bench = Bench.over(work);
    bench.agent().plan(Bench.matter(), Progress.NONE);
    bench.steps().run(Bench.ID, "S1", Bench.runner());
    read.clear();
    bench.agent().reflect(Bench.ID, SampleData.targets(), Progress.NONE);
    assertEquals(List.of("plan", "S1.gist"), read);

    bench.steps().run(Bench.ID, "S2", Bench.runner());
    read.clear();
    bench.agent().reflect(Bench.ID, SampleData.targets(), Progress.NONE);
    assertEquals(List.of("plan", "S2.gist"), read, "S1 is about another target");
  }

  @Test
  void oneThatWasNotWrittenAnyMoreIsMadeUpFor() {
    var bench = Bench.over(work);
    bench.agent().plan(Bench.matter(), Progress.NONE);
    var notes = new Notes(work, bench.clock());
    var result = Bench.runner().execute(bench.request("S1"), bench.asked());
    assertTrue(
        work.write(
            Bench.ID.tenant(),
            Bench.ID.id(),
            "S1",
            StepJson.bytes(StepJson.write(result)),
            0,
            Bench.NOW,
            Bench.NOW.plusSeconds(60)));
    var gist = notes.gist(Bench.ID, "S1", Bench.NOW.plusSeconds(60)).orElseThrow();
    assertEquals(Ending.FOUND, gist.ending());
    read.clear();
    assertEquals(gist, notes.gist(Bench.ID, "S1", Bench.NOW.plusSeconds(60)).orElseThrow());
    assertEquals(List.of("S1.gist"), read);
  }

  @Test
  void whatIsReadBackIsWhatWasWritten() {
    var gist =
        new Gist(
            Ending.TOO_LITTLE_DATA,
            "whether it rains",
            List.of(
                fact("F1", new FactValue.Whole(Long.MAX_VALUE)),
                fact("F2", new FactValue.Real(2)),
                fact("F3", new FactValue.Real(-1.5e300)),
                fact("F4", new FactValue.Text("a \"quoted\" \u2026 text")),
                fact("F5", new FactValue.Flag(false)),
                fact("F6", new FactValue.Nothing()),
                new Fact(
                    "F7",
                    "share",
                    new FactValue.Real(0.5),
                    OptionalDouble.of(0.25),
                    OptionalDouble.empty(),
                    Unit.SHARE,
                    "")),
            List.of("HIGH: one", "S1.F1 a = 2"),
            ModelUse.NONE);
    assertEquals(gist, GistJson.read(GistJson.bytes(gist), "S1"));
  }

  private static Fact fact(String id, FactValue value) {
    return new Fact(
        id, "name." + id, value, OptionalDouble.empty(), OptionalDouble.empty(), Unit.NONE, "");
  }

  @Test
  void aModelIsShownAShortResultWhole() {
    var bench = Bench.over(work);
    bench.agent().plan(Bench.matter(), Progress.NONE);
    var result = Bench.runner().execute(bench.request("S2"), bench.asked());
    var lines = ResultLines.of("S2", result);
    // SampleData: 2 of the 5 travel runs failed.
    assertEquals(
        List.of(
            "HIGH: 2 of 5 traces failed.",
            "S2.F1 rows.current = 5 traces",
            "S2.F2 faults.total = 2 traces"),
        lines);
  }
}
