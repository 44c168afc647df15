package dev.clew.benchmarks.drift;

import dev.clew.benchmarks.Child;
import dev.clew.benchmarks.Contender;
import dev.clew.benchmarks.Contest;
import dev.clew.benchmarks.Options;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A drift report from Parquet to verdicts: Clew's skill beside a script with scipy and numpy, and
/// beside Evidently's preset.
public final class DriftFigure {
  private static final String HEAP = "-Xmx4g";

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
                "data", "target/benchmarks",
                "scripts", "src/main/python",
                "python", "python3",
                "evidently", "full"));
    var made = MadeLog.make(options.path("data"), options.count("rows"), options.count("columns"));
    Path scratch = Files.createDirectories(options.path("data").resolve("scratch"));
    out.printf(
        Locale.ROOT,
        "%,d against %,d rows of %d numeric columns in Parquet%n",
        made.rows(),
        made.rows(),
        made.columns());
    String python = options.text("python");
    Path scripts = options.path("scripts");
    if (!runs(python, "import scipy, pyarrow")) {
      out.println(
          python
              + " has no scipy and pyarrow: install "
              + scripts.resolve("requirements.txt")
              + " in an environment of its own and name its interpreter with --python");
      new Contest("the skill alone", Contest.Agreement.exact("equal measures"))
          .run(List.of(clew(made, scratch)), 0, options.count("rounds"), out);
      return;
    }
    new Contest("whole processes, from files to measures", new SameMeasures())
        .run(
            List.of(
                clew(made, scratch),
                Child.of(
                    "scipy+numpy",
                    List.of(
                        python,
                        scripts.resolve("drift_scipy.py").toString(),
                        made.folder().toString()))),
            0,
            options.count("rounds"),
            out);
    if (options.text("evidently").equals("no") || !runs(python, "import evidently")) {
      out.println("Evidently was not measured");
      return;
    }
    MadeLog part = part(made, options);
    new Contest(
            String.format(
                Locale.ROOT,
                "whole processes, against Evidently's DataDriftPreset on %,d rows of %d columns",
                part.rows(),
                part.columns()),
            new SameMeasures())
        .run(
            List.of(
                clew(part, scratch),
                Child.of(
                    "evidently",
                    List.of(
                        python,
                        scripts.resolve("drift_evidently.py").toString(),
                        part.folder().toString()))),
            0,
            options.count("rounds"),
            out);
  }

  /// The log that Evidently is measured on: all of it, or as `ROWSxCOLUMNS` says.
  private static MadeLog part(MadeLog made, Options options) throws IOException {
    String size = options.text("evidently");
    if (size.equals("full")) {
      return made;
    }
    String[] parts = size.split("x", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "--evidently " + size + " is not full, no or ROWSxCOLUMNS");
    }
    return MadeLog.make(
        options.path("data"), Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  private static Contender clew(MadeLog log, Path scratch) {
    return Child.java(
        "clew",
        List.of(HEAP),
        List.of(OneReport.class.getName(), log.folder().toString(), scratch.toString()));
  }

  private static boolean runs(String python, String program) {
    try {
      Child.of("python", List.of(python, "-c", program)).run();
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
