package dev.clew.local;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Tenant;
import dev.clew.interpretation.Again;
import dev.clew.interpretation.PlainText;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.Narration;
import dev.clew.investigation.OwnPrompts;
import dev.clew.investigation.Question;
import dev.clew.investigation.SkillRunner;
import dev.clew.investigation.Skillset;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.Verifier;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.agent.Matter;
import dev.clew.investigation.budget.Budget;
import dev.clew.investigation.budget.BudgetedModel;
import dev.clew.investigation.budget.Limits;
import dev.clew.investigation.budget.MemoryCounters;
import dev.clew.investigation.flags.Flags;
import dev.clew.investigation.selftrace.Recorder;
import dev.clew.investigation.selftrace.Traces;
import dev.clew.investigation.sessions.Sessions;
import dev.clew.investigation.targets.Reading;
import dev.clew.investigation.targets.Targets;
import dev.clew.investigation.work.MemoryWorkspace;
import dev.clew.investigation.work.Workspace;
import dev.clew.models.guard.Models;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.models.settings.Embedders;
import dev.clew.models.settings.ModelClients;
import dev.clew.skills.Catalogue;
import dev.clew.skills.ParameterSchema;
import dev.clew.skills.Ports;
import dev.clew.skills.Shelf;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.store.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Puts the parts together that a command needs: straight on files, in this process, no server.
final class Workplace implements AutoCloseable {
  /// Whose everything is on one machine.
  static final Tenant TENANT = new Tenant("main");

  private final Setting setting;
  private final Screen screen;
  private final ProgressLines progress;
  private final Interrupts interrupts;
  private final Skillset skills;
  private final ModelClients clients;
  private final Embedders embedders;
  private final Clock clock = Clock.systemUTC();
  private volatile boolean approved;
  private volatile boolean toldOfSlips;

  Workplace(Setting setting, Screen screen) {
    this(setting, screen, new Interrupts(screen, Interrupts.PATIENCE));
  }

  /// @param interrupts tells when the user breaks something off
  Workplace(Setting setting, Screen screen, Interrupts interrupts) {
    this(
        setting,
        screen,
        interrupts,
        setting.prompts().map(PromptFiles::in).map(Skillset::new).orElseGet(Skillset::new));
  }

  /// @param skills shared with other workplaces
  Workplace(Setting setting, Screen screen, Interrupts interrupts, Skillset skills) {
    this.skills = skills;
    this.setting = setting;
    this.screen = screen;
    this.progress = new ProgressLines(screen, interrupts);
    this.interrupts = interrupts;
    this.clients = new ModelClients(setting::models, clock);
    this.embedders = new Embedders(setting.embedder(), Runtime.getRuntime().availableProcessors());
  }

  ProgressLines progress() {
    return progress;
  }

  Interrupts interrupts() {
    return interrupts;
  }

  /// Lets go of the models' client: its threads would keep the process for a while.
  @Override
  public void close() {
    clients.close();
  }

  /// Opens what `--data` names, the bundled samples unless given.
  Tenancy open(Optional<String> data) {
    return open(data, Optional.empty());
  }

  /// The same, for a target that was named: `clew` without data is Clew's own work on this machine.
  Tenancy open(Optional<String> data, Optional<String> target) {
    boolean own = data.isEmpty() && target.filter(Traces.APPLICATION::equals).isPresent();
    var store = own ? own() : Stores.open(data, setting.sources(), setting.samples());
    var targets = Targets.in(store, setting.scratch());
    var limits =
        SpanLimits.forHeap(
            Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors());
    return new Tenancy(
        store,
        targets,
        new Reading(store, targets, setting.scratch(), limits, progress::read),
        own);
  }

  private ObjectStore own() {
    var traces = ownTraces();
    if (traces.isEmpty()) {
      throw Commands.usage(
          "Clew has kept no traces of its own work here yet",
          "Ask something first; each question leaves one");
    }
    return traces.store();
  }

  private OwnTraces ownTraces() {
    return new OwnTraces(setting.state().resolve("self"));
  }

  /// What may be used here now.
  ///
  /// @throws ClewException when the flags can not be read: what was turned off must not come on
  Flags flags() {
    return setting.flags().of(TENANT);
  }

  /// The skills there are.
  Skillset skills() {
    return skills;
  }

  /// Does something as one investigation, within its budget, and records it, unless it is about
  /// Clew's own work: that would bury what it is about.
  ///
  /// @param id of the investigation
  Investigator.Outcome undertaken(
      Tenancy tenant, String id, String session, Function<Undertaking, Investigator.Outcome> work) {
    var flags = flags();
    var since = clock.instant();
    var recorder =
        new Recorder(TENANT.id() + "/" + id, "ask-" + since.toEpochMilli(), flags.content(), clock);
    try {
      var outcome = work.apply(undertaking(id, flags, recorder));
      recorder.answered(TENANT.id(), outcome.answer(), since);
      return outcome;
    } catch (ClewException e) {
      recorder.failed(
          TENANT.id(), session, since, e.problem().kind().name().toLowerCase(Locale.ROOT));
      throw e;
    } finally {
      if (!tenant.own()) {
        ownTraces()
            .write(
                recorder,
                _ -> screen.err().println("clew: no trace of this is kept in " + setting.state()));
      }
    }
  }

