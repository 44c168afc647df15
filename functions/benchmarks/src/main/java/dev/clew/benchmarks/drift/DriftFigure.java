package dev.clew.benchmarks.drift;

import dev.clew.benchmarks.Child;
import dev.clew.benchmarks.Contender;
import dev.clew.benchmarks.Contest;
import dev.clew.benchmarks.Options;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A drift report from Parquet to verdicts: Clew's skill beside scipy and numpy as one writes it,
/// the same made as quick as these libraries allow, and Evidently's preset, all in turn.
public final class DriftFigure {
  /// Heap for twice the rows; the rest as the launcher of the command line starts a JVM for much
  /// data.
  private static final List<String> OPTIONS = Child.forMuchData("-Xmx4g");

  /// Rows of the log that the archive of classes is written with.
  private static final int REHEARSED = 50_000;

  private DriftFigure() {}

  /// Makes the log on first use, then measures.
  public static void print(List<String> arguments, PrintStream out) throws IOException {
    var options =
        Options.parse(
            arguments,
            Map.of(
                "rows", "1000000",
                "columns", "40",
                "rounds", "3",
                "warm", "5",
                "data", "target/benchmarks",
                "scripts", "src/main/python",
                "python", "python3",
                "sorted", "yes",
                "evidently", "full"));
    var made = MadeLog.make(options.path("data"), options.count("rows"), options.count("columns"));
    Path scratch = Files.createDirectories(options.path("data").resolve("scratch"));
    out.printf(
        Locale.ROOT,
        "%,d against %,d rows of %d numeric columns in Parquet%n",
        made.rows(),
        made.rows(),
        made.columns());
    var contenders = new ArrayList<Contender>();
    contenders.add(clew(made, scratch));
    var python = new Python(options.text("python"), options.path("scripts"));
    if (python.has("scipy, pyarrow")) {
      contenders.add(python.over("scipy+numpy", "drift_scipy.py", made));
      if (options.isYes("sorted")) {
        contenders.add(python.over("scipy, sorted once", "drift_scipy_sorted.py", made));
      }
    } else {
      out.println(python.missing("scipy and pyarrow"));
    }
    String evidently = options.text("evidently");
    boolean beside = !evidently.equals("no") && python.has("evidently");
    if (beside && evidently.equals("full")) {
      contenders.add(python.over("evidently", "drift_evidently.py", made));
    }
    new Contest("whole processes, from files to measures", new SameMeasures())
        .run(contenders, 0, options.count("rounds"), out);
    if (!beside) {
      out.println("Evidently was not measured");
    } else if (!evidently.equals("full")) {
      MadeLog part = part(evidently, options);
      new Contest(
              String.format(
                  Locale.ROOT,
                  "whole processes, against Evidently's DataDriftPreset on %,d rows of %d columns",
                  part.rows(),
                  part.columns()),
              new SameMeasures())
          .run(
              List.of(clew(part, scratch), python.over("evidently", "drift_evidently.py", part)),
              0,
              options.count("rounds"),
              out);
    }
    if (options.count("warm") > 0) {
      out.println(
          Child.java(
                  "clew, warm",
                  OPTIONS,
                  List.of(
                      WarmReports.class.getName(),
                      made.folder().toString(),
                      scratch.toString(),
                      options.text("warm")))
              .run()
              .result());
    }
  }

  /// The log that Evidently is measured on, where not on all of it.
  ///
  /// @param size `ROWSxCOLUMNS`
  private static MadeLog part(String size, Options options) throws IOException {
    String[] parts = size.split("x", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "--evidently " + size + " is not full, no or ROWSxCOLUMNS");
    }
    return MadeLog.make(
        options.path("data"), Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /// A process with an archive of its classes, written while it compares a log of fewer rows.
  private static Contender clew(MadeLog log, Path scratch) throws IOException {
    MadeLog small = MadeLog.make(log.folder().resolveSibling(""), REHEARSED, log.columns());
    return Child.archived(
        "clew",
        OPTIONS,
        arguments(log, scratch),
        arguments(small, scratch),
        scratch.resolve("drift.aot"));
  }

  private static List<String> arguments(MadeLog log, Path scratch) {
    return List.of(OneReport.class.getName(), log.folder().toString(), scratch.toString());
  }

  /// An interpreter and the scripts it runs; it leaves nothing beside them.
  private record Python(String interpreter, Path scripts) {
    Contender over(String name, String script, MadeLog log) {
      return Child.of(
          name,
          List.of(interpreter, "-B", scripts.resolve(script).toString(), log.folder().toString()));
    }

    boolean has(String modules) {
      try {
        Child.of("python", List.of(interpreter, "-c", "import " + modules)).run();
        return true;
      } catch (IOException _) {
        return false;
      }
    }

    String missing(String what) {
      return interpreter
          + " has no "
          + what
          + ": install "
          + scripts.resolve("requirements.txt")
          + " in an environment of its own and name its interpreter with --python";
    }
  }
}
