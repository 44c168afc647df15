package dev.clew.benchmarks.agent;

import dev.clew.benchmarks.Options;
import dev.clew.evidence.Tenant;
import dev.clew.interpretation.Interpreter;
import dev.clew.investigation.Playbook;
import dev.clew.investigation.Progress;
import dev.clew.investigation.Question;
import dev.clew.investigation.Report;
import dev.clew.investigation.Router;
import dev.clew.investigation.SkillRunner;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.agent.Agent;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.agent.Matter;
import dev.clew.investigation.agent.Steps;
import dev.clew.investigation.agent.Turn;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.rails.RailedRouter;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.investigation.targets.Reading;
import dev.clew.investigation.targets.Targets;
import dev.clew.investigation.work.MemoryWorkspace;
import dev.clew.investigation.work.Workspace;
import dev.clew.models.guard.Models;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Catalogue;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What planning, reflecting and reporting take for each step of an investigation of the samples,
/// where every measurement is at hand and no model is asked: the agent's own part, reading and
/// writing its notes included.
public final class AgentFigure {
  /// A step's share must stay below this.
  private static final double BAR_MILLIS = 20;

  private static final List<String> QUESTIONS =
      List.of(
          "The employment model feels off since row 70,000. Find out why, check whether the inputs are to"
              + " blame or the model, compare with the airline agent's failures, and tell me what to do first.",
          "Why are the frameworks runs slow and what do they cost?");

  private final Map<StepRequest, StepResult> measured = new HashMap<>();
  private final Catalogue catalogue = Catalogue.load();
  private final Models models = Models.off("not asked");
  private final RailedRouter router =
      RailedRouter.withoutModel(new Router(catalogue, Playbook.load()));
  private final Courses courses = Courses.load();
  private final StepExecutor executor;
  private final List<TargetNames> targets;
  private long insideNanos;

  private AgentFigure(Reading reading) {
    this.executor = recorded(reading);
    this.targets = reading.names();
  }

  /// Measures each question so often, after as many rounds to warm up.
  public static void print(List<String> arguments, PrintStream out) throws IOException {
    var options = Options.parse(arguments, Map.of("rounds", "20", "data", "../local/samples"));
    var scratch = Files.createTempDirectory("clew-agent");
    var store = DirectoryStore.of(options.path("data").normalize());
    var limits =
        SpanLimits.forHeap(
            Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors());
    var figure =
        new AgentFigure(
            new Reading(store, Targets.in(store, scratch), scratch, limits, (_, _, _) -> {}));
    for (var question : QUESTIONS) {
      figure.print(question, options.count("rounds"), out);
    }
  }

  private void print(String question, int rounds, PrintStream out) {
    run(question);
    for (int i = 0; i < rounds; i++) {
      run(question);
    }
    var millis = new double[rounds];
    int steps = 0;
    for (int i = 0; i < rounds; i++) {
      insideNanos = 0;
      var started = System.nanoTime();
      steps = run(question);
      millis[i] = (System.nanoTime() - started - insideNanos) / 1e6 / steps;
    }
    Arrays.sort(millis);
    double worst = millis[(int) Math.ceil(0.95 * rounds) - 1];
    out.printf(
        "agent, %d steps: %.1f ms a step in the median, %.1f ms at the 95th percentile of %d rounds; the bar of %.0f ms is %s%n",
        steps,
        millis[rounds / 2],
        worst,
        rounds,
        BAR_MILLIS,
        worst < BAR_MILLIS ? "met" : "missed");
  }

  /// Takes each turn with an agent made anew, as a function does that kept nothing but the cards
  /// and the playbooks.
  ///
  /// @return how many steps it took
  private int run(String question) {
    var work = new MemoryWorkspace();
    var clock = Clock.systemUTC();
    var steps = new Steps(work, models.allowance(), clock);
    var matter =
        new Matter(
            new InvestigationId(new Tenant("local"), "i"),
            Question.of(question),
            targets,
            List.of(),
            clock.instant().plus(Duration.ofDays(1)));
    var turn = agent(work, clock).plan(matter, Progress.NONE);
    while (turn.next() instanceof Turn.Next.Step step) {
      steps.run(matter.id(), step.stepId(), executor);
      turn = agent(work, clock).reflect(matter.id(), targets, Progress.NONE);
    }
    return agent(work, clock)
        .report(matter.id(), targets, Progress.NONE)
        .answer()
        .plan()
        .steps()
        .size();
  }

  private Agent agent(Workspace work, Clock clock) {
    return new Agent(
        router,
        new Agent.Parts(
            catalogue,
            courses,
            models,
            PromptFiles.PACKAGED,
            new Report("benchmark", new Interpreter()),
            work,
            () -> "id",
            clock));
  }

  /// Runs each step once; after that what it measured is at hand.
  private StepExecutor recorded(Reading reading) {
    var runner = new SkillRunner(catalogue, reading, System::nanoTime);
    return (request, asked) -> {
      var started = System.nanoTime();
      var result = measured.computeIfAbsent(request, one -> runner.execute(one, asked));
      insideNanos += System.nanoTime() - started;
      return result;
    };
  }
}
