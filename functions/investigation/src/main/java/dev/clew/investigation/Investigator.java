package dev.clew.investigation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Problem;
import dev.clew.investigation.rails.RailedRouter;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.models.guard.ModelUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Answers questions: routes, plans, runs each step, and reports.
public final class Investigator {
  private final RailedRouter router;
  private final StepExecutor executor;
  private final Report report;
  private final Supplier<String> ids;
  private final LongSupplier nanoTime;

  /// Without a model.
  public Investigator(
      Router router,
      StepExecutor executor,
      Report report,
      Supplier<String> ids,
      LongSupplier nanoTime) {
    this(RailedRouter.withoutModel(router), executor, report, ids, nanoTime);
  }

  /// @param ids a new id at each call, for answers and sessions
  /// @param nanoTime a clock for durations, such as `System::nanoTime`
  public Investigator(
      RailedRouter router,
      StepExecutor executor,
      Report report,
      Supplier<String> ids,
      LongSupplier nanoTime) {
    this.router = router;
    this.executor = executor;
    this.report = report;
    this.ids = ids;
    this.nanoTime = nanoTime;
  }

  /// An answer, and the problems that kept it from being whole: an answer of status `unknown` with
  /// a problem could not be looked for, one without is "don't know".
  public record Outcome(Answer answer, List<Problem> problems) {
    public Outcome {
      problems = List.copyOf(problems);
    }
  }

  /// Answers a question.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER for an empty question or a target, skill
  ///   or parameter that is not there, named beside the question; what goes wrong in a step is in
  ///   the answer
  public Outcome answer(Question question, List<TargetNames> targets, Progress progress) {
    return answer(question, targets, List.of(), progress);
  }

  /// As the other one, in a conversation.
  ///
  /// @param earlier its answers so far, oldest first; what they found is set beside an answer about
  ///   a part of the same data
  public Outcome answer(
      Question question, List<TargetNames> targets, List<Answer> earlier, Progress progress) {
    var started = nanoTime.getAsLong();
    var heading = heading(question);
    var chosen = router.choose(question, targets);
    var modelled =
        new Report.Modelled(
            chosen.byModel() ? Report.Chooser.MODEL : Report.Chooser.PLAYBOOK,
            chosen.use(),
            chosen.prompts(),
            router.off());
    return switch (chosen.routed()) {
      case Routed.Planned planned ->
          run(
              heading,
              planned.steps(),
              planned.routing(),
              new Suggestions(router, targets),
              modelled,
              earlier,
              progress,
              started);
      case Routed.Unanswerable unanswerable -> {
        var answer =
            report.unknown(
                heading,
                unanswerable.routing(),
                unanswerable.why(),
                unanswerable.next(),
                modelled,
                since(started));
        progress.on(new Progress.Event.Answered(answer));
        yield new Outcome(answer, List.of());
      }
    };
  }

  /// What would be done for a question, without doing it.
  ///
  /// @throws dev.clew.evidence.ClewException as [#answer]
  public Routed plan(Question question, List<TargetNames> targets) {
    return router.choose(question, targets).routed();
  }

  /// Runs steps that somebody chose himself, such as `clew run`.
  ///
  /// @param question what the answer says was asked
  /// @param targets all there are, for what to ask next
  public Outcome run(
      Question question, List<StepRequest> steps, List<TargetNames> targets, Progress progress) {
    var routing =
        new Answer.Routing(
            steps.stream().map(StepRequest::skill).distinct().toList(),
            steps.stream()
                .map(step -> new Answer.Considered(step.skill(), step.target(), 1, step.reason()))
                .toList());
    var modelled = new Report.Modelled(Report.Chooser.USER, ModelUse.NONE, List.of(), router.off());
    return run(
        heading(question),
        steps,
        routing,
        new Suggestions(router, targets),
        modelled,
        List.of(),
        progress,
        nanoTime.getAsLong());
  }

  private Report.Heading heading(Question question) {
    return new Report.Heading(
        ids.get(), question.session().orElseGet(ids), question.text().strip());
  }

  private Outcome run(
      Report.Heading heading,
      List<StepRequest> steps,
      Answer.Routing routing,
      Suggesting suggesting,
      Report.Modelled modelled,
      List<Answer> earlier,
      Progress progress,
      long started) {
    progress.on(new Progress.Event.Planned(steps, routing));
    var results = new ArrayList<StepResult>();
    var allowance = router.allowance().less(modelled.routing());
    for (var step : steps) {
      if (progress.cancelled()) {
        results.add(new StepResult.Failed(step, CANCELLED, Duration.ZERO));
        continue;
      }
      progress.on(new Progress.Event.StepStarted(results.size() + 1, steps.size(), step));
      var result = executed(step, new Asked(heading.question(), allowance));
      results.add(result);
      if (result instanceof StepResult.Measured measured) {
        allowance = allowance.less(measured.spoken().use());
      }
      progress.on(new Progress.Event.StepEnded(results.size(), steps.size(), result));
    }
    var answer =
        Recalled.into(
            report.join(heading, routing, results, suggesting, modelled, since(started)), earlier);
    progress.on(new Progress.Event.Answered(answer));
    return new Outcome(
        answer,
        results.stream()
            .filter(StepResult.Failed.class::isInstance)
            .map(result -> ((StepResult.Failed) result).problem())
            .toList());
  }

  private static final Problem CANCELLED =
      new Problem(Problem.Kind.USER, "the investigation was cancelled", "", "ask again");

  /// An executor that breaks its promise must not take the other steps' results with it.
  private StepResult executed(StepRequest step, Asked asked) {
    var started = nanoTime.getAsLong();
    try {
      return executor.execute(step, asked);
    } catch (RuntimeException e) {
      return new StepResult.Failed(step, Problems.of(e), since(started));
    }
  }

  private Duration since(long started) {
    return Duration.ofNanos(nanoTime.getAsLong() - started);
  }
}
