package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Measurement;
import dev.clew.interpretation.Interpreter;
import dev.clew.interpretation.Terminal;
import dev.clew.interpretation.voice.Spoken;
import dev.clew.investigation.Asked;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.ModelNarration;
import dev.clew.investigation.Progress;
import dev.clew.investigation.Question;
import dev.clew.investigation.Report;
import dev.clew.investigation.SkillRunner;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.agent.Agent;
import dev.clew.investigation.agent.Driver;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.agent.Matter;
import dev.clew.investigation.agent.Replies;
import dev.clew.investigation.agent.Steps;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.rails.RailedRouter;
import dev.clew.investigation.work.MemoryWorkspace;
import dev.clew.models.guard.Allowance;
import dev.clew.models.guard.Guarded;
import dev.clew.models.guard.Models;
import dev.clew.models.guard.Prices;
import dev.clew.models.guard.Sending;
import dev.clew.models.openai.OpenAiModel;
import dev.clew.models.openai.OpenAiServer;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Catalogue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Questions about one tenant's data, each answered in memory at a time that stands still, for a
/// user who leaves every choice to Clew.
final class Inquiries {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final Tenancy tenant;
  private final Catalogue catalogue = CommandLines.skills().all();
  private final Map<StepRequest, StepResult> measured = new HashMap<>();

  private Inquiries(Tenancy tenant) {
    this.tenant = tenant;
  }

  /// About the bundled samples.
  static Inquiries samples(Path scratch) {
    return new Inquiries(workplace(Path.of("samples"), scratch).open(Optional.empty()));
  }

  /// About the data of a folder.
  static Inquiries of(Path data, Path scratch) {
    return new Inquiries(workplace(data, scratch).open(Optional.of(data.toString())));
  }

  private static Workplace workplace(Path samples, Path scratch) {
    return CommandLines.workplace(
        new Setting(samples, scratch, "test", false, Optional.empty()),
        new Screen(System.out, System.err, Terminal.plain(), false));
  }

  Tenancy tenant() {
    return tenant;
  }

  /// The answer of the skill that the router chooses.
  Answer outright(Question question, Models models, StepExecutor steps) {
    return new Investigator(rails(models), steps, report(), () -> "id", () -> 0)
        .answer(question, tenant.targets(), Progress.NONE)
        .answer();
  }

  /// The answer of an investigation that is planned, and led by the model where there is one.
  ///
  /// @param mostReplies how often the user may be asked something
  Answer planned(String question, Models models, StepExecutor steps, int mostReplies) {
    var work = new MemoryWorkspace();
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var agent =
        new Agent(
            rails(models),
            new Agent.Parts(
                catalogue,
                Courses.load(),
                models,
                PromptFiles.PACKAGED,
                report(),
                work,
                () -> "id",
                clock));
    var id = new InvestigationId(Workplace.TENANT, "i1");
    var driver = new Driver(agent, new Steps(work, models.allowance(), clock), steps);
    var matter =
        new Matter(
            id, Question.of(question), tenant.targets(), List.of(), NOW.plus(Duration.ofDays(1)));
    for (int replies = 0; ; replies++) {
      var outcome = driver.run(matter, Progress.NONE);
      if (outcome.isPresent()) {
        return outcome.get().answer();
      }
      assertTrue(replies < mostReplies, "the user is asked without end");
      new Replies(work, clock).keep(id, "whatever you think best");
    }
  }

  private RailedRouter rails(Models models) {
    var skills = CommandLines.skills();
    return new RailedRouter(
        skills.router(catalogue), models, catalogue, skills.playbook(), PromptFiles.PACKAGED);
  }

  private static Report report() {
    return new Report("test", new Interpreter());
  }

  /// Measures each step when it is asked for, and has the model put it into words.
  StepExecutor measuring(Models models) {
    return new SkillRunner(
        catalogue,
        tenant.reading(),
        () -> 0,
        new ModelNarration(models, catalogue, PromptFiles.PACKAGED));
  }

  /// Measures each step once for all questions, whatever it was chosen for, and says it without a
  /// model.
  StepExecutor recorded() {
    return recorded((request, _, one) -> retold(request, one, one.measurement(), one.spoken()));
  }

  /// Measures each step once for all questions, and has the model put it into words anew.
  ///
  /// @param seen what is made of a measurement before anybody sees it
  StepExecutor recorded(Models models, UnaryOperator<Measurement> seen) {
    var narration = new ModelNarration(models, catalogue, PromptFiles.PACKAGED);
    return recorded((request, asked, one) -> {
      var measurement = seen.apply(one.measurement());
      return retold(
          request,
          one,
          measurement,
          narration.of(
              catalogue.require(request.skill()),
              request.target(),
              one.windows(),
              measurement,
              asked));
    });
  }

  private interface Retelling {
    StepResult.Measured of(StepRequest request, Asked asked, StepResult.Measured one);
  }

  private StepExecutor recorded(Retelling retelling) {
    var runner = new SkillRunner(catalogue, tenant.reading(), () -> 0);
    return (request, asked) ->
        switch (measured.computeIfAbsent(bare(request), _ -> runner.execute(request, asked))) {
          case StepResult.Measured one -> retelling.of(request, asked, one);
          case StepResult.Failed one ->
              new StepResult.Failed(request, one.problem(), one.elapsed());
        };
  }

  private static StepResult.Measured retold(
      StepRequest request, StepResult.Measured one, Measurement measurement, Spoken spoken) {
    return new StepResult.Measured(
        request,
        one.windows(),
        measurement,
        one.bytesRead(),
        one.rowsRead(),
        one.elapsed(),
        one.said(),
        spoken);
  }

  /// What is measured, whatever it was chosen for.
  private static StepRequest bare(StepRequest request) {
    return new StepRequest(
        request.skill(),
        request.target(),
        request.baseline(),
        request.current(),
        request.fromWords(),
        request.parameters(),
        "");
  }

  /// Models behind a server that is asked in OpenAI's protocol.
  ///
  /// @param slow whether the server is too slow; calls are then given up soon
  static Models models(OpenAiServer server, Allowance allowance, boolean slow) {
    var longest = slow ? Duration.ofMillis(150) : Duration.ofSeconds(20);
    return Models.of(
        new OpenAiModel(server.endpoint(), () -> longest, Clock.systemUTC()),
        new Guarded.Settings(
            allowance, true, Prices.UNKNOWN, Sending.SILENT, () -> longest, _ -> 0, _ -> {}));
  }
}
