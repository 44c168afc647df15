package dev.clew.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Answer;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.Question;
import dev.clew.investigation.Report;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.Suggestions;
import dev.clew.investigation.plans.AgendaJson;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.rails.RailedRouter;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.investigation.sessions.Sessions;
import dev.clew.investigation.wire.StepJson;
import dev.clew.investigation.work.Workspace;
import dev.clew.models.guard.ModelUse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Batches: one question asked about each target of a tenant, and one answer over all of them. Both
/// ends may be called again: a batch has its ids from its own.
final class Batches {
  /// What stands for an investigation that came to nothing, in the plan of the summary.
  private static final String INVESTIGATION = "investigation";

  private final Sessions sessions;
  private final Workspace workspace;
  private final Executions executions;
  private final Function<Tenant, List<TargetNames>> targets;
  private final Function<Tenant, RailedRouter> routers;
  private final Lists lists;
  private final Report report;
  private final Clock clock;

  /// @param routers say where the questions lead that come up
  Batches(
      Sessions sessions,
      Workspace workspace,
      Executions executions,
      Function<Tenant, List<TargetNames>> targets,
      Function<Tenant, RailedRouter> routers,
      Lists lists,
      Report report,
      Clock clock) {
    this.sessions = sessions;
    this.workspace = workspace;
    this.executions = executions;
    this.targets = targets;
    this.routers = routers;
    this.lists = lists;
    this.report = report;
    this.clock = clock;
  }

  /// Creates an investigation for each target, and lists them where the state machine looks.
  ///
  /// @return how many
  JsonNode targets(Tenant tenant, String batchId, String question) {
    if (question.isBlank() || question.length() > Question.LONGEST) {
      throw new Problem(
              Problem.Kind.USER,
              "a batch asks no question, or one of more than " + Question.LONGEST + " characters",
              "question",
              "Ask one")
          .asException();
    }
    var list = JsonNodeFactory.instance.arrayNode();
    var now = clock.instant();
    for (var target : targets.apply(tenant)) {
      var id = id(tenant, batchId, target.name());
      begin(tenant, batchId, id, Question.of(question).about(target.name()), now);
      list.addObject().put("investigationId", id).put("target", target.name());
    }
    lists.put(tenant, batchId, StepJson.bytes(list));
    keep(tenant, batchId, question, now);
    return JsonNodeFactory.instance.objectNode().put("targets", list.size());
  }

  private void begin(Tenant tenant, String batchId, String id, Question question, Instant now) {
    var begun =
        sessions.begin(
            tenant,
            new Sessions.NewInvestigation(
                id,
                id,
                question.text(),
                Optional.of("batch/" + batchId + "/" + question.target().orElseThrow()),
                batchId,
                now,
                now.plus(Api.KEPT)));
    switch (begun) {
      case Sessions.Begun.Started(var investigation) ->
          executions.keep(tenant, investigation, question, now);
      case Sessions.Begun.Same(var investigation) ->
          executions.keep(tenant, investigation, question, now);
      case Sessions.Begun.Busy _, Sessions.Begun.Conflict _ -> {
        // Of the same batch, begun before.
      }
    }
  }

  /// One answer over what the investigations found; a target without an answer is named with the
  /// reason.
  JsonNode summary(Tenant tenant, String batchId) {
    var now = clock.instant();
    var listed =
        lists
            .get(tenant, batchId)
            .map(bytes -> StepJson.parse(bytes, "the list of batch " + batchId))
            .orElseGet(JsonNodeFactory.instance::arrayNode);
    var question =
        workspace
            .read(tenant, batchId, Executions.QUESTION, now)
            .map(kept -> new String(kept.body(), StandardCharsets.UTF_8))
            .orElse("");
    var answerId = id(tenant, batchId, "");
    var known = sessions.answer(tenant, answerId, now);
    if (known.isPresent()) {
      return ended(known.get());
    }
    var results = new ArrayList<StepResult>();
    for (var one : listed) {
      results.addAll(
          results(tenant, one.path("investigationId").asText(), one.path("target").asText(), now));
    }
    var heading = new Report.Heading(answerId, batchId, question);
    var modelled = new Report.Modelled(Report.Chooser.PLAYBOOK, ModelUse.NONE, List.of(), "");
    var skills = results.stream().map(result -> result.request().skill()).distinct().toList();
    var answer =
        results.isEmpty()
            ? report.unknown(
                heading,
                new Answer.Routing(List.of(), List.of()),
                "There is no data to look at: the tenant has no targets.",
                List.of(),
                modelled,
                Duration.ZERO)
            : report.join(
                heading,
                new Answer.Routing(skills, List.of()),
                results,
                new Suggestions(routers.apply(tenant), targets.apply(tenant)),
                modelled,
                results.stream().map(StepResult::elapsed).reduce(Duration.ZERO, Duration::plus));
    sessions.save(tenant, answer, now, now.plus(Api.KEPT));
    return ended(answer);
  }

  /// What an investigation's steps came to.
  private List<StepResult> results(Tenant tenant, String id, String target, Instant now) {
    var found = sessions.investigation(tenant, id, now);
    var steps =
        workspace
            .read(tenant, id, "plan", now)
            .map(kept -> AgendaJson.read(kept.body()).steps())
            .orElse(List.of());
    var results = new ArrayList<StepResult>();
    for (PlannedStep step : steps) {
      workspace
          .read(tenant, id, step.id(), now)
          .map(kept -> StepJson.result(StepJson.parse(kept.body(), step.id())))
          .ifPresent(results::add);
    }
    if (results.isEmpty()) {
      var why =
          found
              .flatMap(one -> one.problem())
              .orElseGet(() ->
                  new Problem(
                      Problem.Kind.DEPENDENCY,
                      "nothing was found out about " + target,
                      found.map(_ -> "/v1/investigations/" + id).orElse(""),
                      "Ask about it alone"));
      results.add(new StepResult.Failed(StepRequest.of(INVESTIGATION, target), why, Duration.ZERO));
    }
    return results;
  }

  private void keep(Tenant tenant, String batchId, String question, Instant now) {
    workspace.write(
        tenant,
        batchId,
        Executions.QUESTION,
        question.getBytes(StandardCharsets.UTF_8),
        0,
        now,
        now.plus(Api.KEPT));
  }

  private static String id(Tenant tenant, String batchId, String target) {
    return UUID.nameUUIDFromBytes(
            (tenant.id() + "/" + batchId + "/" + target).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static JsonNode ended(Answer answer) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("status", answer.status().name().toLowerCase(Locale.ROOT))
        .put("answerId", answer.answerId());
  }
}