  private Undertaking undertaking(String id, Flags flags, Recorder recorder) {
    var budget = new Budget(new MemoryCounters(), setting.budget(), Limits.NONE, TENANT, id, clock);
    return undertaking(flags, models(flags, recorder, budget), budget, recorder);
  }

  private Undertaking undertaking(Flags flags, Models models, Budget budget, Recorder recorder) {
    return new Undertaking(
        setting.version(), flags, prompts(), this::ports, models, budget, recorder, skills, clock);
  }

  private Models models(Flags flags, Recorder recorder, Budget budget) {
    return flags.models()
        ? clients
            .models(
                progress::sends,
                setting.models()::longestCall,
                (model, prices) ->
                    new BudgetedModel(
                        recorder.watching(model, prices), budget, prices, System::nanoTime))
            .within(setting.budget().usd())
        : Models.off("language models are turned off by the feature flags");
  }

  /// With these models rather than those of the setting.
  Investigator investigator(Tenancy tenant, Models models) {
    var recorder = new Recorder(TENANT.id() + "/none", "none", false, clock);
    var budget =
        new Budget(new MemoryCounters(), setting.budget(), Limits.NONE, TENANT, "none", clock);
    return undertaking(flags(), models, budget, recorder).investigator(tenant);
  }

  /// Plans an investigation that is written down nowhere, and follows the plan.
  Investigator.Outcome planned(Tenancy tenant, Question question) {
    var run = plannedRun(tenant, question, executor -> executor);
    return run.run().orElseGet(run::report);
  }

  /// The same, not yet begun.
  ///
  /// @param around puts itself around what runs the steps
  PlannedRun plannedRun(Tenancy tenant, Question question, UnaryOperator<StepExecutor> around) {
    var recorder = new Recorder(TENANT.id() + "/none", "none", false, clock);
    var matter =
        new Matter(
            new InvestigationId(TENANT, "ask"),
            question,
            tenant.targets(),
            List.of(),
            clock.instant().plus(Underway.KEPT));
    return undertaking("ask", flags(), recorder)
        .planned(tenant, matter, new MemoryWorkspace(), around, progress);
  }

  /// What planned investigations have written down.
  Workspace work() {
    return new FolderWorkspace(new StateFolder(setting.state().resolve("work")));
  }

  /// Planned investigations that have begun and have no answer yet.
  Underway.Shelf underway() {
    return new Underway.Shelf(new StateFolder(setting.state().resolve("sessions")), TENANT);
  }

  /// The conversations of earlier calls.
  Sessions sessions() {
    return new FolderSessions(new StateFolder(setting.state().resolve("sessions")));
  }

  /// The language models, or why there are none.
  Models models() {
    return flags().models()
        ? clients.models(progress::sends, setting.models()::longestCall)
        : Models.off("language models are turned off by the feature flags");
  }

  /// Runs skills on the data, without words beyond their own.
  SkillRunner runner(Tenancy tenant) {
    return runner(skills.all(), tenant);
  }

  private PromptFiles prompts() {
    var prompts = setting.prompts().map(PromptFiles::in).orElse(PromptFiles.PACKAGED);
    if (!toldOfSlips && setting.prompts().isPresent()) {
      toldOfSlips = true;
      OwnPrompts.slips(prompts, Catalogue.load())
          .forEach(line -> screen.err().println("clew: " + PlainText.line(line)));
    }
    return prompts;
  }

  /// Writes commands that compute something again on the same data; what is the card's default is
  /// left out.
  Again again(Optional<String> data) {
    var catalogue = skills.all();
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
    var catalogue = skills.all();
    return new Verifier(catalogue, runner(catalogue, tenant), tenant.found()::renamed);
  }

  private SkillRunner runner(Catalogue catalogue, Tenancy tenant) {
    return new SkillRunner(
        catalogue, tenant.reading(), System::nanoTime, Narration.NONE, ports(tenant));
  }

  /// What skills may use beside their data. Indexes are kept by the place that the data lie at.
  private Ports ports(Tenancy tenant) {
    var at = StateFolder.sha256(tenant.store().describe()).substring(0, 16);
    return ports(Optional.of(new FolderShelf(setting.state().resolve("indexes").resolve(at))))
        .reading(tenant.store());
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
            _ -> {})
        .approved(approved);
  }

  /// Lets what is asked now store what it would else only propose.
  void approve() {
    approved = true;
  }
}
