package dev.clew.evaluation;

import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import java.util.List;

/// The suites there are.
public record Suites(List<Suite> all) {
  public Suites {
    all = List.copyOf(all);
  }

  /// The suite of a name.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER that names the nearest
  public Suite named(String name) {
    return all.stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new Problem(
                    Problem.Kind.USER,
                    "there is no suite '" + name + "'",
                    "",
                    Nearest.remedy(name, all.stream().map(Suite::name).toList()))
                .asException());
  }
}
