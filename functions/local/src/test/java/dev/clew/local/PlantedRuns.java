package dev.clew.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.ObjIntConsumer;

/// An application's runs whose truth is known, as a collector writes them (OTLP as JSON). In each
/// run one span follows the other without a gap, unless a case plants one.
final class PlantedRuns {
  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

  private PlantedRuns() {}

  /// Writes so many runs.
  ///
  /// @param run puts a run's steps in, given its number
  static Path in(Path folder, int count, ObjIntConsumer<Run> run) throws IOException {
    Files.createDirectories(folder);
    var tree = JsonNodeFactory.instance.objectNode();
    var resource = tree.putArray("resourceSpans").addObject();
    attribute(resource.putObject("resource").putArray("attributes"), "service.name", "desk");
    var spans = resource.putArray("scopeSpans").addObject().putArray("spans");
    for (int i = 0; i < count; i++) {
      var one = new Run(spans, i);
      run.accept(one, i);
      one.end();
    }
    Files.writeString(folder.resolve("traces.json"), tree.toString());
    return folder;
  }

  /// One run while it is written.
  static final class Run {
    private final ArrayNode spans;
    private final int number;
    private final long start;
    private long now;
    private int steps;

    /// What the step before gave, which a call takes up: none could run beside it.
    private String last = "";

    private Run(ArrayNode spans, int number) {
      this.spans = spans;
      this.number = number;
      this.start = BEGIN.plusSeconds(600L * number).toEpochMilli() * 1_000_000;
      this.now = start;
    }

    /// A call of a tool.
    Run call(String name, long millis) {
      var span = span("TOOL", name, millis);
      var attributes = span.withArray("/attributes");
      attribute(attributes, "tool.name", name);
      attribute(attributes, "input.value", name + " with " + last);
      last = name + " found " + Integer.toHexString(7_919 * (number + steps));
      attribute(attributes, "output.value", last);
      return this;
    }

    /// A call of a model.
    Run asks(String model, long millis, String prompt, long promptTokens, long completionTokens) {
      var attributes = span("LLM", "chat", millis).withArray("/attributes");
      attribute(attributes, "llm.model_name", model);
      attribute(attributes, "input.value", prompt);
      last = "answer to request " + number + ", step " + steps;
      attribute(attributes, "output.value", last);
      count(attributes, "llm.token_count.prompt", promptTokens);
      count(attributes, "llm.token_count.completion", completionTokens);
      return this;
    }

    private ObjectNode span(String kind, String name, long millis) {
      var span = spans.addObject();
      span.put("traceId", String.format("%032x", number + 1));
      span.put("spanId", String.format("%016x", 1_000L * (number + 1) + ++steps));
      span.put("parentSpanId", String.format("%016x", 1_000L * (number + 1)));
      span.put("name", name).put("kind", 1);
      span.put("startTimeUnixNano", String.valueOf(now));
      now += millis * 1_000_000;
      span.put("endTimeUnixNano", String.valueOf(now));
      attribute(span.putArray("attributes"), "openinference.span.kind", kind);
      return span;
    }

    private void end() {
      var root = spans.addObject();
      root.put("traceId", String.format("%032x", number + 1));
      root.put("spanId", String.format("%016x", 1_000L * (number + 1)));
      root.put("name", "run").put("kind", 1);
      root.put("startTimeUnixNano", String.valueOf(start));
      root.put("endTimeUnixNano", String.valueOf(now));
      attribute(root.putArray("attributes"), "openinference.span.kind", "AGENT");
    }
  }

  private static void attribute(ArrayNode into, String key, String value) {
    into.addObject().put("key", key).putObject("value").put("stringValue", value);
  }

  private static void count(ArrayNode into, String key, long value) {
    into.addObject().put("key", key).putObject("value").put("intValue", String.valueOf(value));
  }
}
