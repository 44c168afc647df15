package dev.clew.local;

import dev.clew.investigation.budget.Limits;
import dev.clew.investigation.flags.FlagSource;
import dev.clew.local.serve.Credentials;
import dev.clew.local.serve.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `clew serve`: the HTTP API through the Lambda handlers, on embedded S3 and DynamoDB.
@Command(
    name = "serve",
    description =
        "Serve the HTTP API on loopback: the same functions as on AWS, on embedded S3 and DynamoDB.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private final Screen screen;
  private final Setting setting;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where the API listens; 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Option(
      names = "--s3-port",
      paramLabel = "PORT",
      description = "Where the embedded S3 listens (default: any that is free).")
  private int s3Port;

  @Option(
      names = "--dynamodb-port",
      paramLabel = "PORT",
      description = "Where the embedded DynamoDB listens (default: any that is free).")
  private int dynamoPort;

  @Option(
      names = "--flags",
      paramLabel = "FILE",
      defaultValue = "${env:CLEW_FLAGS}",
      description = "What each tenant may use, as JSON (default: CLEW_FLAGS; none: everything).")
  private Optional<String> flags = Optional.empty();

  @Option(
      names = "--budget",
      paramLabel = "LIMITS",
      defaultValue = "${env:CLEW_BUDGET}",
      description =
          "The most that one investigation may spend, as tokens=400000,usd=2,calls=60 (default: CLEW_BUDGET).")
  private Optional<String> budget = Optional.empty();

  ServeCommand(Screen screen, Setting setting) {
    this.screen = screen;
    this.setting = setting;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var folder = folder(data.given());
    var scratch = Files.createTempDirectory(setting.scratch(), "clew-serve-");
    var ended = new CountDownLatch(1);
    var cleared = new CountDownLatch(1);
    // The machine goes down when its hooks are through: this one waits until what was made is gone.
    // It must not wait for this thread itself, which ends by asking the machine to go down.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              ended.countDown();
              try {
                if (!cleared.await(10, TimeUnit.SECONDS)) {
                  screen.err().println("clew: " + scratch + " could not be cleared in time");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
    try (var deployment =
        Deployment.start(
            folder,
            scratch,
            new Deployment.Ports(port, s3Port, dynamoPort),
            options(),
            line -> screen.err().println(line))) {
      show(deployment);
      ended.await();
    } finally {
      delete(scratch);
      cleared.countDown();
    }
    return Exit.ANSWERED;
  }

  /// Flags are read anew for each request, and once now: what is wrong with them is said at once.
  private Deployment.Options options() {
    var options = Deployment.Options.NONE.with(setting.models());
    var file = flags.filter(name -> !name.isBlank());
    if (file.isPresent()) {
      var source = FlagSource.file(Path.of(file.get()));
      source.flags();
      options = options.with(source);
    }
    var limits = budget.filter(text -> !text.isBlank());
    return limits.isPresent() ? options.with(Limits.parse(limits.get(), "--budget")) : options;
  }

  private void show(Deployment deployment) {
    var out = screen.out();
    out.println("clew API          " + deployment.api() + "/v1/openapi.yaml");
    out.println(
        "embedded S3       "
            + deployment.s3()
            + "  (key "
            + Credentials.LOCAL.accessKey()
            + ", secret "
            + Credentials.LOCAL.secretKey()
            + ")");
    out.println("embedded DynamoDB " + deployment.dynamo());
    out.println("Ctrl-C ends it; answers are kept until then.");
  }

  private Path folder(Optional<String> given) {
    if (given.isEmpty()) {
      return setting.samples();
    }
    if (given.get().startsWith("s3://")) {
      throw Commands.usage(
          "serve offers a folder, and " + given.get() + " is a bucket already",
          "Deploy with template.yaml to serve a bucket, or copy the part you want into a folder");
    }
    var folder = Path.of(given.get());
    if (!Files.isDirectory(folder)) {
      throw Commands.usage("there is no folder " + folder, "Give an existing folder with --data");
    }
    return folder;
  }

  /// Only what was made here: the link to the data goes, the data stays.
  private static void delete(Path scratch) throws IOException {
    try (var all = Files.walk(scratch)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
