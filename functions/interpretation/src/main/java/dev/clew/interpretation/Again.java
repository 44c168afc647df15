package dev.clew.interpretation;

import dev.clew.evidence.Computation;
import dev.clew.evidence.Window;
import java.util.regex.Pattern;

/// The command that computes something again.
public final class Again {
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

  private Again() {}

  /// `clew run drift --target employment --current 70000..75000 --set top=5`, ready for a shell.
  public static String command(Computation computation) {
    var command = new StringBuilder("clew run ").append(computation.skill());
    if (!computation.target().isEmpty()) {
      command.append(" --target ").append(word(computation.target()));
    }
    window(command, " --baseline ", computation.windows().baseline());
    window(command, " --current ", computation.windows().current());
    computation
        .parameters()
        .forEach((name, value) -> {
          if (!value.isEmpty()) {
            command.append(" --set ").append(word(name + "=" + value));
          }
        });
    return command.toString();
  }

  private static void window(StringBuilder command, String option, Window window) {
    if (WindowText.isGiven(window)) {
      command.append(option).append(word(window.toString()));
    }
  }

  /// A word that a POSIX shell takes as it is.
  static String word(String text) {
    return BARE.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
