package dev.clew.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where everything stands and what may use what: design and build say the same, or a test fails.
final class House {

  /// Each module with those it may use, in the order of the arrows. Empty means nothing.
  static final Map<String, List<String>> MODULES = modules();

  /// What may lie at the top, hidden files aside.
  static final List<String> TOP_LEVEL =
      List.of(
          "LICENSE",
          "README.md",
          "events",
          "functions",
          "infrastructure",
          "pom.xml",
          "template.yaml");

  private House() {}

  private static Map<String, List<String>> modules() {
    Map<String, List<String>> modules = new LinkedHashMap<>();
    modules.put("evidence", List.of());
    modules.put("statistics", List.of());
    modules.put("traces", List.of("evidence"));
    modules.put("models", List.of("evidence"));
    modules.put("evaluators", List.of("evidence", "statistics", "traces", "models"));
    modules.put("skills", List.of("evidence", "statistics", "traces", "models", "evaluators"));
    modules.put("interpretation", List.of("evidence", "models"));
    modules.put("console", List.of());
    for (String mayUseAllAbove :
        List.of("investigation", "evaluation", "edge", "local", "benchmarks")) {
      modules.put(mayUseAllAbove, List.copyOf(modules.keySet()));
    }
    return Collections.unmodifiableMap(modules);
  }

  /// The modules that `module` must not use.
  static List<String> outOfReach(String module) {
    List<String> others = new ArrayList<>(MODULES.keySet());
    others.remove(module);
    others.removeAll(MODULES.get(module));
    return others;
  }

  /// The repository's root: tests run in their module's folder.
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(
            "no folder above " + Path.of("").toAbsolutePath() + " has .mvn");
      }
    }
    return folder;
  }
}
