package dev.clew.investigation.agent;

import dev.clew.evidence.Fact;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Results;
import dev.clew.investigation.StepResult;
import dev.clew.models.guard.ModelUse;
import java.util.List;

/// What later turns need of a step that ended, written down once beside its whole result, which
/// only the report reads.
///
/// @param why what kept the step from its end or from telling; empty where nothing did
/// @param facts with their ids in the step; where they were computed stands in the result alone
/// @param lines what a model is shown of it, most important first
/// @param use what its words cost
record Gist(Ending ending, String why, List<Fact> facts, List<String> lines, ModelUse use) {
  Gist {
    facts = List.copyOf(facts);
    lines = List.copyOf(lines);
  }

  static Gist of(String step, StepResult result) {
    return new Gist(
        Ending.of(result),
        why(result),
        facts(result).stream().map(fact -> fact.renumbered(fact.id(), "")).toList(),
        ResultLines.of(step, result),
        use(result));
  }

  /// The facts of a result.
  static List<Fact> facts(StepResult result) {
    return result instanceof StepResult.Measured measured
        ? measured.measurement().shown().map(Results::facts).orElse(List.of())
        : List.of();
  }

  private static String why(StepResult result) {
    return switch (result) {
      case StepResult.Failed failed -> failed.problem().toString();
      case StepResult.Measured measured ->
          switch (measured.measurement()) {
            case Measurement.NotApplicable(var why, var remedy) ->
                why + (remedy.isEmpty() ? "" : ". " + remedy);
            case Measurement.TooLittleData little -> little.what();
            case Measurement.Found _, Measurement.Clean _ -> "";
          };
    };
  }

  private static ModelUse use(StepResult result) {
    return result instanceof StepResult.Measured measured ? measured.spoken().use() : ModelUse.NONE;
  }
}
