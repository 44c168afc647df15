package dev.clew.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.edge.http.ProblemJson;
import dev.clew.edge.http.Request;
import dev.clew.edge.http.Response;
import dev.clew.edge.views.TraceSummary;
import dev.clew.edge.views.TraceView;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.targets.Reading;
import dev.clew.investigation.targets.Target;
import dev.clew.investigation.targets.Targets;
import dev.clew.skills.Card;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Trace;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The API's operations that read data without measuring: targets and traces.
public final class Browser {
  /// Enough to read a conversation by; longer texts are cut and say so.
  private static final int TEXT = 4_000;

  private final Function<Tenant, Data> data;
  private final Supplier<String> ids;

  /// A tenant's targets, and what reads them.
  public record Data(Targets targets, Reading reading) {}

  public Browser(Function<Tenant, Data> data, Supplier<String> ids) {
    this.data = data;
    this.ids = ids;
  }

  /// Answers `GET /v1/targets`, `/v1/traces` and `/v1/traces/{traceId}`.
  public Response respond(Tenant tenant, Request request) {
    var path = request.path();
    if (path.size() == 2 && path.get(1).equals("targets")) {
      return Response.json(200, targets(tenant));
    }
    if (path.size() == 2 && path.get(1).equals("traces")) {
      return traces(tenant, request);
    }
    if (path.size() == 3 && path.get(1).equals("traces")) {
      return trace(tenant, request, path.get(2));
    }
    return notFound("path", "/" + String.join("/", path));
  }

  private ObjectNode targets(Tenant tenant) {
    var tree = JsonNodeFactory.instance.objectNode();
    var list = tree.putArray("targets");
    for (var target : data.apply(tenant).targets().all()) {
      var one = list.addObject();
      one.put("name", target.name());
      one.put("kind", target.reads().name().toLowerCase(Locale.ROOT));
      one.put("objects", target.objects().size());
      one.put("sizeBytes", target.sizeBytes());
      if (!target.said().isEmpty()) {
        one.put("said", target.said());
      }
    }
    return tree;
  }

  /// The targets with the names in them, for whoever routes a question.
  ObjectNode names(Tenant tenant) {
    var tree = JsonNodeFactory.instance.objectNode();
    var list = tree.putArray("targets");
    for (var target : data.apply(tenant).reading().names()) {
      var one = list.addObject();
      one.put("name", target.name());
      one.put("reads", target.reads().name());
      var content = one.putArray("content");
      for (var name : target.all()) {
        content.addObject().put("kind", name.kind().name()).put("text", name.text());
      }
    }
    return tree;
  }

  private Response traces(Tenant tenant, Request request) {
    var read = data.apply(tenant);
    var target = application(read.targets(), Optional.ofNullable(request.query().get("target")));
    var application = read.reading().application(target, Needs.SKELETON);
    int limit = (int) request.whole("limit", 100, 1, 1_000);
    long offset = request.whole("offset", 0, 0, Integer.MAX_VALUE);
    var newestFirst = application.traces().reversed();
    var tree =
        TraceView.list(
            newestFirst.stream()
                .skip(offset)
                .limit(limit)
                .map(trace -> TraceSummary.of(target.name(), trace))
                .toList());
    tree.put("target", target.name());
    tree.put("total", newestFirst.size());
    return Response.json(200, tree);
  }

  private Response trace(Tenant tenant, Request request, String traceId) {
    var read = data.apply(tenant);
    var named = Optional.ofNullable(request.query().get("target"));
    var among =
        named.isPresent()
            ? List.of(application(read.targets(), named))
            : read.targets().all().stream()
                .filter(target -> target.reads() == Card.Reads.APPLICATION)
                .toList();
    for (var target : among) {
      var needs = new Needs(EnumSet.allOf(Needs.Part.class), TEXT);
      var found = find(read.reading().application(target, needs), traceId);
      if (found.isPresent()) {
        return Response.json(200, TraceView.of(target.name(), found.get()));
      }
    }
    return notFound("trace", traceId);
  }

  private static Optional<Trace> find(Application application, String traceId) {
    return application.traces().stream()
        .filter(trace -> trace.traceId().equalsIgnoreCase(traceId))
        .findFirst();
  }

  private static Target application(Targets targets, Optional<String> named) {
    if (named.isPresent()) {
      return targets.require(named.get());
    }
    var applications =
        targets.all().stream().filter(target -> target.reads() == Card.Reads.APPLICATION).toList();
    if (applications.size() == 1) {
      return applications.getFirst();
    }
    throw new Problem(
            Problem.Kind.USER,
            applications.isEmpty() ? "there is no application" : "there are several applications",
            "target",
            applications.isEmpty()
                ? "Put traces below traces/NAME/ of the tenant's data"
                : "Name one of "
                    + String.join(", ", applications.stream().map(Target::name).toList()))
        .asException();
  }

  private Response notFound(String what, String name) {
    return ProblemJson.response(
        404,
        new Problem(
            Problem.Kind.USER,
            "there is no such " + what,
            name,
            "GET /v1/targets and /v1/traces list what there is"),
        ids.get());
  }
}
