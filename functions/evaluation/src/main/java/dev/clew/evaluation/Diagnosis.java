package dev.clew.evaluation;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.Catalogue;
import dev.clew.skills.Inputs;
import dev.clew.traces.spans.Application;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What a skill that diagnoses one trace said of it, read from its facts: `suspect.span[rank=1]`,
/// `suspect.category[rank=1]` (several joined by `; `), `derailed.step`, `derailed.agent`.
///
/// @param suspects by span id, with their categories, most suspect first
/// @param step number of the step at which the run went wrong
/// @param agent who acted there
record Diagnosis(Map<String, Set<String>> suspects, OptionalLong step, Optional<String> agent) {

  /// Asks a skill about one trace; one that says nothing of it accuses nobody.
  static Diagnosis of(Catalogue catalogue, String skill, Application application, String trace) {
    var parameters = catalogue.parameters(skill, Map.of("trace", trace, "top", "1000"));
    var measurement =
        catalogue
            .skill(skill)
            .measure(
                new Inputs(
                    catalogue.require(skill),
                    application.name(),
                    new Inputs.Data.Traces(application),
                    Windows.only(new Window.All(), "all"),
                    parameters));
    return of(measurement.shown().map(results -> results.facts()).orElse(List.of()));
  }

  private static Diagnosis of(List<Fact> facts) {
    var texts = new HashMap<String, String>();
    var step = OptionalLong.empty();
    for (var fact : facts) {
      switch (fact.value()) {
        case FactValue.Text(var text) -> texts.put(fact.name(), text);
        case FactValue.Whole(var number) -> {
          if (fact.name().equals("derailed.step")) {
            step = OptionalLong.of(number);
          }
        }
        case FactValue.Real _, FactValue.Flag _, FactValue.Nothing _ -> {}
      }
    }
    var suspects = new LinkedHashMap<String, Set<String>>();
    for (int rank = 1; texts.containsKey("suspect.span[rank=" + rank + "]"); rank++) {
      suspects
          .computeIfAbsent(
              texts.getOrDefault("suspect.span[rank=" + rank + "]", ""), _ -> new LinkedHashSet<>())
          .addAll(
              List.of(texts.getOrDefault("suspect.category[rank=" + rank + "]", "").split("; ")));
    }
    return new Diagnosis(suspects, step, Optional.ofNullable(texts.get("derailed.agent")));
  }
}
