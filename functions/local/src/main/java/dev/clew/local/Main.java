package dev.clew.local;

import dev.clew.evidence.ClewException;
import java.util.Map;
import java.util.Properties;

/// The command line.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv(), System.getProperties()));
  }

  private static int run(
      String[] arguments, Map<String, String> environment, Properties properties) {
    var screen = Screen.of(environment, properties);
    Setting setting;
    try {
      setting = Setting.of(environment, properties);
    } catch (ClewException e) {
      screen.err().println("clew: " + Commands.said(e.problem()));
      return Exit.of(e.problem().kind());
    }
    if (arguments.length == 1 && arguments[0].equals("--rehearse")) {
      return Rehearsal.run(setting);
    }
    try {
      return Commands.run(screen, setting, Interrupts.ofProcess(screen), arguments);
    } catch (OutOfMemoryError _) {
      // What was being built is unreachable by now, so there is room to say it.
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      screen
          .err()
          .println(
              "clew: the data need more than the "
                  + megabytes
                  + " MB of memory there are. Choose a shorter window or fewer files, or allow more:"
                  + " CLEW_JAVA_OPTIONS=-Xmx"
                  + 2 * megabytes
                  + "m");
      return Exit.FAILED;
    }
  }
}
