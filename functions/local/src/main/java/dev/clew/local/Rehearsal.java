package dev.clew.local;

import dev.clew.interpretation.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/// Runs typical commands with nobody listening, so that the launcher's archive of classes holds
/// what a question needs.
final class Rehearsal {
  private Rehearsal() {}

  /// How the commands end does not matter here: a question without an answer loads classes too.
  static int run(Setting setting) {
    var unheard = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var screen = new Screen(unheard, unheard, Terminal.plain(), false);
    try {
      var page = Files.createTempFile(setting.scratch(), "clew-rehearsal", ".html");
      for (var command : commands(page.toString())) {
        var arguments = command.toArray(String[]::new);
        Commands.run(screen, setting, new Interrupts(screen, Interrupts.PATIENCE), arguments);
      }
      Files.deleteIfExists(page);
      return Exit.ANSWERED;
    } catch (IOException e) {
      return Exit.FAILED;
    }
  }

  private static List<List<String>> commands(String page) {
    return List.of(
        List.of("ask", "Is the employment model still good, and what changed in its inputs?"),
        List.of("ask", "Why do the airline agent's runs fail?", "--html", page),
        List.of("ask", "frameworks: which models burn the tokens?", "--json"),
        List.of("ask", "Are the rows of employment sound?"),
        List.of("traces", "--target", "frameworks"),
        List.of("targets"),
        List.of("skills"));
  }
}
