package dev.clew.investigation.selftrace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Spans as OTLP JSON, the way the OpenTelemetry Collector writes them: ids in hexadecimal, 64-bit
/// numbers as texts, enums as numbers ([OTLP 1.7, "JSON Protobuf
/// Encoding"](https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding)).
final class OtlpJson {
  private static final int INTERNAL = 1;
  private static final int ERROR = 2;
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

  private OtlpJson() {}

  static byte[] write(String traceId, List<WorkSpan> spans) {
    var tree = JsonNodeFactory.instance.objectNode();
    var resource = tree.putArray("resourceSpans").addObject();
    attributes(
        resource.putObject("resource").putArray("attributes"), Map.of("service.name", "clew"));
    var scope = resource.putArray("scopeSpans").addObject();
    scope.putObject("scope").put("name", "dev.clew");
    var list = scope.putArray("spans");
    for (var span : spans) {
      var one = list.addObject();
      one.put("traceId", traceId);
      one.put("spanId", span.spanId());
      span.parentId().ifPresent(parent -> one.put("parentSpanId", parent));
      one.put("name", span.name());
      one.put("kind", INTERNAL);
      one.put("startTimeUnixNano", nanos(span.start()));
      one.put("endTimeUnixNano", nanos(span.end()));
      var attributes = one.putArray("attributes");
      attributes(attributes, Map.of("openinference.span.kind", span.kind().name()));
      attributes(attributes, span.attributes());
      span.error()
          .ifPresent(error -> one.putObject("status").put("code", ERROR).put("message", error));
    }
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String nanos(Instant at) {
    return BigInteger.valueOf(at.getEpochSecond())
        .multiply(NANOS)
        .add(BigInteger.valueOf(at.getNano()))
        .toString();
  }

  private static void attributes(ArrayNode into, Map<String, Object> attributes) {
    attributes.forEach((key, value) -> {
      var one = into.addObject().put("key", key).putObject("value");
      switch (value) {
        case Long number -> one.put("intValue", Long.toString(number));
        case Integer number -> one.put("intValue", Integer.toString(number));
        case Double number -> one.put("doubleValue", number);
        case Boolean truth -> one.put("boolValue", truth);
        default -> one.put("stringValue", String.valueOf(value));
      }
    });
  }
}
