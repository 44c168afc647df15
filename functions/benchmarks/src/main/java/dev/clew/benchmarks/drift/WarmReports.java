package dev.clew.benchmarks.drift;

import dev.clew.benchmarks.Contender;
import dev.clew.benchmarks.Contest;
import dev.clew.benchmarks.Here;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The same report again and again in one process, as a service makes them: `FOLDER SCRATCH TIMES`.
final class WarmReports {
  private static final int WARM_UPS = 3;

  private WarmReports() {}

  public static void main(String... arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path scratch = Path.of(arguments[1]);
    Contender report = new Here("clew", () -> OneReport.measures(folder, scratch));
    new Contest("within one warm process", Contest.Agreement.exact("equal measures"))
        .run(List.of(report), WARM_UPS, Integer.parseInt(arguments[2]), System.out);
  }
}
