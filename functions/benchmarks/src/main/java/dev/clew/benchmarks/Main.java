package dev.clew.benchmarks;

import dev.clew.benchmarks.agent.AgentFigure;
import dev.clew.benchmarks.ask.AskFigure;
import dev.clew.benchmarks.drift.DriftFigure;
import dev.clew.benchmarks.otlp.OtlpFigure;
import dev.clew.benchmarks.search.SearchFigure;
import java.io.IOException;
import java.util.List;

/// Prints one figure: what something costs, beside its peers, in the same run.
public final class Main {
  private static final String USAGE =
      """
      run otlp  [--spans N] [--objects N] [--wordiness N] [--rounds N] [--warm N] [--data DIR] [--jq yes|no]
      run drift [--rows N] [--columns N] [--rounds N] [--warm N] [--data DIR] [--python FILE] [--sorted yes|no]
                [--evidently full|no|ROWSxCOLUMNS]
      run ask   [--rounds N] [--launcher FILE]
      run agent [--rounds N] [--data DIR]
      run search [--vectors N] [--texts N] [--rounds N] [--warm N] [--threads N] [--data DIR] [--python FILE]
      run kernels [JMH's own options]\
      """;

  private Main() {}

  /// @param arguments the figure's name and its settings
  public static void main(String... arguments) throws IOException {
    if (arguments.length == 0) {
      System.err.println(USAGE);
      System.exit(2);
    }
    var settings = List.of(arguments).subList(1, arguments.length);
    switch (arguments[0]) {
      case "otlp" -> {
        begin();
        OtlpFigure.print(settings, System.out);
      }
      case "drift" -> {
        begin();
        DriftFigure.print(settings, System.out);
      }
      case "ask" -> {
        begin();
        AskFigure.print(settings, System.out);
      }
      case "agent" -> {
        begin();
        AgentFigure.print(settings, System.out);
      }
      case "search" -> {
        begin();
        SearchFigure.print(settings, System.out);
      }
      case "kernels" -> org.openjdk.jmh.Main.main(settings.toArray(String[]::new));
      default -> {
        System.err.println("there is no figure '" + arguments[0] + "'\n" + USAGE);
        System.exit(2);
      }
    }
  }

  private static void begin() throws IOException {
    System.out.println(Machine.describe());
  }
}
