package dev.clew.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.Earlier;
import dev.clew.investigation.Question;
import dev.clew.investigation.agent.Agent;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.agent.Matter;
import dev.clew.investigation.agent.Turn;
import dev.clew.investigation.selftrace.Recorder;
import dev.clew.investigation.sessions.Investigation;
import dev.clew.investigation.sessions.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The agent's turns within a state machine: each takes an investigation one decision further and
/// tells of it. What is decided lies in the workspace, so a turn that is taken twice is taken once.
final class Turns {
  /// Earlier answers of a conversation that the agent is told of.
  private static final int EARLIER = 10;

  private final Sessions sessions;
  private final Executions executions;
  private final KeptTargets targets;
  private final Agents agents;
  private final UnaryOperator<String> functionOf;
  private final SelfTraces traces;
  private final Clock clock;

  /// Makes the agent for one turn.
  interface Agents {
    /// @param timeLeft what this turn may take
    /// @param recorder watches what it does
    Agent over(InvestigationId id, Supplier<Duration> timeLeft, Recorder recorder);
  }

  /// @param functionOf name of a skill's function
  Turns(
      Sessions sessions,
      Executions executions,
      KeptTargets targets,
      Agents agents,
      UnaryOperator<String> functionOf,
      SelfTraces traces,
      Clock clock) {
    this.sessions = sessions;
    this.executions = executions;
    this.targets = targets;
    this.agents = agents;
    this.functionOf = functionOf;
    this.traces = traces;
    this.clock = clock;
  }

  /// The first turn, and the first one after a reply or a crash. What keeps it from a plan fails
  /// the investigation with its reason: there is nothing to report then.
  JsonNode plan(InvestigationId id, Supplier<Duration> timeLeft, Log log) {
    var found = atWork(id);
    if (found.isEmpty()) {
      return cancelled();
    }
    var recorder = traces.recorder(id, "plan-" + found.get().version());
    try {
      var investigation = found.get();
      var question =
          executions
              .question(id.tenant(), id.id(), clock.instant())
              .orElseThrow(() -> forgotten(id));
      var earlier = earlier(id.tenant(), investigation);
      var agent = agents.over(id, timeLeft, recorder);
      return told(
          id,
          recorder.turn(
              "plan",
              () ->
                  agent.plan(
                      new Matter(
                          id,
                          following(question, earlier),
                          targets.of(id, investigation.expiresAt()),
                          earlier,
                          investigation.expiresAt()),
                      new ToldEvents(sessions, id, clock))));
    } catch (RuntimeException e) {
      fail(id, e, recorder, log);
      return cancelled();
    } finally {
      traces.write(recorder, log);
    }
  }

  /// The turn after a step.
  ///
  /// @param error what the runtime called it that the step's function could not say itself
  JsonNode reflect(
      InvestigationId id, Optional<String> error, Supplier<Duration> timeLeft, Log log) {
    var found = atWork(id);
    if (found.isEmpty()) {
      return cancelled();
    }
    var recorder = traces.recorder(id, "reflect-" + found.get().version());
    try {
      var agent = agents.over(id, timeLeft, recorder);
      var names = targets.of(id, found.get().expiresAt());
      var events = new ToldEvents(sessions, id, clock);
      return told(
          id,
          recorder.turn(
              "reflect",
              () ->
                  error.isPresent()
                      ? agent.failed(id, error.get(), names, events)
                      : agent.reflect(id, names, events)));
    } finally {
      traces.write(recorder, log);
    }
  }

