package dev.clew.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The chart library that pages carry, from console.
final class ChartScripts {
  private ChartScripts() {}

  static List<String> read() {
    return List.of(read("vega"), read("vega-lite"), read("vega-embed"));
  }

  private static String read(String name) {
    var resource = "dev/clew/console/vega/" + name + ".min.js";
    try (var in = ChartScripts.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path: build again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
