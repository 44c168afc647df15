package dev.clew.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A figure's settings, `--name value`, each with its default.
public final class Options {
  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  /// @param defaults every setting there is
  /// @throws IllegalArgumentException when a setting is not among them
  public static Options parse(List<String> arguments, Map<String, String> defaults) {
    var values = new LinkedHashMap<>(defaults);
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i).replaceFirst("^--", "");
      if (!defaults.containsKey(name) || i + 1 == arguments.size()) {
        throw new IllegalArgumentException(
            "'"
                + String.join(" ", arguments.subList(i, arguments.size()))
                + "' is no setting with a value; there are "
                + defaults);
      }
      values.put(name, arguments.get(i + 1));
    }
    return new Options(values);
  }

  public int count(String name) {
    return Integer.parseInt(text(name));
  }

  public boolean isYes(String name) {
    return text(name).equals("yes");
  }

  public Path path(String name) {
    return Path.of(text(name)).toAbsolutePath();
  }

  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("there is no setting '" + name + "'");
    }
    return value;
  }
}
