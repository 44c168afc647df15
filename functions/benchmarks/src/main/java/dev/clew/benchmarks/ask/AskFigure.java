package dev.clew.benchmarks.ask;

import dev.clew.benchmarks.Child;
import dev.clew.benchmarks.Contender;
import dev.clew.benchmarks.Contest;
import dev.clew.benchmarks.Options;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// What a question on the samples costs from the shell's view, beside a JVM that says hello, and
/// where the time goes: start without a question, data without a measurement.
public final class AskFigure {
  private AskFigure() {}

  /// Measures; the launcher builds first where it has to.
  public static void print(List<String> arguments, PrintStream out) throws IOException {
    var options = Options.parse(arguments, Map.of("rounds", "5", "launcher", "../local/clew"));
    String clew = options.path("launcher").normalize().toString();
    Contender ready = clew("clew --version", clew, "--version");
    ready.run();
    new Contest("whole processes from the shell", (first, other) -> "other work, to be compared")
        .run(
            List.of(
                Child.java(
                    "a JVM that says hello",
                    List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                    List.of(Hello.class.getName())),
                ready,
                clew("clew skills", clew, "skills"),
                clew("clew targets", clew, "targets"),
                clew("ask, airline agent", clew, "ask", "Why do the airline agent's runs fail?"),
                clew(
                    "ask, token cost",
                    clew,
                    "ask",
                    "Which models and operations burn the tokens?",
                    "--target",
                    "frameworks"),
                clew(
                    "ask, employment",
                    clew,
                    "ask",
                    "Is the employment model still good on the latest rows, and what changed in its"
                        + " inputs?")),
            1,
            options.count("rounds"),
            out);
  }

  /// Exit 1 is an answer too: "don't know".
  private static Contender clew(String name, String... command) {
    return new Child(name, List.of(command), List.of(0, 1));
  }
}
