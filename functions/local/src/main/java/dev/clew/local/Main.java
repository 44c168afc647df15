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
    return Commands.line(screen, setting, arguments).execute(arguments);
  }
}
