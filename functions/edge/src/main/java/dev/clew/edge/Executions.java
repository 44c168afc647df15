package dev.clew.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.Question;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.agent.Replies;
import dev.clew.investigation.sessions.Investigation;
import dev.clew.investigation.wire.StepJson;
import dev.clew.investigation.work.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/// The executions of investigations that have a plan, attempt by attempt: each goes on from the
/// workspace, so a new one begins where the last one ended.
final class Executions {
  /// Name in the workspace of what was asked.
  static final String QUESTION = "question";

  private static final String ATTEMPT = "attempt";

  private final Workspace workspace;
  private final Supplier<Machines> machines;

  /// @param machines asked for when an execution is first looked at: most requests look at none
  Executions(Workspace workspace, Supplier<Machines> machines) {
    this.workspace = workspace;
    this.machines = machines;
  }

  /// Starts an investigation, or does nothing when it was started.
  void begin(Tenant tenant, Investigation investigation, Question question, Instant now) {
    keep(tenant, investigation, question, now);
    start(tenant, investigation.id(), 1);
  }

  /// Writes down what was asked, for whoever starts the execution.
  void keep(Tenant tenant, Investigation investigation, Question question, Instant now) {
    workspace.write(
        tenant,
        investigation.id(),
        QUESTION,
        StepJson.bytes(StepJson.write(question)),
        0,
        now,
        investigation.expiresAt());
  }

  /// What was asked; empty for an investigation without a plan.
  Optional<Question> question(Tenant tenant, String id, Instant now) {
    return workspace
        .read(tenant, id, QUESTION, now)
        .map(kept -> StepJson.question(StepJson.parse(kept.body(), QUESTION)));
  }

  /// Writes down what the user had to say, for the agent to find; the first reply counts.
  void reply(Tenant tenant, String id, String text, Instant now) {
    new Replies(workspace, Clock.fixed(now, ZoneOffset.UTC))
        .keep(new InvestigationId(tenant, id), text);
  }

  /// Starts the next attempt.
  ///
  /// @return false when an attempt is under way, or somebody else starts one just now
  boolean again(Tenant tenant, Investigation investigation, Instant now) {
    var kept = workspace.read(tenant, investigation.id(), ATTEMPT, now);
    long last = kept.map(Executions::attempt).orElse(1L);
    var status = machines.get().status(Machines.name(investigation.id(), last));
    if (status.equals(Optional.of(Machines.Status.RUNNING))) {
      return false;
    }
    // One that was counted and never started is started now.
    long next = status.isEmpty() ? last : last + 1;
    boolean counted =
        workspace.write(
            tenant,
            investigation.id(),
            ATTEMPT,
            StepJson.bytes(JsonNodeFactory.instance.objectNode().put("attempt", next)),
            kept.map(Workspace.Kept::version).orElse(0L),
            now,
            investigation.expiresAt());
    if (counted) {
      start(tenant, investigation.id(), next);
    }
    return counted;
  }

  /// Where the latest attempt stands; empty when there is none.
  Optional<Machines.Status> status(Tenant tenant, String id, Instant now) {
    return machines.get().status(Machines.name(id, attempt(tenant, id, now)));
  }

  /// Stops the latest attempt.
  void stop(Tenant tenant, String id, Instant now) {
    machines.get().stop(Machines.name(id, attempt(tenant, id, now)));
  }

  /// Forgets what was written down.
  void forget(Tenant tenant, String id) {
    workspace.forget(tenant, id);
  }

  private long attempt(Tenant tenant, String id, Instant now) {
    return workspace.read(tenant, id, ATTEMPT, now).map(Executions::attempt).orElse(1L);
  }

  private static long attempt(Workspace.Kept kept) {
    return StepJson.parse(kept.body(), ATTEMPT).path("attempt").asLong(1);
  }

  private void start(Tenant tenant, String id, long attempt) {
    machines
        .get()
        .start(
            Machines.name(id, attempt),
            StepJson.bytes(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("tenant", tenant.id())
                    .put("investigationId", id)));
  }

  /// What an execution that ended without an answer means to who asked.
  static Problem ended(String id) {
    return new Problem(
        Problem.Kind.DEPENDENCY,
        "the investigation broke off before its answer",
        "/v1/investigations/" + id,
        "Go on with it: POST {\"resume\": true} to its /reply; what was found is kept");
  }
}
