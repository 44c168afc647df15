package dev.clew.benchmarks.drift;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.Catalogue;
import dev.clew.skills.Inputs;
import dev.clew.traces.rows.PredictorReader;
import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/// The drift skill's whole path in a process of its own, from the files to verdicts and charts:
/// `FOLDER SCRATCH`. Prints the measures of each column; where the time went, to standard error.
final class OneReport {
  private static final Pattern MEASURE = Pattern.compile("drift\\.(\\w+)\\[column=(f\\d+)]");

  private OneReport() {}

  public static void main(String... arguments) throws IOException {
    System.out.print(measures(Path.of(arguments[0]), Path.of(arguments[1])));
  }

  /// Lines of `column, measure, value`.
  static String measures(Path folder, Path scratch) throws IOException {
    long started = System.nanoTime();
    var catalogue = Catalogue.load();
    var log = PredictorReader.of(scratch).read(DirectoryStore.of(folder), "made", "");
    long read = System.nanoTime();
    var inputs =
        new Inputs(
            catalogue.require("drift"),
            "made",
            new Inputs.Data.Log(log),
            new Windows(new Window.BaselineFiles(), new Window.CurrentFiles(), "given"),
            catalogue.parameters("drift", Map.of()));
    var results = catalogue.skill("drift").measure(inputs).shown().orElseThrow();
    long measured = System.nanoTime();
    var printed = new StringBuilder();
    for (Fact fact : results.facts()) {
      var name = MEASURE.matcher(fact.name());
      if (name.matches() && fact.value() instanceof FactValue.Real(double value)) {
        printed.append(name.group(2) + "\t" + name.group(1) + "\t" + value + "\n");
      } else if (name.matches() && fact.value() instanceof FactValue.Whole(long value)) {
        printed.append(name.group(2) + "\t" + name.group(1) + "\t" + value + "\n");
      }
    }
    System.err.printf(
        "read %d ms, measured %d ms%n",
        (read - started) / 1_000_000, (measured - read) / 1_000_000);
    return printed.toString();
  }
}
