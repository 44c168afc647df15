package dev.clew.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Runs typical commands with nobody listening, so that the launcher's archive of classes holds
/// what a question needs.
final class Rehearsal {
  private static final List<List<String>> COMMANDS = List.of(List.of("skills"), List.of("--help"));

  private Rehearsal() {}

  static int run(Setting setting) {
    var unheard = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    var screen = new Screen(unheard, unheard, dev.clew.interpretation.Terminal.plain(), false);
    int worst = 0;
    for (var command : COMMANDS) {
      worst =
          Math.max(worst, Commands.line(screen, setting).execute(command.toArray(String[]::new)));
    }
    return worst;
  }
}