  /// The last turn.
  JsonNode report(InvestigationId id, Supplier<Duration> timeLeft, Log log) {
    var now = clock.instant();
    var found = sessions.investigation(id.tenant(), id.id(), now);
    var known = found.flatMap(Investigation::answerId);
    if (known.isPresent()) {
      return sessions
          .answer(id.tenant(), known.get(), now)
          .map(Turns::ended)
          .orElseGet(Turns::gone);
    }
    if (atWork(id).isEmpty()) {
      return gone();
    }
    var recorder = traces.recorder(id, "report");
    try {
      var events = new ToldEvents(sessions, id, clock);
      var agent = agents.over(id, timeLeft, recorder);
      var names = targets.of(id, found.orElseThrow().expiresAt());
      var answer = recorder.turn("report", () -> agent.report(id, names, events)).answer();
      sessions.save(id.tenant(), answer, clock.instant(), found.orElseThrow().expiresAt());
      events.answered(answer);
      sessions.change(
          id.tenant(),
          id.id(),
          one -> one.finished(answer.answerId(), clock.instant()),
          clock.instant());
      recorder.answered(id.tenant().id(), answer, found.orElseThrow().createdAt());
      return ended(answer);
    } catch (RuntimeException e) {
      fail(id, e, recorder, log);
      throw e;
    } finally {
      traces.write(recorder, log);
    }
  }

  /// The investigation, marked as being at work; empty when nobody wants it any more.
  private Optional<Investigation> atWork(InvestigationId id) {
    var now = clock.instant();
    var found = sessions.investigation(id.tenant(), id.id(), now);
    return found.isEmpty() || found.get().status().isOver()
        ? Optional.empty()
        : sessions.change(
            id.tenant(), id.id(), one -> one.status().isOver() ? one : one.running(now), now);
  }

  private void fail(InvestigationId id, RuntimeException e, Recorder recorder, Log log) {
    log.failure(id.id(), e);
    var problem = Breakdown.problem(e, id.id());
    var now = clock.instant();
    sessions
        .investigation(id.tenant(), id.id(), now)
        .filter(one -> !one.status().isOver())
        .ifPresent(one -> {
          sessions.update(id.tenant(), one.failed(problem, now));
          recorder.failed(
              id.tenant().id(),
              one.sessionId(),
              one.createdAt(),
              problem.kind().name().toLowerCase(Locale.ROOT));
        });
  }

  private static ClewException forgotten(InvestigationId id) {
    return new Problem(
            Problem.Kind.DEPENDENCY, "what was asked is not there any more", id.id(), "Ask again")
        .asException();
  }

  private List<Answer> earlier(Tenant tenant, Investigation investigation) {
    var now = clock.instant();
    var turns = sessions.turns(tenant, investigation.sessionId(), now);
    var answers = new ArrayList<Answer>();
    for (var turn : turns.subList(Math.max(0, turns.size() - EARLIER), turns.size())) {
      sessions.answer(tenant, turn.answerId(), now).ifPresent(answers::add);
    }
    return answers;
  }

  private static Question following(Question question, List<Answer> earlier) {
    return earlier.reversed().stream()
        .flatMap(answer -> Earlier.of(answer).stream())
        .findFirst()
        .map(question::following)
        .orElse(question);
  }

  private JsonNode told(InvestigationId id, Turn turn) {
    var tree = JsonNodeFactory.instance.objectNode();
    switch (turn.next()) {
      case Turn.Next.Step step ->
          tree.put("next", "step")
              .put("stepId", step.stepId())
              .put("function", functionOf.apply(step.request().skill()));
      case Turn.Next.Ask _ -> {
        tree.put("next", "ask");
        var now = clock.instant();
        sessions.change(
            id.tenant(), id.id(), one -> one.status().isOver() ? one : one.waiting(now), now);
      }
      case Turn.Next.Report _ -> tree.put("next", "report");
      case Turn.Next.Cancelled _ -> tree.put("next", "cancelled");
    }
    return tree.put("turns", turn.turns()).put("mostTurns", turn.mostTurns());
  }

  private static ObjectNode cancelled() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("next", "cancelled")
        .put("turns", 0)
        .put("mostTurns", 0);
  }

  private static ObjectNode ended(Answer answer) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("status", answer.status().name().toLowerCase(Locale.ROOT))
        .put("answerId", answer.answerId());
  }

  private static ObjectNode gone() {
    return JsonNodeFactory.instance.objectNode().put("status", "cancelled").putNull("answerId");
  }
}
