package dev.clew.investigation.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Tenant;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.Progress;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.work.MemoryWorkspace;
import dev.clew.investigation.work.Workspace;
import dev.clew.models.Reply;
import dev.clew.models.ScriptedModel;
import dev.clew.models.guard.Allowance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The process dies before or after any of its effects (a write, a step, a model's call, an event)
/// and is started again: the answer is the same bytes as without, and what is kept is not done
/// again. 1,000 seeded schedules in the deep run, 200 in every run.
class CrashTest {
  private static final int SCHEDULES = Boolean.getBoolean("clew.deep") ? 1_000 : 200;

  /// The process is gone.
  private static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  /// When it dies: at these effects, counted over all its lives; half of the times after the
  /// effect.
  private static final class Fate {
    private final SplittableRandom random;
    private final double chance;
    private int deaths;
    private int most;

    Fate(long seed) {
      random = new SplittableRandom(seed);
      chance = 0.05 + 0.25 * random.nextDouble();
      most = 40;
    }

    private Fate(double chance) {
      this.random = new SplittableRandom(1);
      this.chance = chance;
    }

    static Fate kind() {
      return new Fate(0.0);
    }

    void around(Runnable effect) {
      boolean dies = deaths < most && random.nextDouble() < chance;
      if (dies && random.nextBoolean()) {
        deaths++;
        throw new Died();
      }
      effect.run();
      if (dies) {
        deaths++;
        throw new Died();
      }
    }
  }

  private static final class Mortal implements Workspace {
    private final MemoryWorkspace kept = new MemoryWorkspace();
    private final Fate fate;

    Mortal(Fate fate) {
      this.fate = fate;
    }

    @Override
    public Optional<Kept> read(Tenant tenant, String investigationId, String name, Instant now) {
      return kept.read(tenant, investigationId, name, now);
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
      var written = new boolean[1];
      fate.around(() ->
          written[0] = kept.write(tenant, investigationId, name, body, basedOn, now, expiresAt));
      return written[0];
    }

    @Override
    public void forget(Tenant tenant, String investigationId) {
      kept.forget(tenant, investigationId);
    }
  }

  /// What an investigation left behind.
  ///
  /// @param events by key, the one told first
  private record Left(String answer, Map<String, Progress.Event> events, int steps, int deaths) {}

  private static Left investigated(Fate fate, boolean model) {
    var work = new Mortal(fate);
    var events = new HashMap<String, Progress.Event>();
    Progress progress =
        event ->
            fate.around(() -> {
              if (!event.key().isEmpty()) {
                var before = events.putIfAbsent(event.key(), event);
                assertTrue(
                    before == null || before.equals(event), "told otherwise: " + event.key());
              }
            });
    var run = new int[1];
    StepExecutor executor =
        (request, asked) -> {
          var result = new ArrayList<StepResult>();
          fate.around(() -> {
            run[0]++;
            result.add(Bench.runner().execute(request, asked));
          });
          return result.getFirst();
        };
    while (true) {
      var bench = model ? Bench.over(work, dying(fate), Allowance.USUAL) : Bench.over(work);
      try {
        var answer =
            bench
                .run(Bench.QUESTION, executor, progress)
                .map(Investigator.Outcome::answer)
                .orElseThrow();
        return new Left(Bench.json(answer), events, run[0], fate.deaths);
      } catch (Died e) {
        // Started again.
      }
    }
  }

  /// A model that adds a step after the first one, goes on, and finishes with what is supported.
  private static ScriptedModel dying(Fate fate) {
    var inner =
        Bench.deciding(prompt -> {
          if (prompt.contains("No step is open")) {
            return List.of(
                Bench.call(
                    "finish",
                    "{\"causes\": [{\"cause\": \"failing/fails/travel\", \"facts\": [\"S2.F2\"]}]}"));
          }
          return prompt.contains("S3") || !prompt.contains("S1 done")
              ? List.of(Bench.call("continue", "{}"))
              : List.of(
                  Bench.call(
                      "add_step",
                      "{\"skill\": \"faults\", \"target\": \"shop\", \"baseline\": null, \"current\": null,"
                          + " \"settings\": [], \"why\": \"unexpected\", \"facts\": [\"S1.F1\"]}"));
        });
    return new ScriptedModel(call -> {
      var reply = new ArrayList<Reply>();
      fate.around(() -> reply.add(inner.complete(call)));
      return reply.getFirst();
    });
  }

  private static void sameWhereverItDies(boolean model) {
    var untouched = investigated(Fate.kind(), model);
    int deaths = 0;
    for (int seed = 0; seed < SCHEDULES / 2; seed++) {
      var left = investigated(new Fate(seed), model);
      assertEquals(untouched.answer(), left.answer(), "schedule " + seed);
      assertEquals(untouched.events(), left.events(), "schedule " + seed);
      assertTrue(
          left.steps() <= untouched.steps() + left.deaths(),
          "schedule " + seed + " ran " + left.steps() + " steps in " + left.deaths() + " deaths");
      deaths += left.deaths();
    }
    assertTrue(deaths > SCHEDULES / 2, "only " + deaths + " deaths");
  }

  @Test
  void withoutAModelTheAnswerIsTheSameWhereverTheProcessDies() {
    sameWhereverItDies(false);
  }

  @Test
  void withAModelTheAnswerIsTheSameWhereverTheProcessDies() {
    sameWhereverItDies(true);
  }
}
