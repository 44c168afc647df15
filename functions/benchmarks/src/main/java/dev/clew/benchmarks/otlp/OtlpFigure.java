package dev.clew.benchmarks.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.benchmarks.Child;
import dev.clew.benchmarks.Contender;
import dev.clew.benchmarks.Contest;
import dev.clew.benchmarks.Here;
import dev.clew.benchmarks.Options;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// OTLP JSON to per-model aggregates: Clew's readers beside DuckDB's JSON reader and jq.
public final class OtlpFigure {
  /// Both work in this much heap and what DuckDB takes outside of it; the rest as the launcher of
  /// the command line starts a JVM for much data.
  private static final List<String> OPTIONS = Child.forMuchData("-Xmx2g");

  private OtlpFigure() {}

  /// Makes the traces on first use, then measures.
  public static void print(List<String> arguments, PrintStream out) throws IOException {
    var options =
        Options.parse(
            arguments,
            Map.of(
                "spans", "200000",
                "objects", "400",
                "wordiness", "3",
                "rounds", "5",
                "warm", "5",
                "jq", "yes",
                "data", "target/benchmarks"));
    Path data = options.path("data");
    var made =
        OtlpObjects.make(
            data, options.count("spans"), options.count("objects"), options.count("wordiness"));
    Path scratch = Files.createDirectories(data.resolve("scratch"));
    out.printf(
        Locale.ROOT,
        "%,d spans in %d objects: %,d MB plain (%,d bytes a span), %,d MB gzip%n",
        made.spans(),
        made.objects(),
        Math.round(made.plainBytes() / 1e6),
        made.plainBytes() / made.spans(),
        Math.round(made.gzipBytes() / 1e6));
    var agreement = Contest.Agreement.exact("equal aggregates");
    int rounds = options.count("rounds");
    for (String form : List.of("plain", "gzip")) {
      Path folder = made.folder().resolve(form);
      new Contest(form + ", whole processes from start to exit", agreement)
          .run(
              List.of(fresh("clew", folder, scratch), fresh("duckdb", folder, scratch)),
              0,
              rounds,
              out);
      var warm = new ArrayList<Contender>();
      for (Aggregation aggregation :
          List.of(new ClewAggregation(scratch), new DuckDbAggregation())) {
        warm.add(new Here(aggregation.name(), () -> ModelUse.table(aggregation.of(folder))));
      }
      new Contest(form + ", within one warm process", agreement)
          .run(warm, options.count("warm"), rounds, out);
    }
    if (options.text("jq").equals("yes") && Files.isExecutable(Path.of("/usr/bin/jq"))) {
      Path folder = made.folder().resolve("plain");
      new Contest("plain, whole processes, against jq", agreement)
          .run(List.of(fresh("clew", folder, scratch), jq(folder, scratch)), 0, 1, out);
    }
  }

  /// A process with an archive of its classes, written while it reads a sample of the objects.
  private static Contender fresh(String who, Path folder, Path scratch) throws IOException {
    Path sample = Files.createDirectories(scratch.resolve("sample-" + folder.getFileName()));
    try (var objects = Files.list(folder)) {
      for (Path object : objects.sorted().limit(8).toList()) {
        Files.copy(
            object, sample.resolve(object.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return Child.archived(
        who,
        OPTIONS,
        arguments(who, folder, scratch),
        arguments(who, sample, scratch),
        scratch.resolve(who + ".aot"));
  }

  private static List<String> arguments(String who, Path folder, Path scratch) {
    return List.of(OneAggregation.class.getName(), who, folder.toString(), scratch.toString());
  }

  private static Contender jq(Path folder, Path scratch) throws IOException {
    Path program = scratch.resolve("aggregate.jq");
    try (var in = OtlpFigure.class.getResourceAsStream("aggregate.jq")) {
      if (in == null) {
        throw new IllegalStateException("aggregate.jq is missing from the build");
      }
      Files.writeString(program, new String(in.readAllBytes(), UTF_8));
    }
    var command = new ArrayList<>(List.of("/usr/bin/jq", "-n", "-r", "-f", program.toString()));
    try (var objects = Files.list(folder)) {
      objects.sorted(Comparator.naturalOrder()).forEach(object -> command.add(object.toString()));
    }
    return Child.of("jq", command);
  }
}
