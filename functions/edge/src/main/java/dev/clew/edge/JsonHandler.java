package dev.clew.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.investigation.wire.StepJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Supplier;

/// A function that takes JSON and gives JSON. Streams, so that no event is bound to classes by
/// reflection: that is what a cold start pays for.
abstract class JsonHandler implements RequestStreamHandler {
  private static final Duration TO_ANSWER = Duration.ofSeconds(3);

  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    out.write(StepJson.bytes(handle(StepJson.parse(in.readAllBytes(), "the event"), context)));
  }

  abstract JsonNode handle(JsonNode event, Context context);

  /// What Lambda leaves this invocation, less what it takes to answer.
  static Supplier<Duration> timeLeft(Context context) {
    return () -> Duration.ofMillis(context.getRemainingTimeInMillis()).minus(TO_ANSWER);
  }

  static Log log(Context context) {
    var logger = context.getLogger();
    return new Log(line -> logger.log(line + "\n"));
  }
}
