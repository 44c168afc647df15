package dev.clew.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.edge.dynamo.DynamoCounters;
import dev.clew.edge.dynamo.DynamoSessions;
import dev.clew.edge.dynamo.DynamoWorkspace;
import dev.clew.edge.http.OpenApi;
import dev.clew.edge.s3.S3Bodies;
import dev.clew.edge.s3.S3Lists;
import dev.clew.edge.s3.S3Store;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.interpretation.Interpreter;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.ModelNarration;
import dev.clew.investigation.Playbook;
import dev.clew.investigation.Report;
import dev.clew.investigation.Router;
import dev.clew.investigation.SkillRunner;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.agent.Agent;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.agent.Steps;
import dev.clew.investigation.budget.Budget;
import dev.clew.investigation.budget.BudgetedModel;
import dev.clew.investigation.budget.BudgetedSteps;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.rails.RailedRouter;
import dev.clew.investigation.sessions.Sessions;
import dev.clew.investigation.targets.Reading;
import dev.clew.investigation.targets.Targets;
import dev.clew.investigation.wire.StepJson;
import dev.clew.investigation.work.Workspace;
import dev.clew.models.guard.Models;
import dev.clew.models.guard.Sending;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.models.settings.ModelClients;
import dev.clew.skills.Catalogue;
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
  private final Tracing tracing;
  private final Clock clock;
  private final Path scratch;
  private final String version;
  private final ModelClients clients;

  /// @param machines asked for by who starts an investigation
  /// @param scratch a folder for what has to lie on disk for a while
  public Wiring(
      Settings settings,
      S3Client s3,
      DynamoDbClient dynamo,
      Functions functions,
      Supplier<Machines> machines,
      Tracing tracing,
      Clock clock,
      Path scratch) {
    this.settings = settings;
    this.s3 = s3;
    this.dynamo = dynamo;
    this.functions = functions;
    this.machines = machines;
    this.tracing = tracing;
    this.clock = clock;
    this.scratch = scratch;
    this.version =
        Optional.ofNullable(Wiring.class.getPackage().getImplementationVersion()).orElse("dev");
    var key = ModelKey.onAws();
    this.clients = new ModelClients(() -> key.in(settings.models()), clock);
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
            s3.build(),
            dynamo.build(),
            new LambdaFunctions(
                LambdaClient.builder().httpClient(UrlConnectionHttpClient.create()).build()),
            once(() ->
                new StepFunctions(
                    SfnClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
                    settings.investigationMachine())),
            Tracing.xray(),
            Clock.systemUTC(),
            Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    Priming.register(wiring, callsModel && settings.models().isOn());
    return wiring;
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
    return api(sessions(), workspace());
  }

  Api api(Sessions sessions, Workspace workspace) {
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
        Catalogue.load(),
        clock,
        Wiring::newId,
        time -> LockSupport.parkNanos(time.toNanos()));
  }

  Investigations investigations() {
    var bodies = bodies();
    var catalogue = Catalogue.load();
    return new Investigations(
        sessions(),
        new InvokedTargets(functions, settings.browseFunction()),
        (tenant, id) -> new InvokedSteps(functions, settings::skillFunction, bodies, tenant, id),
        (id, executor, timeLeft) ->
            new Investigator(
                new RailedRouter(
                    new Router(catalogue, Playbook.load()),
                    models(id, timeLeft),
                    catalogue,
                    Playbook.load(),
                    PromptFiles.PACKAGED),
                executor,
                new Report(version, new Interpreter()),
                Wiring::newId,
                System::nanoTime),
        tracing,
        clock);
  }

  Turns turns() {
    var workspace = workspace();
    return new Turns(
        sessions(),
        new Executions(workspace, machines),
        new KeptTargets(new InvokedTargets(functions, settings.browseFunction()), workspace, clock),
        (id, timeLeft) -> agent(id, timeLeft, workspace),
        settings::skillFunction,
        clock);
  }

  private Agent agent(InvestigationId id, Supplier<Duration> timeLeft, Workspace workspace) {
    var catalogue = Catalogue.load();
    var models = models(id, timeLeft);
    return new Agent(
        new RailedRouter(
            new Router(catalogue, Playbook.load()),
            models,
            catalogue,
            Playbook.load(),
            PromptFiles.PACKAGED),
        new Agent.Parts(
            catalogue,
            Courses.load(),
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

  StepExecutor runner(InvestigationId id, Supplier<Duration> timeLeft) {
    var catalogue = Catalogue.load();
    return new BudgetedSteps(
        new SkillRunner(
            catalogue,
            data(id.tenant()).reading(),
            System::nanoTime,
            new ModelNarration(models(id, timeLeft), catalogue, PromptFiles.PACKAGED)),
        budget(id),
        System::nanoTime);
  }

  /// The models, for calls that must be done in the time there is, paid from the investigation's
  /// budget.
  private Models models(InvestigationId id, Supplier<Duration> timeLeft) {
    return clients.models(
        Sending.SILENT,
        timeLeft,
        (model, prices) -> new BudgetedModel(model, budget(id), prices, System::nanoTime));
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
    var own = new S3Store(s3, settings.dataBucket(), settings.dataPrefix() + tenant.id());
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
