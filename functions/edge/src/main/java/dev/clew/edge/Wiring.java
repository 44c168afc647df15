package dev.clew.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.edge.dynamo.DynamoCounters;
import dev.clew.edge.dynamo.DynamoSessions;
import dev.clew.edge.dynamo.DynamoWorkspace;
import dev.clew.edge.http.OpenApi;
import dev.clew.edge.s3.S3Bodies;
import dev.clew.edge.s3.S3Lists;
import dev.clew.edge.s3.S3Shelf;
import dev.clew.edge.s3.S3Store;
import dev.clew.edge.s3.S3Traces;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.interpretation.Interpreter;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.ModelNarration;
import dev.clew.investigation.Report;
import dev.clew.investigation.SkillRunner;
import dev.clew.investigation.Skillset;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.agent.Agent;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.agent.Steps;
import dev.clew.investigation.budget.Budget;
import dev.clew.investigation.budget.BudgetedModel;
import dev.clew.investigation.budget.BudgetedSteps;
import dev.clew.investigation.flags.FlagSource;
import dev.clew.investigation.flags.FlaggedSteps;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.rails.RailedRouter;
import dev.clew.investigation.selftrace.Recorder;
import dev.clew.investigation.selftrace.Traces;
import dev.clew.investigation.sessions.Sessions;
import dev.clew.investigation.targets.Reading;
import dev.clew.investigation.targets.Targets;
import dev.clew.investigation.wire.StepJson;
import dev.clew.investigation.work.Workspace;
import dev.clew.models.guard.Models;
import dev.clew.models.guard.Sending;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.models.settings.Embedders;
import dev.clew.models.settings.ModelClients;
import dev.clew.skills.Catalogue;
import dev.clew.skills.Ports;
import dev.clew.traces.spans.Progress;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.targets.Sources;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sfn.SfnClient;

/// Puts the parts together. The only place that knows all of them.
///
/// Each part is made when it is first asked for, so that a function pays for what it uses.
public final class Wiring {
  private final Settings settings;
  private final S3Client s3;
  private final DynamoDbClient dynamo;
  private final Functions functions;
  private final Supplier<Machines> machines;
  private final FlagSource flags;
  private final Tracing tracing;
  private final Clock clock;
  private final Path scratch;
  private final String version;
  private final ModelClients clients;
  private final Skillset skills;
  private final Supplier<Courses> courses = once(Courses::load);
  private final Embedders embedders;

  /// @param skills shared by functions that run in one process
  /// @param machines asked for by who starts an investigation
  /// @param scratch a folder for what has to lie on disk for a while
  public Wiring(
      Settings settings,
      Skillset skills,
      S3Client s3,
      DynamoDbClient dynamo,
      Functions functions,
      Supplier<Machines> machines,
      FlagSource flags,
      Tracing tracing,
      Clock clock,
      Path scratch) {
    this.settings = settings;
    this.skills = skills;
    this.s3 = s3;
    this.dynamo = dynamo;
    this.functions = functions;
    this.machines = machines;
    this.flags = flags;
    this.tracing = tracing;
    this.clock = clock;
    this.scratch = scratch;
    this.version =
        Optional.ofNullable(Wiring.class.getPackage().getImplementationVersion()).orElse("dev");
    var key = ModelKey.onAws();
    this.clients = new ModelClients(() -> key.in(settings.models()), clock);
    this.embedders =
        new Embedders(
            () -> settings.embedder().keyed(() -> key.in(settings.models())),
            Runtime.getRuntime().availableProcessors());
  }

  /// From the environment that the template sets, primed for SnapStart, for a function that calls
  /// no model.
  static Wiring onAws() {
    return onAws(false);
  }

  /// The same for a function that calls a model where one is configured.
  static Wiring onAwsWithModel() {
    return onAws(true);
  }

  private static Wiring onAws(boolean callsModel) {
    var settings = Settings.of(System.getenv());
    var s3 = S3Client.builder().httpClient(UrlConnectionHttpClient.create());
    settings.s3Endpoint().ifPresent(endpoint -> s3.endpointOverride(endpoint).forcePathStyle(true));
    var dynamo = DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create());
    settings.dynamoEndpoint().ifPresent(dynamo::endpointOverride);
    var wiring =
        new Wiring(
            settings,
            new Skillset(),
            s3.build(),
            dynamo.build(),
            new LambdaFunctions(
                LambdaClient.builder().httpClient(UrlConnectionHttpClient.create()).build()),
            once(() ->
                new StepFunctions(
                    SfnClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
                    settings.investigationMachine())),
            settings.flags().map(Wiring::appConfig).orElse(FlagSource.NONE),
            Tracing.xray(),
            Clock.systemUTC(),
            Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    Priming.register(wiring, callsModel && settings.models().isOn());
    return wiring;
  }

