package dev.clew.local.serve;

import dev.clew.edge.AgentHandler;
import dev.clew.edge.BrowseHandler;
import dev.clew.edge.InvestigationHandler;
import dev.clew.edge.RouterHandler;
import dev.clew.edge.Settings;
import dev.clew.edge.SkillHandler;
import dev.clew.edge.Tenants;
import dev.clew.edge.Tracing;
import dev.clew.edge.Wiring;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.Skillset;
import dev.clew.investigation.budget.Limits;
import dev.clew.investigation.flags.FlagSource;
import dev.clew.models.settings.ModelSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Everything that template.yaml deploys, on this machine: the functions, the two buckets and the
/// table.
public final class Deployment implements AutoCloseable {
  static final Tenant TENANT = new Tenant("main");
  static final String DATA_BUCKET = "clew-data";
  static final String DATA_PREFIX = "tenants/";
  static final String STATE_BUCKET = "clew-state";
  static final String TABLE = "clew-state";
  private static final String ROUTER = "clew-router";
  private static final String INVESTIGATION = "clew-investigation:live";
  private static final String BROWSE = "clew-browse:live";
  private static final String AGENT = "clew-agent:live";

  private final EmbeddedS3 s3;
  private final EmbeddedDynamo dynamo;
  private final S3Client s3Client;
  private final DynamoDbClient dynamoClient;
  private final LocalFunctions functions;
  private final LocalMachines machines;
  private final HttpFront front;

  private Deployment(
      EmbeddedS3 s3,
      EmbeddedDynamo dynamo,
      S3Client s3Client,
      DynamoDbClient dynamoClient,
      LocalFunctions functions,
      LocalMachines machines,
      HttpFront front) {
    this.s3 = s3;
    this.dynamo = dynamo;
    this.s3Client = s3Client;
    this.dynamoClient = dynamoClient;
    this.functions = functions;
    this.machines = machines;
    this.front = front;
  }

  /// Where things listen; 0 for any port that is free.
  public record Ports(int http, int s3, int dynamo) {
    private static final int LAST = 65_535;

    public Ports {
      checked("--port", http);
      checked("--s3-port", s3);
      checked("--dynamodb-port", dynamo);
    }

    private static void checked(String option, int port) {
      if (port < 0 || port > LAST) {
        throw new Problem(
                Problem.Kind.USER,
                port + " is no port",
                option,
                "Give a number from 1 to " + LAST + ", or 0 for any that is free")
            .asException();
      }
    }
  }

  /// Starts everything over one tenant's data.
  ///
  /// @param data the tenant's root, a folder
  /// @param scratch a folder for buckets and temporary files; the data is linked into it, not
  ///   copied
  /// @param lines receives the functions' log lines
  /// @throws ClewException when a port is taken or a folder can not be used
  public static Deployment start(Path data, Path scratch, Ports ports, Consumer<String> lines) {
    return start(data, scratch, ports, ModelSettings.OFF, lines);
  }

  /// As the other one, with language models.
  public static Deployment start(
      Path data, Path scratch, Ports ports, ModelSettings models, Consumer<String> lines) {
    return start(data, scratch, ports, Options.NONE.with(models), lines);
  }

  /// What else there is to choose.
  ///
  /// @param budget the most that one investigation may spend
  /// @param tenants whose requests are whose
  public record Options(ModelSettings models, FlagSource flags, Limits budget, Tenants tenants) {
    /// No model, everything on, the usual budget, one tenant.
    public static final Options NONE =
        new Options(ModelSettings.OFF, FlagSource.NONE, Limits.INVESTIGATION, Tenants.only(TENANT));

    public Options with(ModelSettings others) {
      return new Options(others, flags, budget, tenants);
    }

    public Options with(FlagSource others) {
      return new Options(models, others, budget, tenants);
    }

    public Options with(Limits other) {
      return new Options(models, flags, other, tenants);
    }

    public Options with(Tenants others) {
      return new Options(models, flags, budget, others);
    }
  }

