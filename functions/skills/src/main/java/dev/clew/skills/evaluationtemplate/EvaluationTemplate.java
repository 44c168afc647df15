package dev.clew.skills.evaluationtemplate;

import com.google.auto.service.AutoService;
import dev.clew.evaluators.Definition;
import dev.clew.evaluators.Evaluators;
import dev.clew.evaluators.Means;
import dev.clew.evaluators.Run;
import dev.clew.evaluators.Sample;
import dev.clew.evaluators.examples.Examples;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Unit;
import dev.clew.models.Tier;
import dev.clew.skills.Compared;
import dev.clew.skills.Inputs;
import dev.clew.skills.Ports;
import dev.clew.skills.Skill;
import dev.clew.skills.evaluations.KeptEvaluations;
import dev.clew.skills.evaluations.OwnEvaluators;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What somebody wants of an application as an evaluator that can be run: found, set or written,
/// tried on its traces, and held against people's labels.
@AutoService(Skill.class)
public final class EvaluationTemplate implements Skill {
  private static final Unit EXAMPLES = Unit.of("examples");

  /// Fewer judged examples say nothing of an application.
  private static final int LEAST = 5;

  @Override
  public Measurement measure(Inputs inputs) {
    var ports = inputs.ports();
    var own = new OwnEvaluators(ports);
    var evaluators = own.all();
    var request =
        Request.of(inputs.parameters(), evaluators.all().stream().map(Definition::name).toList());
    var application = inputs.application();
    var compared = Compared.of(application, inputs.windows());
    var traces = compared.examined();
    if (traces.isEmpty()) {
      return new Measurement.NotApplicable(
          "there are no traces in the window", "choose another window");
    }
    var page =
        new Page(
            inputs.notebook(),
            compared.spanCount(),
            () -> ports.model().get().map(model -> model.name(Tier.STRONG)).orElse("a model"));
    page.points(Points.of(traces));
    if (request.wish().isEmpty() && request.evaluator().isEmpty()) {
      return new Measurement.Found(page.results(compared.coverage(application)));
    }
    var drafts =
        request.evaluator().isEmpty()
            ? new Drafting(evaluators, ports).of(request.wish(), request.level(), traces)
            : List.of(Draft.known(evaluators.require(request.evaluator()), "asked for by name"));
    var draft = drafts.getFirst();
    var definition = draft.definition();
    var examples = Examples.of(traces, definition.level());
    var means = new Means(ports.model(), () -> ports.embedding().embedder(), ports.prompts());
    int most = request.most(definition);
    var run =
        Run.of(
            Evaluators.open(definition, means),
            Sample.of(examples, most, definition.name()),
            done -> ports.progress().at("examples judged", done, Math.min(most, examples.size())));
    var written =
        request.labels().isBlank() ? own.labels(definition.name()) : Optional.of(request.labels());
    var labels =
        !request.labelField().isEmpty()
            ? HumanLabels.attribute(request.labelField(), examples, traces, definition.labels())
            : written
                .map(lines -> HumanLabels.read(lines, examples, definition.labels()))
                .orElse(HumanLabels.NONE);
    page.draft(draft, drafts, request.wish());
    page.run(run, kept(request, run, inputs.target(), ports));
    if (!labels.all().isEmpty() || !labels.left().isEmpty()) {
      held(page, draft, run, labels, means, ports);
    } else {
      page.missing(draft, inputs.target());
    }
    var results = page.results(compared.coverage(application));
    boolean few = run.judged().size() < LEAST && run.unjudged().isEmpty() && labels.all().isEmpty();
    return few
        ? new Measurement.TooLittleData(
            run.judged().size(), LEAST, EXAMPLES, "how the application does by this", results)
        : new Measurement.Found(results);
  }

  private static void held(
      Page page, Draft draft, Run run, HumanLabels labels, Means means, Ports ports) {
    var agreement = Agreement.of(Evaluators.open(draft.definition(), means), labels.all());
    page.agreement(draft.definition(), labels, agreement);
    Calibration.of(run, labels, agreement).ifPresent(page::calibration);
    if (labels.hasBoth(draft.definition().labels())) {
      Improvement.of(draft, labels, agreement, means, ports).ifPresent(page::improvement);
    }
  }

  /// Keeps the verdicts where that is wanted and the user approved.
  private static Keeping kept(Request request, Run run, String target, Ports ports) {
    var shelf = KeptEvaluations.of(ports, target);
    if (!request.keep() || shelf.isEmpty() || run.judged().isEmpty()) {
      return Keeping.NONE;
    }
    if (!ports.approved()) {
      return Keeping.PROPOSED;
    }
    try {
      shelf.get().keep(run);
      return Keeping.KEPT;
    } catch (IOException e) {
      ports.notes().accept("the verdicts could not be kept: " + e.getMessage());
      return Keeping.NONE;
    }
  }
}
