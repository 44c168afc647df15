package dev.clew.local;

import dev.clew.evidence.Measurement;
import dev.clew.interpretation.Interpreter;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.ModelNarration;
import dev.clew.investigation.Progress;
import dev.clew.investigation.Report;
import dev.clew.investigation.SkillRunner;
import dev.clew.investigation.Skillset;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.agent.Agent;
import dev.clew.investigation.agent.Matter;
import dev.clew.investigation.agent.Steps;
import dev.clew.investigation.budget.Budget;
import dev.clew.investigation.budget.BudgetedSteps;
import dev.clew.investigation.flags.FlaggedSteps;
import dev.clew.investigation.flags.Flags;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.rails.RailedRouter;
import dev.clew.investigation.selftrace.Recorder;
import dev.clew.investigation.work.Workspace;
import dev.clew.models.guard.Models;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Catalogue;
import dev.clew.skills.Ports;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// One investigation on this machine, with what it may use: skills and models as the flags say,
/// paid from its budget, and recorded.
///
/// @param prompts prompts and cards, the user's own among them
/// @param ports what skills may use beside the data
/// @param recorder watches what it does
/// @param skills all there are; those that the flags allow are used
record Undertaking(
    String version,
    Flags flags,
    PromptFiles prompts,
    Function<Tenancy, Ports> ports,
    Models models,
    Budget budget,
    Recorder recorder,
    Skillset skills,
    Clock clock) {

  /// Answers in one go.
  Investigator investigator(Tenancy tenant) {
    return new Investigator(
        rails(), executor(tenant), report(), Undertaking::newId, System::nanoTime);
  }

  /// Plans, and follows the plan.
  ///
  /// @param work where all of it is written down
  /// @param around puts itself around what runs the steps
  PlannedRun planned(
      Tenancy tenant,
      Matter matter,
      Workspace work,
      UnaryOperator<StepExecutor> around,
      Progress progress) {
    return new PlannedRun(
        agent(work),
        new Steps(work, models.allowance(), clock),
        around.apply(executor(tenant)),
        matter,
        recorder,
        progress,
        clock);
  }

  private Agent agent(Workspace work) {
    return new Agent(
        rails(),
        new Agent.Parts(
            catalogue(),
            Courses.load(),
            models,
            prompts,
            report(),
            work,
            Undertaking::newId,
            clock));
  }

  /// The answer that there would be now, of which nothing is written down: the investigation can go
  /// on as if it had not been asked for.
  Investigator.Outcome provisional(Matter matter, Workspace work, Progress progress) {
    return agent(new Overlay(work)).report(matter.id(), matter.targets(), progress);
  }

  private Catalogue catalogue() {
    return skills.only(flags::skill);
  }

  private RailedRouter rails() {
    var catalogue = catalogue();
    return new RailedRouter(
        skills.router(catalogue), models, catalogue, skills.playbook(), prompts);
  }

  private Report report() {
    return new Report(version, new Interpreter());
  }

  private StepExecutor executor(Tenancy tenant) {
    var catalogue = catalogue();
    var runner =
        new SkillRunner(
            catalogue,
            tenant.reading(),
            System::nanoTime,
            new ModelNarration(models, catalogue, prompts),
            ports.apply(tenant),
            models);
    StepExecutor recorded =
        (request, asked) ->
            recorder.tool(
                request.skill(),
                request.target(),
                () -> runner.execute(request, asked),
                Undertaking::outcome);
    return new FlaggedSteps(new BudgetedSteps(recorded, budget, System::nanoTime), flags);
  }

  private static String outcome(StepResult result) {
    return switch (result) {
      case StepResult.Failed _ -> "failed";
      case StepResult.Measured measured ->
          switch (measured.measurement()) {
            case Measurement.Found _ -> "found";
            case Measurement.Clean _ -> "clean";
            case Measurement.TooLittleData _ -> "too_little_data";
            case Measurement.NotApplicable _ -> "not_applicable";
          };
    };
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
