package dev.clew.local;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Tenant;
import dev.clew.interpretation.Again;
import dev.clew.interpretation.Interpreter;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.ModelNarration;
import dev.clew.investigation.Narration;
import dev.clew.investigation.Playbook;
import dev.clew.investigation.Question;
import dev.clew.investigation.Report;
import dev.clew.investigation.Router;
import dev.clew.investigation.SkillRunner;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.Verifier;
import dev.clew.investigation.agent.Agent;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.agent.Matter;
import dev.clew.investigation.agent.Steps;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.rails.RailedRouter;
import dev.clew.investigation.sessions.Sessions;
import dev.clew.investigation.targets.Reading;
import dev.clew.investigation.targets.Targets;
import dev.clew.investigation.work.MemoryWorkspace;
import dev.clew.models.guard.Models;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.models.settings.Embedders;
import dev.clew.models.settings.ModelClients;
import dev.clew.skills.Catalogue;
import dev.clew.skills.ParameterSchema;
import dev.clew.skills.Ports;
import dev.clew.skills.Shelf;
import dev.clew.traces.spans.SpanLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// Puts the parts together that a command needs: straight on files, in this process, no server.
final class Workplace {
  /// Whose everything is on one machine.
  static final Tenant TENANT = new Tenant("main");

  private final Setting setting;
  private final ProgressLines progress;
  private final Embedders embedders;

  Workplace(Setting setting, Screen screen) {
    this.setting = setting;
    this.embedders = new Embedders(setting.embedder(), Runtime.getRuntime().availableProcessors());
    this.progress = new ProgressLines(screen);
  }

  ProgressLines progress() {
    return progress;
  }

  /// Opens what `--data` names, the bundled samples unless given.
  Tenancy open(Optional<String> data) {
    var store = Stores.open(data, setting.sources(), setting.samples());
    var targets = Targets.in(store, setting.scratch());
    var limits =
        SpanLimits.forHeap(
            Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors());
    return new Tenancy(
        store, targets, new Reading(store, targets, setting.scratch(), limits, progress::read));
  }

  Investigator investigator(Tenancy tenant) {
    return investigator(tenant, models());
  }

  /// With these models rather than those of the setting.
  Investigator investigator(Tenancy tenant, Models models) {
    var prompts = prompts();
    var catalogue = Catalogue.load(prompts);
    return new Investigator(
        router(catalogue, models, prompts),
        new SkillRunner(
            catalogue,
            tenant.reading(),
            System::nanoTime,
            new ModelNarration(models, catalogue, prompts),
            ports(tenant)),
        new Report(setting.version(), new Interpreter()),
        () -> UUID.randomUUID().toString(),
        System::nanoTime);
  }

  /// Plans an investigation of several steps and follows it, in this process.
  Investigator.Outcome planned(Tenancy tenant, Question question) {
    var run = plannedRun(tenant, question, executor -> executor);
    return run.run().orElseGet(run::report);
  }

  /// The same, not yet begun.
  ///
  /// @param around puts itself around what runs the steps
  PlannedRun plannedRun(Tenancy tenant, Question question, UnaryOperator<StepExecutor> around) {
    var prompts = prompts();
    var catalogue = Catalogue.load(prompts);
    var models = models();
    var work = new MemoryWorkspace();
    var clock = Clock.systemUTC();
    var agent =
        new Agent(
            router(catalogue, models, prompts),
            new Agent.Parts(
                catalogue,
                Courses.load(),
                models,
                prompts,
                new Report(setting.version(), new Interpreter()),
                work,
                () -> UUID.randomUUID().toString(),
                clock));
    var executor =
        new SkillRunner(
            catalogue,
            tenant.reading(),
            System::nanoTime,
            new ModelNarration(models, catalogue, prompts),
            ports(tenant));
    var id = new InvestigationId(TENANT, "ask");
    return new PlannedRun(
        agent,
        new Steps(work, models.allowance(), clock),
        around.apply(executor),
        new Matter(
            id, question, tenant.targets(), List.of(), clock.instant().plus(Duration.ofDays(1))),
        progress,
        clock);
  }

  private static RailedRouter router(Catalogue catalogue, Models models, PromptFiles prompts) {
    var playbook = Playbook.load();
    return new RailedRouter(new Router(catalogue, playbook), models, catalogue, playbook, prompts);
  }

  /// The conversations of earlier calls.
  Sessions sessions() {
    return new FolderSessions(new StateFolder(setting.state().resolve("sessions")));
  }

  /// The language models, or why there are none.
  Models models() {
    return ModelClients.of(
        setting.models(), progress::sends, setting.models()::longestCall, Clock.systemUTC());
  }

  /// Runs skills on the data, without words beyond their own.
  SkillRunner runner(Tenancy tenant) {
    return runner(Catalogue.load(), tenant);
  }

  private PromptFiles prompts() {
    return setting.prompts().map(PromptFiles::in).orElse(PromptFiles.PACKAGED);
  }

  /// Writes commands that compute something again on the same data; what is the card's default is
  /// left out.
  Again again(Optional<String> data) {
    var catalogue = Catalogue.load();
    return new Again(
        data.orElse(""),
        (skill, parameter, value) ->
            parameter.equals(ParameterSchema.FILTER_WHY)
                || value.equals(defaults(catalogue, skill).get(parameter)));
  }

  private static Map<String, String> defaults(Catalogue catalogue, String skill) {
    try {
      return catalogue.parameters(skill, Map.of()).asMap();
    } catch (ClewException _) {
      // Another version's skill, or one that cannot do without: then everything is said.
      return Map.of();
    }
  }

  Verifier verifier(Tenancy tenant) {
    var catalogue = Catalogue.load();
    return new Verifier(catalogue, runner(catalogue, tenant));
  }

  private SkillRunner runner(Catalogue catalogue, Tenancy tenant) {
    return new SkillRunner(
        catalogue, tenant.reading(), System::nanoTime, Narration.NONE, ports(tenant));
  }

  /// What skills may use beside their data. Indexes are kept by the place that the data lie at.
  private Ports ports(Tenancy tenant) {
    var at = StateFolder.sha256(tenant.store().describe()).substring(0, 16);
    return ports(Optional.of(new FolderShelf(setting.state().resolve("indexes").resolve(at))));
  }

  /// The same without a place where anything is kept.
  Ports ports() {
    return ports(Optional.empty());
  }

  private Ports ports(Optional<Shelf> shelf) {
    return new Ports(
        embedders::get,
        shelf,
        Optional::empty,
        prompts(),
        setting.scratch(),
        progress::works,
        _ -> {});
  }
}
