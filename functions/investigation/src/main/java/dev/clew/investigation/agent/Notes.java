package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Problem;
import dev.clew.interpretation.AnswerJson;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.AgendaJson;
import dev.clew.investigation.wire.StepJson;
import dev.clew.investigation.work.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What investigations have written down, as what it is: `plan`, for each step its result (`S1`)
/// and the gist of it (`S1.gist`), the user's replies (`reply-1`), the answer.
final class Notes {
  private static final String PLAN = "plan";
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
    return read(id, PLAN).map(kept -> new Stored(AgendaJson.read(kept.body()), kept.version()));
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
    return write(id, PLAN, AgendaJson.bytes(agenda), basedOn, agenda.heading().expiresAt());
  }

  /// A step's whole result.
  Optional<StepResult> result(InvestigationId id, String step) {
    return read(id, step)
        .map(kept -> StepJson.result(StepJson.parse(kept.body(), "result of " + step)));
  }

  /// The results there are, in the order of the agenda.
  Map<String, StepResult> results(InvestigationId id, Agenda agenda) {
    var results = new LinkedHashMap<String, StepResult>();
    for (var step : agenda.steps()) {
      if (step.isBegun()) {
        result(id, step.id()).ifPresent(result -> results.put(step.id(), result));
      }
    }
    return results;
  }

  /// The gist of a step's result; empty where the step has not ended. One that was not written any
  /// more after its result is made up for.
  Optional<Gist> gist(InvestigationId id, String step, Instant expiresAt) {
    var kept = read(id, gistOf(step));
    if (kept.isPresent()) {
      return Optional.of(GistJson.read(kept.get().body(), step));
    }
    return result(id, step).map(result -> summedUp(id, step, result, expiresAt));
  }

  /// Keeps a step's result, unless there is one.
  ///
  /// @return the gist of the one that is kept
  Gist keep(InvestigationId id, String step, StepResult result, Instant expiresAt) {
    var body = StepJson.bytes(StepJson.write(result));
    return write(id, step, body, 0, expiresAt)
        ? summedUp(id, step, result, expiresAt)
        : gist(id, step, expiresAt).orElseGet(() -> Gist.of(step, result));
  }

  private Gist summedUp(InvestigationId id, String step, StepResult result, Instant expiresAt) {
    var gist = Gist.of(step, result);
    write(id, gistOf(step), GistJson.bytes(gist), 0, expiresAt);
    return gist;
  }

  private static String gistOf(String step) {
    return step + ".gist";
  }

  Optional<Answer> answer(InvestigationId id) {
    return read(id, ANSWER).map(kept -> AnswerJson.read(kept.body(), "answer of " + id.id()));
  }

  /// Keeps the answer, unless there is one.
  ///
  /// @return the one that is kept
  Answer keep(InvestigationId id, Answer answer, Instant expiresAt) {
    return write(id, ANSWER, AnswerJson.write(answer), 0, expiresAt)
        ? answer
        : answer(id).orElse(answer);
  }

  /// The user's reply to the question asked as the n-th.
  Optional<String> reply(InvestigationId id, int number) {
    return read(id, replyTo(number)).map(kept -> new String(kept.body(), StandardCharsets.UTF_8));
  }

  /// Keeps that reply, unless there is one.
  void reply(InvestigationId id, int number, String text, Instant expiresAt) {
    write(id, replyTo(number), text.getBytes(StandardCharsets.UTF_8), 0, expiresAt);
  }

  private static String replyTo(int number) {
    return "reply-" + number;
  }

  private Optional<Workspace.Kept> read(InvestigationId id, String name) {
    return work.read(id.tenant(), id.id(), name, clock.instant());
  }

  private boolean write(
      InvestigationId id, String name, byte[] body, long basedOn, Instant expiresAt) {
    return work.write(id.tenant(), id.id(), name, body, basedOn, clock.instant(), expiresAt);
  }
}
