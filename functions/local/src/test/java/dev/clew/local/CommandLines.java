package dev.clew.local;

import dev.clew.interpretation.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// Runs commands as the launcher does, with what they print caught.
public final class CommandLines {
  private CommandLines() {}

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
        Commands.line(screen, new Setting(samples, scratch, "test", false, Optional.empty()))
            .execute(arguments);
    return new Run(exit, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }
}
