package dev.clew.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.edge.http.ProblemJson;
import dev.clew.edge.http.Request;
import dev.clew.edge.http.Response;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.time.Duration;

/// The API's front: takes questions, tells where they stand, gives answers. It only chooses, starts
/// and returns.
public final class RouterHandler extends JsonHandler {
  /// Left for writing the response before Lambda ends the function.
  private static final Duration MARGIN = Duration.ofSeconds(3);

  private final Api api;
  private final Tenants tenants;
  private final Tracing tracing;

  /// As Lambda makes it.
  public RouterHandler() {
    this(Wiring.onAws());
  }

  /// Over parts that were put together elsewhere.
  public RouterHandler(Wiring wiring) {
    this(wiring.api(), wiring.tenants(), wiring.tracing());
  }

  RouterHandler(Api api, Tenants tenants, Tracing tracing) {
    this.api = api;
    this.tenants = tenants;
    this.tracing = tracing;
  }

  @Override
  JsonNode handle(JsonNode event, Context context) {
    return respond(
            event,
            context,
            request ->
                tracing.around(
                    "respond",
                    () ->
                        api.respond(
                            tenants.of(request),
                            request,
                            Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN))))
        .tree();
  }

  /// Answers a request by HTTP.
  interface Responder {
    Response respond(Request request);
  }

  /// Reads the event, has it answered, and turns what goes wrong into a problem with a reference.
  static Response respond(JsonNode event, Context context, Responder responder) {
    var log = log(context);
    var reference = context.getAwsRequestId();
    try {
      var request = Request.of(event);
      var response = responder.respond(request);
      log.event(
          "responded",
          "method",
          request.method(),
          "depth",
          request.path().size(),
          "status",
          response.status());
      return response;
    } catch (ClewException e) {
      log.failure(reference, e);
      return ProblemJson.response(e.problem(), reference);
    } catch (RuntimeException e) {
      log.failure(reference, e);
      return ProblemJson.response(
          new Problem(
              Problem.Kind.BUG,
              "the request could not be carried out",
              "",
              "Report it with the reference " + reference),
          reference);
    }
  }
}