  private static FlagSource appConfig(String place) {
    var made = once(() -> AppConfigFlags.onAws(place));
    return () -> made.get().flags();
  }

  /// Made when it is first asked for.
  private static <T> Supplier<T> once(Supplier<T> made) {
    var kept = new AtomicReference<T>();
    return () -> {
      synchronized (kept) {
        var value = kept.get();
        if (value == null) {
          value = made.get();
          kept.set(value);
        }
        return value;
      }
    };
  }

  Tenants tenants() {
    return settings.tenants();
  }

  Tracing tracing() {
    return tracing;
  }

  Optional<String> skill() {
    return settings.skill();
  }

  Bodies bodies() {
    return new S3Bodies(s3, settings.stateBucket());
  }

  Sessions sessions() {
    return new DynamoSessions(dynamo, settings.stateTable(), bodies());
  }

  Workspace workspace() {
    return new DynamoWorkspace(dynamo, settings.stateTable(), bodies());
  }

  Api api() {
    return api(sessions(), workspace(), flags);
  }

  Api api(Sessions sessions, Workspace workspace, FlagSource allowed) {
    return new Api(
        OpenApi.packaged(),
        sessions,
        (tenant, id, question) -> {
          var event =
              JsonNodeFactory.instance
                  .objectNode()
                  .put("tenant", tenant.id())
                  .put("investigationId", id);
          event.set("question", StepJson.write(question));
          functions.start(settings.investigationFunction(), StepJson.bytes(event));
        },
        new Executions(workspace, machines),
        tenant -> skills.only(allowed.of(tenant)::skill),
        tenant -> allowed.of(tenant).planning(),
        clock,
        Wiring::newId,
        time -> LockSupport.parkNanos(time.toNanos()));
  }

  /// The skills that a tenant may use.
  private Catalogue catalogue(Tenant tenant) {
    return skills.only(flags.of(tenant)::skill);
  }

  SelfTraces selfTraces() {
    return new SelfTraces(new S3Traces(s3, settings.stateBucket()), flags, clock);
  }

  /// Hands questions that gain from a plan to the state machine, where planning is on.
  private Investigations.Planned planned() {
    var executions = new Executions(workspace(), machines);
    var kept =
        new KeptTargets(
            new InvokedTargets(functions, settings.browseFunction()), workspace(), clock);
    return (tenant, investigation, asked, meant, listed) -> {
      boolean wanted =
          flags.of(tenant).planning()
              && skills.router(catalogue(tenant)).wantsPlan(meant, InvokedTargets.read(listed));
      if (wanted) {
        kept.keep(
            new InvestigationId(tenant, investigation.id()), listed, investigation.expiresAt());
        executions.begin(tenant, investigation, asked, clock.instant());
      }
      return wanted;
    };
  }

  Investigations investigations() {
    var bodies = bodies();
    return new Investigations(
        sessions(),
        new InvokedTargets(functions, settings.browseFunction()),
        (tenant, id) -> new InvokedSteps(functions, settings::skillFunction, bodies, tenant, id),
        (id, executor, timeLeft, recorder) ->
            new Investigator(
                router(catalogue(id.tenant()), models(id, timeLeft, recorder)),
                executor,
                new Report(version, new Interpreter()),
                Wiring::newId,
                System::nanoTime),
        planned(),
        selfTraces(),
        tracing,
        clock);
  }

  Turns turns() {
    var workspace = workspace();
    return new Turns(
        sessions(),
        new Executions(workspace, machines),
        new KeptTargets(new InvokedTargets(functions, settings.browseFunction()), workspace, clock),
        (id, timeLeft, recorder) -> agent(id, timeLeft, recorder, workspace),
        settings::skillFunction,
        selfTraces(),
        clock);
  }

