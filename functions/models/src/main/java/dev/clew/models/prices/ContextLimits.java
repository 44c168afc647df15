package dev.clew.models.prices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// How many tokens models read at once, from `context-limits.csv`. A model that is not in it has a
/// limit that is not known.
public final class ContextLimits {
  private final Map<String, Long> tokens = new HashMap<>();

  private ContextLimits() {}

  /// The table that comes with Clew.
  public static ContextLimits bundled() {
    try (var in = ContextLimits.class.getResourceAsStream("context-limits.csv")) {
      if (in == null) {
        throw new IllegalStateException("context-limits.csv is not beside its reader");
      }
      var limits = new ContextLimits();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(fields -> limits.tokens.put(fields[0], Long.parseLong(fields[1])));
      return limits;
    } catch (IOException e) {
      throw new UncheckedIOException("context-limits.csv can not be read", e);
    }
  }

  /// The most tokens of a prompt; empty where it is not known.
  ///
  /// @param model as it is written in traces
  public OptionalLong of(String model) {
    for (var name : ModelName.candidates(model)) {
      var limit = tokens.get(name);
      if (limit != null) {
        return OptionalLong.of(limit);
      }
    }
    return OptionalLong.empty();
  }
}
