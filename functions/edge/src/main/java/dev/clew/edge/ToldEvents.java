package dev.clew.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Answer;
import dev.clew.investigation.Progress;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.sessions.Investigation;
import dev.clew.investigation.sessions.Sessions;
import java.time.Clock;
import java.util.Locale;

/// Tells an investigation's events to whoever follows it, each once: an agent that goes on after a
/// crash tells again what it told.
final class ToldEvents implements Progress {
  private final Sessions sessions;
  private final InvestigationId id;
  private final Clock clock;

  ToldEvents(Sessions sessions, InvestigationId id, Clock clock) {
    this.sessions = sessions;
    this.id = id;
    this.clock = clock;
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.Todo todo -> todo(todo);
      case Event.Changed changed ->
          tell(
              changed.key(),
              "changed",
              object()
                  .put("after", changed.change().at())
                  .put("what", changed.change().what())
                  .put("reason", changed.change().reason())
                  .put("by", changed.change().by()));
      case Event.Asked asked ->
          tell(asked.key(), "asked", object().put("question", asked.question()));
      case Event.Planned _, Event.StepStarted _, Event.StepEnded _, Event.Answered _ -> {
        // The todo list has them; the answer is told when it is kept.
      }
    }
  }

  /// The list as it stands, and what became of its steps since it was told last.
  private void todo(Event.Todo todo) {
    var list = object();
    var steps = list.putArray("steps");
    for (var item : todo.items()) {
      steps
          .addObject()
          .put("id", item.id())
          .put("skill", item.skill())
          .put("target", item.target())
          .put("settles", item.settles())
          .put("status", item.status().name().toLowerCase(Locale.ROOT))
          .put("reason", item.reason());
    }
    tell("planned", "planned", list);
    for (int i = 0; i < todo.items().size(); i++) {
      var item = todo.items().get(i);
      var body =
          object()
              .put("step", i + 1)
              .put("of", todo.items().size())
              .put("id", item.id())
              .put("skill", item.skill())
              .put("target", item.target());
      switch (item.status()) {
        case PENDING -> {}
        case IN_PROGRESS -> tell("started-" + item.id(), "step_started", body);
        case DONE, BLOCKED ->
            tell(
                "ended-" + item.id(),
                "step_ended",
                body.put("outcome", item.status().name().toLowerCase(Locale.ROOT))
                    .put("reason", item.reason()));
      }
    }
    tell(todo.key(), "todo", list);
  }

  /// Once the answer can be read.
  void answered(Answer answer) {
    tell(
        "answered",
        "answered",
        object()
            .put("answerId", answer.answerId())
            .put("status", answer.status().name().toLowerCase(Locale.ROOT)));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void tell(String key, String kind, ObjectNode body) {
    sessions.append(id.tenant(), id.id(), key, kind, body.toString(), clock.instant());
  }

  @Override
  public boolean cancelled() {
    return sessions
        .investigation(id.tenant(), id.id(), clock.instant())
        .map(now -> now.status() == Investigation.Status.CANCELLED)
        .orElse(true);
  }
}