  private RailedRouter router(Catalogue catalogue, Models models) {
    return new RailedRouter(
        skills.router(catalogue), models, catalogue, skills.playbook(), PromptFiles.PACKAGED);
  }

  private Agent agent(
      InvestigationId id, Supplier<Duration> timeLeft, Recorder recorder, Workspace workspace) {
    var catalogue = catalogue(id.tenant());
    var models = models(id, timeLeft, recorder);
    return new Agent(
        router(catalogue, models),
        new Agent.Parts(
            catalogue,
            courses.get(),
            models,
            PromptFiles.PACKAGED,
            new Report(version, new Interpreter()),
            workspace,
            Wiring::newId,
            clock));
  }

  Batches batches() {
    var workspace = workspace();
    return new Batches(
        sessions(),
        workspace,
        new Executions(workspace, machines),
        new InvokedTargets(functions, settings.browseFunction()),
        tenant -> router(catalogue(tenant), Models.off("batches are summed up without one")),
        new S3Lists(s3, settings.stateBucket()),
        new Report(version, new Interpreter()),
        clock);
  }

  Steps steps() {
    return new Steps(workspace(), settings.models().allowance(), clock);
  }

  Browser browser() {
    return new Browser(this::data, Wiring::newId);
  }

  StepExecutor runner(InvestigationId id, Ports.Time time, Recorder recorder) {
    var catalogue = skills.all();
    var models = models(id, time.left(), recorder);
    return new FlaggedSteps(
        new BudgetedSteps(
            new SkillRunner(
                catalogue,
                data(id.tenant()).reading(),
                System::nanoTime,
                new ModelNarration(models, catalogue, PromptFiles.PACKAGED),
                ports(id.tenant()).reading(store(id.tenant())).within(time),
                models),
            budget(id),
            System::nanoTime),
        flags.of(id.tenant()));
  }

  /// What skills may use beside their data.
  private Ports ports(Tenant tenant) {
    return new Ports(
        embedders::get,
        Optional.of(new S3Shelf(s3, settings.stateBucket(), tenant)),
        Optional::empty,
        PromptFiles.PACKAGED,
        scratch,
        (_, _, _) -> {},
        _ -> {});
  }

  /// The models, for calls that must be done in the time there is, paid from the investigation's
  /// budget.
  private Models models(InvestigationId id, Supplier<Duration> timeLeft, Recorder recorder) {
    if (!flags.of(id.tenant()).models()) {
      return Models.off("language models are turned off for this tenant");
    }
    return clients
        .models(
            Sending.SILENT,
            timeLeft,
            (model, prices) ->
                new BudgetedModel(
                    recorder.watching(model, prices), budget(id), prices, System::nanoTime))
        .within(settings.budget().usd());
  }

  private Budget budget(InvestigationId id) {
    return new Budget(
        new DynamoCounters(dynamo, settings.stateTable()),
        settings.budget(),
        settings.dayBudget(),
        id.tenant(),
        id.id(),
        clock);
  }

  private Browser.Data data(Tenant tenant) {
    var store = store(tenant);
    var targets = Targets.in(store, scratch);
    var limits =
        SpanLimits.forHeap(
            Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors());
    return new Browser.Data(targets, new Reading(store, targets, scratch, limits, Progress.SILENT));
  }

  /// The tenant's own root, with what the sources setting mounts into it.
  private ObjectStore store(Tenant tenant) {
    // What Clew wrote of its own work is its own tenant's data.
    var own =
        tenant.equals(Traces.TENANT)
            ? new S3Store(s3, settings.stateBucket(), S3Traces.ROOT)
            : new S3Store(s3, settings.dataBucket(), settings.dataPrefix() + tenant.id());
    return sources().mount(tenant, own, location -> S3Store.at(s3, location));
  }

  private Sources sources() {
    try {
      var bytes =
          s3.getObjectAsBytes(
                  request -> request.bucket(settings.stateBucket()).key(Settings.SOURCES))
              .asByteArray();
      return Sources.parse(bytes, "s3://" + settings.stateBucket() + "/" + Settings.SOURCES);
    } catch (NoSuchKeyException e) {
      return Sources.NONE;
    } catch (SdkException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.DEPENDENCY,
              "the sources setting can not be read",
              "s3://" + settings.stateBucket() + "/" + Settings.SOURCES,
              "Try again; if it stays so, check the function's permissions"),
          e);
    }
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
