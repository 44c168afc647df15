package dev.clew.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.wire.StepJson;

/// Lists targets and traces and shows a trace, by HTTP; tells whoever routes a question which names
/// the data holds, by direct call (`{"tenant": "main", "names": true}`).
public final class BrowseHandler extends JsonHandler {
  private final Browser browser;
  private final Tenants tenants;
  private final Tracing tracing;

  /// As Lambda makes it.
  public BrowseHandler() {
    this(Wiring.onAws());
  }

  /// Over parts that were put together elsewhere.
  public BrowseHandler(Wiring wiring) {
    this(wiring.browser(), wiring.tenants(), wiring.tracing());
  }

  BrowseHandler(Browser browser, Tenants tenants, Tracing tracing) {
    this.browser = browser;
    this.tenants = tenants;
    this.tracing = tracing;
  }

  @Override
  JsonNode handle(JsonNode event, Context context) {
    if (event.path("names").asBoolean(false)) {
      // A failure comes back as data: the caller routes by what it knows, or says why it can not.
      try {
        return browser.names(new Tenant(event.path("tenant").asText()));
      } catch (ClewException e) {
        log(context).failure(context.getAwsRequestId(), e);
        return JsonNodeFactory.instance.objectNode().set("problem", StepJson.write(e.problem()));
      }
    }
    return RouterHandler.respond(
            event,
            context,
            request ->
                tracing.around("browse", () -> browser.respond(tenants.of(request), request)))
        .tree();
  }
}
