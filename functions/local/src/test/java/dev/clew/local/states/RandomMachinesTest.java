package dev.clew.local.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Machines drawn at random do what was counted through for them, leave a history that is whole,
/// and do the same for the same seed.
class RandomMachinesTest {
  private static final int MACHINES = Boolean.getBoolean("clew.deep") ? 5000 : 500;

  @Test
  void aMachineDoesWhatIsCountedThroughForIt() {
    var failed = 0;
    var looped = 0;
    for (var seed = 0; seed < MACHINES; seed++) {
      var machine = new RandomMachine(seed);
      var expected = machine.expected();
      var calls = new AtomicInteger();
      var run = run(machine, seed, calls);
      var told = "seed " + seed + ": " + machine.definition();

      assertEquals(expected.states(), run.states(), told);
      assertEquals(expected.calls(), calls.get(), told);
      assertEquals(expected.error(), Trial.error(run), told);
      var end = run.end().orElseThrow();
      assertEquals(
          expected.succeeds() ? Execution.Status.SUCCEEDED : Execution.Status.FAILED,
          end.status(),
          told);
      if (expected.succeeds()) {
        assertEquals(expected.counter(), end.output().orElseThrow().get("n").intValue(), told);
      }
      failed += expected.succeeds() ? 0 : 1;
      looped += expected.states().size() > machine.definition().split("\"Type\"").length ? 1 : 0;
    }
    // The draw is worth its while: runs fail, succeed and go in circles.
    assertTrue(failed > MACHINES / 10 && failed < MACHINES * 9 / 10, failed + " failed");
    assertTrue(looped > MACHINES / 20, looped + " went in circles");
  }

  @Test
  void aHistoryIsWhole() {
    for (var seed = 0; seed < MACHINES; seed++) {
      var run = run(new RandomMachine(seed), seed, new AtomicInteger());
      var history = run.history();
      var told = "seed " + seed + ": " + history;

      assertEquals("ExecutionStarted", history.getFirst().type(), told);
      assertTrue(history.getLast().type().matches("Execution(Succeeded|Failed)"), told);
      var inside = "";
      for (var i = 0; i < history.size(); i++) {
        var event = history.get(i);
        assertEquals(i + 1, event.id(), told);
        assertFalse(i > 0 && event.at().isBefore(history.get(i - 1).at()), told);
        if (event.entersState()) {
          assertEquals("", inside, told);
          inside = event.state();
        } else if (event.type().endsWith("StateExited")) {
          assertEquals(inside, event.state(), told);
          inside = "";
        } else if (event.type().startsWith("LambdaFunction")) {
          assertEquals(inside, event.state(), told);
        }
      }
      // Only a state that ended the run is not left.
      assertEquals(run.status() == Execution.Status.SUCCEEDED, inside.isEmpty(), told);
    }
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    for (var seed = 0; seed < MACHINES; seed++) {
      var machine = new RandomMachine(seed);

      assertEquals(
          run(machine, seed, new AtomicInteger()).history(),
          run(machine, seed, new AtomicInteger()).history(),
          "seed " + seed);
    }
  }

  private static Execution run(RandomMachine machine, long seed, AtomicInteger calls) {
    var functions = machine.functions();
    return new Trial(seed)
        .run(
            machine.definition(),
            "{\"n\": 0}",
            (function, payload) -> {
              calls.incrementAndGet();
              return functions.call(function, payload);
            });
  }
}
