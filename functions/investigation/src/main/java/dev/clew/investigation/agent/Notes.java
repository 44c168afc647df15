package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Problem;
import dev.clew.interpretation.AnswerJson;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.AgendaJson;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.wire.StepJson;
import dev.clew.investigation.work.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What investigations have written down, as what it is.
final class Notes {
  static final String PLAN = "plan";
  private static final String ANSWER = "answer";

  private final Workspace work;
  private final Clock clock;

  Notes(Workspace work, Clock clock) {
    this.work = work;
    this.clock = clock;
  }

  /// @param version it was read with
  record Stored(Agenda agenda, long version) {}

  Optional<Stored> agenda(InvestigationId id) {
    return work.read(id.tenant(), id.id(), PLAN, clock.instant())
        .map(kept -> new Stored(AgendaJson.read(kept.body()), kept.version()));
  }

  /// The agenda of an investigation that was planned.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER when there is none, or none any more
  Stored planned(InvestigationId id) {
    return agenda(id)
        .orElseThrow(() ->
            new Problem(
                    Problem.Kind.USER,
                    "nothing is planned for investigation '" + id.id() + "'",
                    "",
                    "ask again")
                .asException());
  }

  boolean write(InvestigationId id, Agenda agenda, long basedOn) {
    return work.write(
        id.tenant(),
        id.id(),
        PLAN,
        AgendaJson.bytes(agenda),
        basedOn,
        clock.instant(),
        agenda.heading().expiresAt());
  }

  Optional<StepResult> result(InvestigationId id, String stepId) {
    return work.read(id.tenant(), id.id(), stepId, clock.instant())
        .map(kept -> StepJson.result(StepJson.parse(kept.body(), "result of " + stepId)));
  }

  /// The results there are, in the order of the agenda.
  Map<String, StepResult> results(InvestigationId id, Agenda agenda) {
    var results = new LinkedHashMap<String, StepResult>();
    agenda.steps().stream()
        .filter(step -> step.status() != dev.clew.evidence.StepStatus.PENDING)
        .map(PlannedStep::id)
        .forEach(step -> result(id, step).ifPresent(result -> results.put(step, result)));
    return results;
  }

  /// Keeps a step's result, unless there is one.
  ///
  /// @return the one that is kept
  StepResult keep(InvestigationId id, String stepId, StepResult result, Instant expiresAt) {
    var mine =
        work.write(
            id.tenant(),
            id.id(),
            stepId,
            StepJson.bytes(StepJson.write(result)),
            0,
            clock.instant(),
            expiresAt);
    return mine ? result : result(id, stepId).orElse(result);
  }

  Optional<Answer> answer(InvestigationId id) {
    return work.read(id.tenant(), id.id(), ANSWER, clock.instant())
        .map(kept -> AnswerJson.read(kept.body(), "answer of " + id.id()));
  }

  /// Keeps the answer, unless there is one.
  ///
  /// @return the one that is kept
  Answer keep(InvestigationId id, Answer answer, Instant expiresAt) {
    var mine =
        work.write(
            id.tenant(), id.id(), ANSWER, AnswerJson.write(answer), 0, clock.instant(), expiresAt);
    return mine ? answer : answer(id).orElse(answer);
  }

  /// The user's reply to the question asked as the n-th.
  Optional<String> reply(InvestigationId id, int number) {
    return work.read(id.tenant(), id.id(), "reply-" + number, clock.instant())
        .map(kept -> new String(kept.body(), StandardCharsets.UTF_8));
  }

  void reply(InvestigationId id, int number, String text, Instant expiresAt) {
    work.write(
        id.tenant(),
        id.id(),
        "reply-" + number,
        text.getBytes(StandardCharsets.UTF_8),
        0,
        clock.instant(),
        expiresAt);
  }
}
