package dev.clew.interpretation;

import dev.clew.evidence.Computation;
import dev.clew.evidence.Window;
import java.util.regex.Pattern;

/// The command that computes something again, as the reader would type it.
///
/// @param data what follows `--data`; empty for the bundled samples and over HTTP
/// @param defaults tells what need not be said
public record Again(String data, Defaults defaults) {
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

  /// Says everything.
  public static final Again WHOLE = new Again("", (_, _, _) -> false);

  /// Which parameters have the value they have anyway.
  @FunctionalInterface
  public interface Defaults {
    boolean isDefault(String skill, String parameter, String value);
  }

  /// `clew run drift --target employment --current 70000..75000 --set top=5`, ready for a shell.
  public String command(Computation computation) {
    var command = new StringBuilder("clew run ").append(computation.skill());
    data(command);
    if (!computation.target().isEmpty()) {
      command.append(" --target ").append(word(computation.target()));
    }
    window(command, " --baseline ", computation.windows().baseline());
    window(command, " --current ", computation.windows().current());
    computation
        .parameters()
        .forEach((name, value) -> {
          if (!value.isEmpty() && !defaults.isDefault(computation.skill(), name, value)) {
            command.append(" --set ").append(word(name + "=" + value));
          }
        });
    return command.toString();
  }

  /// `clew ask "..."`, of the same data.
  public String ask(String question) {
    var command = new StringBuilder("clew ask ").append(word(PlainText.line(question)));
    data(command);
    return command.toString();
  }

  /// `clew traces ID`, of the same data: a trace whole.
  public String trace(String traceId) {
    var command = new StringBuilder("clew traces ").append(word(PlainText.line(traceId)));
    data(command);
    return command.toString();
  }

  /// `clew verify FILE`, of the same data.
  public String verify(String file) {
    var command = new StringBuilder("clew verify ").append(word(file));
    data(command);
    return command.toString();
  }

  private void data(StringBuilder command) {
    if (!data.isEmpty()) {
      command.append(" --data ").append(word(data));
    }
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
