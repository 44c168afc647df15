package dev.clew.evaluation.formats;

import dev.clew.investigation.Asked;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.TargetLoader;
import dev.clew.investigation.targets.Target;
import dev.clew.models.guard.Allowance;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import dev.clew.skills.Inputs;
import java.util.ArrayList;
import java.util.List;

/// Rows that a model may be shown.
///
/// @param name `airline.facts`
public record Material(String name, Table table) {
  /// Spans of each application; more only repeat the ratios.
  static final int MOST_SPANS = 100;

  /// The facts that one skill finds in each target (drift in a predictor, failure patterns in an
  /// application), and the spans of each application.
  ///
  /// @throws dev.clew.evidence.ClewException when a target can not be read
  public static List<Material> of(
      List<Target> targets, StepExecutor executor, TargetLoader loader, Catalogue catalogue) {
    var materials = new ArrayList<Material>();
    for (var target : targets) {
      var skill =
          switch (target.reads()) {
            case PREDICTOR -> "drift";
            case APPLICATION -> "failure-patterns";
            case DOCUMENTATION -> "docs-answer";
          };
      var asked = new Asked("What is there?", Allowance.USUAL);
      var measurement =
          switch (executor.execute(StepRequest.of(skill, target.name()), asked)) {
            case StepResult.Measured measured -> measured.measurement();
            case StepResult.Failed failed -> throw failed.problem().asException();
          };
      measurement
          .shown()
          .ifPresent(results ->
              materials.add(
                  new Material(target.name() + ".facts", Table.ofFacts(results.facts()))));
      if (target.reads() == Card.Reads.APPLICATION
          && loader.load(target.name(), catalogue.require(skill)).data()
              instanceof Inputs.Data.Traces(var application)) {
        materials.add(
            new Material(target.name() + ".spans", Table.ofSpans(application, MOST_SPANS)));
      }
    }
    return materials;
  }
}
