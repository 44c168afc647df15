package dev.clew.local;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.interpretation.PlainText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.UnmatchedArgumentException;

/// All commands, and what happens when one is used wrongly or fails.
final class Commands {
  private Commands() {}

  @Command(
      name = "clew",
      description =
          "Ask why a model got worse or why an agent fails; get an answer with its evidence.",
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "COMMAND",
      footer = {
        "",
        "With no --data the bundled real samples are used: employment, airline, frameworks, failures.",
        "Exit codes: 0 answered, 1 don't know or a check failed, 2 usage or bad input, 3 a dependency failed,",
        "130 broken off."
      })
  private static final class Clew {}

  /// Every command by its name. A command of its own is one line here.
  private static Map<String, Supplier<Object>> all(
      Screen screen, Setting setting, Workplace workplace) {
    var all = new LinkedHashMap<String, Supplier<Object>>();
    all.put("ask", () -> new AskCommand(screen, workplace));
    all.put("run", () -> new RunCommand(screen, workplace));
    all.put("skills", () -> new SkillsCommand(screen));
    all.put("targets", () -> new TargetsCommand(screen, workplace));
    all.put("traces", () -> new TracesCommand(screen, workplace));
    all.put("verify", () -> new VerifyCommand(screen, workplace));
    all.put("eval", () -> new EvalCommand(setting, screen, workplace));
    all.put("serve", () -> new ServeCommand(screen, setting));
    return all;
  }

  /// The command line for these arguments. Where they begin with a command's name the others are
  /// left out: looking at their options costs more than the rest of a start.
  static CommandLine line(Screen screen, Setting setting, String... arguments) {
    return line(screen, setting, new Workplace(setting, screen), arguments);
  }

  /// Runs one command and lets go of what it held, however it ends.
  static int run(Screen screen, Setting setting, Interrupts interrupts, String... arguments) {
    try (var workplace = new Workplace(setting, screen, interrupts)) {
      return line(screen, setting, workplace, arguments).execute(arguments);
    }
  }

  /// The same at a workplace that was made elsewhere.
  static CommandLine line(
      Screen screen, Setting setting, Workplace workplace, String... arguments) {
    var all = all(screen, setting, workplace);
    var line = new CommandLine(new Clew());
    var named = arguments.length == 0 ? null : all.get(arguments[0]);
    if (named == null) {
      all.forEach((name, command) -> line.addSubcommand(name, command.get()));
    } else {
      line.addSubcommand(arguments[0], named.get());
    }
    line.getCommandSpec().version("clew " + setting.version());
    line.setOut(new PrintWriter(screen.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(screen.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(screen.terminal().colour() ? Ansi.ON : Ansi.OFF));
    line.setUsageHelpWidth(Math.min(110, screen.terminal().width()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((exception, _) -> misused(exception, screen));
    line.setExecutionExceptionHandler(
        (exception, _, _) -> failed(exception, screen, setting.debug()));
    line.setExecutionStrategy(parsed -> {
      if (parsed.subcommands().isEmpty()
          && !parsed.isUsageHelpRequested()
          && !parsed.isVersionHelpRequested()) {
        parsed.commandSpec().commandLine().usage(screen.out());
        return Exit.USAGE;
      }
      return new CommandLine.RunLast().execute(parsed);
    });
    return line;
  }

  /// A problem as it is told on standard error.
  static String said(Problem problem) {
    return PlainText.line(problem.toString());
  }

  /// Something the user can put right.
  static RuntimeException usage(String what, String remedy) {
    return new Problem(Problem.Kind.USER, what, "", remedy).asException();
  }

  private static int misused(CommandLine.ParameterException exception, Screen screen) {
    var command = exception.getCommandLine();
    var known = new ArrayList<String>();
    command.getCommandSpec().optionsMap().keySet().forEach(known::add);
    known.addAll(command.getSubcommands().keySet());
    var message = new StringBuilder(String.valueOf(exception.getMessage()));
    if (exception instanceof UnmatchedArgumentException unmatched) {
      for (var argument : unmatched.getUnmatched()) {
        var name = List.of(argument.split("=", 2)).getFirst();
        Nearest.to(name, known)
            .ifPresent(near -> message.append("; did you mean ").append(near).append("?"));
      }
    }
    screen.err().println("clew: " + PlainText.line(message.toString()));
    screen
        .err()
        .println(
            "Run `" + command.getCommandSpec().qualifiedName() + " --help` for what there is.");
    return Exit.USAGE;
  }

  private static int failed(Exception exception, Screen screen, boolean debug) {
    var problem =
        exception instanceof ClewException known
            ? known.problem()
            : new Problem(
                Problem.Kind.BUG,
                "something went wrong inside Clew: " + exception,
                "",
                "Set CLEW_DEBUG=1 to see where, and report it");
    screen.err().println("clew: " + said(problem));
    if (debug) {
      var trace = new StringWriter();
      exception.printStackTrace(new PrintWriter(trace));
      screen.err().print(trace);
    }
    return Exit.of(problem.kind());
  }
}
