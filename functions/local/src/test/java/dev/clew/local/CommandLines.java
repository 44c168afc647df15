package dev.clew.local;

import dev.clew.interpretation.Terminal;
import dev.clew.investigation.Skillset;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/// Runs commands as the launcher does, with what they print caught.
public final class CommandLines {
  /// Learned from once for all tests: it is the same for each.
  private static final Skillset SKILLS = new Skillset();

  private CommandLines() {}

  /// The skills that were built in.
  static Skillset skills() {
    return SKILLS;
  }

  /// A workplace with the skills that were built in, unless the user has prompts of his own.
  static Workplace workplace(Setting setting, Screen screen) {
    return setting.prompts().isPresent()
        ? new Workplace(setting, screen)
        : new Workplace(setting, screen, new Interrupts(screen, Interrupts.PATIENCE), SKILLS);
  }

  /// Runs one command as the launcher does, at such a workplace.
  static int run(Screen screen, Setting setting, Interrupts interrupts, String... arguments) {
    try (var workplace = new Workplace(setting, screen, interrupts, SKILLS)) {
      return Commands.line(screen, setting, workplace, arguments).execute(arguments);
    }
  }

  /// The command line at such a workplace.
  static CommandLine line(Screen screen, Setting setting, String... arguments) {
    return Commands.line(screen, setting, workplace(setting, screen), arguments);
  }

  /// What came of it.
  public record Run(int exit, byte[] out, String err) {}

  public static Run run(Path samples, Path scratch, Terminal terminal, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var screen =
        new Screen(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal,
            false);
    int exit =
        line(screen, new Setting(samples, scratch, "test", false, Optional.empty()))
            .execute(arguments);
    return new Run(exit, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }
}