  /// As the other ones.
  public static Deployment start(
      Path data, Path scratch, Ports ports, Options options, Consumer<String> lines) {
    var buckets = scratch.resolve("s3");
    link(data, buckets.resolve(DATA_BUCKET).resolve(DATA_PREFIX), buckets.resolve(STATE_BUCKET));
    var begun = new ArrayDeque<AutoCloseable>();
    try {
      var s3 = begun(begun, EmbeddedS3.start(buckets, ports.s3(), Credentials.LOCAL));
      var dynamo = begun(begun, EmbeddedDynamo.start(ports.dynamo(), Credentials.LOCAL));
      var s3Client = begun(begun, s3.client());
      var dynamoClient = begun(begun, dynamo.client());
      EmbeddedDynamo.createTable(dynamoClient, TABLE);
      var functions = begun(begun, new LocalFunctions(lines));
      var machines = begun(begun, new LocalMachines(functions, AGENT, s3Client, STATE_BUCKET));
      var skills = new Skillset();
      deploy(
          functions,
          skills.all().ids(),
          skill ->
              new Wiring(
                  settings(skill, options),
                  skills,
                  s3Client,
                  dynamoClient,
                  functions,
                  () -> machines,
                  options.flags(),
                  Tracing.NONE,
                  Clock.systemUTC(),
                  scratch.resolve("tmp")));
      var front = HttpFront.start(ports.http(), functions, Deployment::function);
      return new Deployment(s3, dynamo, s3Client, dynamoClient, functions, machines, front);
    } catch (ClewException e) {
      end(begun, e);
      throw e;
    }
  }

  private static <T extends AutoCloseable> T begun(Deque<AutoCloseable> begun, T part) {
    begun.push(part);
    return part;
  }

  /// Ends what was started before something else could not be.
  private static void end(Deque<AutoCloseable> begun, ClewException failure) {
    for (var part : begun) {
      try {
        part.close();
      } catch (Exception e) {
        // Declared as such.
        failure.addSuppressed(e);
      }
    }
  }

  private static void deploy(
      LocalFunctions functions, List<String> skills, Function<Optional<String>, Wiring> wiring) {
    var router = wiring.apply(Optional.empty());
    functions.deploy(ROUTER, new RouterHandler(router), Duration.ofSeconds(29));
    functions.deploy(INVESTIGATION, new InvestigationHandler(router), Duration.ofMinutes(15));
    functions.deploy(AGENT, new AgentHandler(router), Duration.ofMinutes(2));
    functions.deploy(BROWSE, new BrowseHandler(router), Duration.ofSeconds(29));
    for (var skill : skills) {
      functions.deploy(
          "clew-skill-" + skill + ":live",
          new SkillHandler(wiring.apply(Optional.of(skill))),
          Duration.ofMinutes(5));
    }
  }

  private static Settings settings(Optional<String> skill, Options options) {
    return new Settings(
        DATA_BUCKET,
        DATA_PREFIX,
        STATE_BUCKET,
        TABLE,
        "clew-skill-{skill}:live",
        INVESTIGATION,
        BROWSE,
        LocalMachines.INVESTIGATION,
        skill,
        options.tenants(),
        Optional.empty(),
        Optional.empty(),
        options.models(),
        options.budget(),
        Limits.DAY,
        Optional.empty());
  }

  /// The routes of template.yaml.
  static String function(String method, String path) {
    boolean browses =
        method.equals("GET")
            && (path.equals("/v1/targets")
                || path.equals("/v1/traces")
                || path.startsWith("/v1/traces/"));
    return browses ? BROWSE : ROUTER;
  }

  private static void link(Path data, Path tenants, Path state) {
    try {
      Files.createDirectories(tenants);
      Files.createDirectories(state);
      var link = tenants.resolve(TENANT.id());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, data.toRealPath());
    } catch (IOException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.USER,
              "the data can not be offered as a bucket: " + e.getMessage(),
              data.toString(),
              "Give a folder that exists, and leave room for temporary files"),
          e);
    }
  }

  public URI api() {
    return front.address();
  }

  public URI s3() {
    return s3.endpoint();
  }

  public URI dynamo() {
    return dynamo.endpoint();
  }

  /// The functions, for who wants to call one as `sam local invoke` does.
  public LocalFunctions functions() {
    return functions;
  }

  /// The state machines, for who wants to start a batch as EventBridge Scheduler does.
  public LocalMachines machines() {
    return machines;
  }

  @Override
  public void close() {
    front.close();
    machines.close();
    functions.close();
    s3Client.close();
    dynamoClient.close();
    dynamo.close();
    s3.close();
  }
}
