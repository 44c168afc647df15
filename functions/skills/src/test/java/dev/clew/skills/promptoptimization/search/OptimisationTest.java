package dev.clew.skills.promptoptimization.search;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.models.LanguageModel;
import dev.clew.models.Tier;
import dev.clew.models.guard.Prices;
import dev.clew.models.prompts.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimisationTest {
  private static final Prompt RULES = new Prompt("reflect.md", "Propose edits.");
  private static final Prompt FAILURES = new Prompt("failures.md", "{{texts}}\n{{answers}}");
  private static final long BUDGET = 700;

  private static Course run(
      Task task, List<Example> examples, LanguageModel model, long calls, long seed) {
    return run(task, examples, model, new Purse(calls, 1, Prices.UNKNOWN), calls, seed);
  }

  private static Course run(
      Task task, List<Example> examples, LanguageModel model, Purse purse, long calls, long seed) {
    var bench =
        new Bench(Optional.of(model), () -> Duration.ofHours(1), purse, Journal.NONE, (_, _) -> {});
    return new Optimisation(task, Split.of(examples, calls, seed), bench, RULES, FAILURES, seed)
        .run();
  }

  static List<Defects> planted() {
    return PlantedTasks.all();
  }

  @ParameterizedTest
  @MethodSource("planted")
  void everyPlantedDefectIsRemovedWithinTheBudget(Defects planted) {
    int seeds = Boolean.getBoolean("clew.deep") ? 50 : 5;
    for (long seed = 1; seed <= seeds; seed++) {
      var purse = new Purse(BUDGET, 1, Prices.UNKNOWN);
      var course =
          run(planted.task(), planted.examples(), planted.model(seed), purse, BUDGET, seed);
      var where = planted.name() + ", seed " + seed + ", " + purse.calls() + " calls";
      assertFalse(planted.mended().apply(planted.task().baseline()), where);
      assertTrue(
          planted.mended().apply(course.best().candidate().texts()),
          where + course.best().candidate().texts());
      assertTrue(course.heldOut().orElseThrow().accepted(), where);
      assertTrue(purse.calls() <= BUDGET, where);
    }
  }

  /// No candidate is better than another: answers are right or wrong by chance.
  @Test
  void aChangeThatIsNoBetterIsHardlyEverAccepted() {
    int seeds = Boolean.getBoolean("clew.deep") ? 1_000 : 100;
    int accepted = 0;
    int byTraining = 0;
    for (long seed = 1; seed <= seeds; seed++) {
      var examples = new ArrayList<Example>();
      for (int i = 0; i < 48; i++) {
        examples.add(Defects.example(i, Map.of("x", "input " + i), "yes"));
      }
      var random = new Random(seed);
      var task = new PromptTask("Say it.\nBe polite.\n\n{{x}}", new Check.Exact(), Tier.FAST, 50);
      var nothing =
          new Defects(
              "nothing planted",
              task,
              examples,
              (_, _) -> Defects.text(random.nextBoolean() ? "yes" : "no"),
              Defects.useless(PromptTask.NAME),
              _ -> true);
      var course = run(task, examples, nothing.model(seed), 600, seed);
      byTraining += course.steps().isEmpty() ? 0 : 1;
      accepted += course.heldOut().filter(HeldOut::accepted).isPresent() ? 1 : 0;
    }
    assertTrue(byTraining <= 0.05 * seeds, byTraining + " of " + seeds + " by training examples");
    assertTrue(accepted <= 0.05 * seeds, accepted + " of " + seeds);
  }
}
