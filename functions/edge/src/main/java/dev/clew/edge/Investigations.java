package dev.clew.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.Progress;
import dev.clew.investigation.Question;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.agent.Ending;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.selftrace.Recorder;
import dev.clew.investigation.sessions.Conversation;
import dev.clew.investigation.sessions.Investigation;
import dev.clew.investigation.sessions.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/// Takes an investigation from pending to its end, and tells of it on the way.
final class Investigations {
  private final Sessions sessions;
  private final InvokedTargets targets;
  private final Steps steps;
  private final Investigators investigators;
  private final Planned planned;
  private final SelfTraces traces;
  private final Tracing tracing;
  private final Clock clock;

  /// How the steps of one investigation are run.
  interface Steps {
    StepExecutor of(Tenant tenant, String investigationId);
  }

  /// Makes an investigator over an executor.
  interface Investigators {
    /// @param recorder watches what it does
    Investigator over(
        InvestigationId id, StepExecutor executor, Supplier<Duration> timeLeft, Recorder recorder);
  }

  /// Hands a question that needs a plan to who makes one.
  interface Planned {
    /// @param asked the question as it came
    /// @param meant the question as it goes on with its conversation
    /// @param listed the targets, as they were listed
    /// @return false when it needs none
    boolean taken(
        Tenant tenant,
        Investigation investigation,
        Question asked,
        Question meant,
        JsonNode listed);
  }

  /// What is known before anything is looked into.
  ///
  /// @param question as it goes on with its conversation
  /// @param listed all targets there are
  private record Beginning(Conversation conversation, Question question, JsonNode listed) {}

  Investigations(
      Sessions sessions,
      InvokedTargets targets,
      Steps steps,
      Investigators investigators,
      Planned planned,
      SelfTraces traces,
      Tracing tracing,
      Clock clock) {
    this.sessions = sessions;
    this.targets = targets;
    this.steps = steps;
    this.investigators = investigators;
    this.planned = planned;
    this.traces = traces;
    this.tracing = tracing;
    this.clock = clock;
  }

  /// Runs an investigation, unless somebody else does or did.
  ///
  /// @return where it stands afterwards, or `gone`
  String run(Tenant tenant, String id, Question question, Supplier<Duration> timeLeft, Log log) {
    var found = sessions.investigation(tenant, id, clock.instant());
    if (found.isEmpty()) {
      return "gone";
    }
    var before = found.get();
    boolean dead =
        before.status() == Investigation.Status.RUNNING && before.isDead(clock.instant());
    if (before.status() != Investigation.Status.PENDING && !dead) {
      return status(before);
    }
    var running = before.running(clock.instant());
    if (!sessions.update(tenant, running)) {
      return "taken";
    }
    log.event("investigation_started", "investigation", id);
    var started = clock.instant();
    Beginning beginning;
    try {
      beginning = beginning(tenant, running, question);
      if (planned.taken(tenant, running, question, beginning.question(), beginning.listed())) {
        return "planned";
      }
    } catch (RuntimeException e) {
      var recorder = traces.recorder(new InvestigationId(tenant, id), "answer");
      var failed = failed(tenant, running, e, recorder, log);
      traces.write(recorder, log);
      return sessions.update(tenant, failed) ? status(failed) : "taken";
    }
    var ended = investigated(tenant, running, beginning, timeLeft, log);
    var kept = sessions.update(tenant, ended);
    log.event(
        "investigation_ended",
        "investigation",
        id,
        "status",
        kept ? status(ended) : "taken",
        "millis",
        Duration.between(started, clock.instant()).toMillis());
    return kept ? status(ended) : "taken";
  }

  private Beginning beginning(Tenant tenant, Investigation running, Question question) {
    var conversation = new Conversation(sessions, tenant, running.sessionId());
    return new Beginning(
        conversation, conversation.following(question, clock.instant()), targets.tree(tenant));
  }

  private Investigation investigated(
      Tenant tenant,
      Investigation running,
      Beginning beginning,
      Supplier<Duration> timeLeft,
      Log log) {
    var whole = new InvestigationId(tenant, running.id());
    var recorder = traces.recorder(whole, "answer");
    try {
      var investigator =
          investigators.over(
              whole, traced(steps.of(tenant, running.id()), recorder), timeLeft, recorder);
      var answer =
          investigator
              .answer(
                  beginning.question(),
                  InvokedTargets.read(beginning.listed()),
                  beginning.conversation().answers(clock.instant()),
                  progress(tenant, running.id()))
              .answer();
      sessions.save(tenant, answer, clock.instant(), running.expiresAt());
      recorder.answered(tenant.id(), answer, running.createdAt());
      return running.finished(answer.answerId(), clock.instant());
    } catch (RuntimeException e) {
      return failed(tenant, running, e, recorder, log);
    } finally {
      traces.write(recorder, log);
    }
  }

  private Investigation failed(
      Tenant tenant, Investigation running, RuntimeException e, Recorder recorder, Log log) {
    log.failure(running.id(), e);
    var problem = Breakdown.problem(e, running.id());
    recorder.failed(
        tenant.id(),
        running.sessionId(),
        running.createdAt(),
        problem.kind().name().toLowerCase(Locale.ROOT));
    return running.failed(problem, clock.instant());
  }

  private StepExecutor traced(StepExecutor executor, Recorder recorder) {
    return (request, asked) ->
        recorder.turn(
            "step " + request.skill(),
            () ->
                tracing.around("step " + request.skill(), () -> executor.execute(request, asked)));
  }

  private Progress progress(Tenant tenant, String id) {
    return new Progress() {
      @Override
      public void on(Event event) {
        switch (event) {
          case Event.Planned planned -> {
            var body = JsonNodeFactory.instance.objectNode();
            var list = body.putArray("steps");
            for (var step : planned.steps()) {
              list.addObject()
                  .put("skill", step.skill())
                  .put("target", step.target())
                  .put("reason", step.reason());
            }
            tell("planned", body);
          }
          case Event.StepStarted step ->
              tell(
                  "step_started",
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("step", step.step())
                      .put("of", step.of())
                      .put("skill", step.request().skill()));
          case Event.StepEnded step -> {
            var body =
                JsonNodeFactory.instance
                    .objectNode()
                    .put("step", step.step())
                    .put("of", step.of())
                    .put("skill", step.result().request().skill())
                    .put("elapsedMs", step.result().elapsed().toMillis())
                    .put("outcome", Ending.of(step.result()).word());
            if (step.result() instanceof StepResult.Failed failed) {
              body.put("reason", failed.problem().toString());
            }
            tell("step_ended", body);
          }
          case Event.Todo _, Event.Changed _, Event.Asked _ -> {}
          case Event.Answered answered ->
              tell(
                  "answered",
                  JsonNodeFactory.instance
                      .objectNode()
                      .put("answerId", answered.answer().answerId())
                      .put("status", answered.answer().status().name().toLowerCase(Locale.ROOT)));
        }
      }

      private void tell(String kind, ObjectNode body) {
        sessions.append(tenant, id, kind, body.toString(), clock.instant());
      }

      @Override
      public boolean cancelled() {
        return sessions
            .investigation(tenant, id, clock.instant())
            .map(now -> now.status() == Investigation.Status.CANCELLED)
            .orElse(true);
      }
    };
  }

  private static String status(Investigation investigation) {
    return investigation.status().name().toLowerCase(Locale.ROOT);
  }
}
