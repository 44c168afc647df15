package dev.clew.local;

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
    var setting = Setting.of(environment, properties);
    if (arguments.length == 1 && arguments[0].equals("--rehearse")) {
      return Rehearsal.run(setting);
    }
    try {
      return Commands.line(screen, setting, arguments).execute(arguments);
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
