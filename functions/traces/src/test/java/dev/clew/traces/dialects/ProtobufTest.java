package dev.clew.traces.dialects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Span;
import dev.clew.traces.store.MemoryStore;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Protobuf is written by OpenTelemetry's own messages, JSON by the small writer below.
class ProtobufTest {

  private static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  private static AnyValue whole(long value) {
    return AnyValue.newBuilder().setIntValue(value).build();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  private static io.opentelemetry.proto.trace.v1.Span span(int number) {
    var event =
        io.opentelemetry.proto.trace.v1.Span.Event.newBuilder()
            .setName("exception")
            .setTimeUnixNano(1_700_000_000_400_000_000L + number)
            .addAttributes(pair("exception.message", text("boom ä " + number)));
    var parts =
        KeyValueList.newBuilder()
            .addValues(pair("city", text("Rome")))
            .addValues(
                pair(
                    "list",
                    AnyValue.newBuilder()
                        .setArrayValue(
                            ArrayValue.newBuilder()
                                .addValues(whole(-3))
                                .addValues(AnyValue.newBuilder().setDoubleValue(0.25))
                                .addValues(AnyValue.getDefaultInstance()))
                        .build()));
    return io.opentelemetry.proto.trace.v1.Span.newBuilder()
        .setTraceId(bytes("5b8efff798038103d269b633813fc60c"))
        .setSpanId(bytes("%016x".formatted(number + 1)))
        .setParentSpanId(number == 0 ? ByteString.EMPTY : bytes("%016x".formatted(number)))
        .setTraceState("k=v")
        .setFlags(1)
        .setName("step " + number)
        .setKindValue(3)
        .setStartTimeUnixNano(1_700_000_000_000_000_000L + number)
        .setEndTimeUnixNano(1_700_000_000_500_000_000L + number)
        .addAttributes(pair("openinference.span.kind", text(number % 2 == 0 ? "LLM" : "TOOL")))
        .addAttributes(pair("llm.model_name", text("m")))
        .addAttributes(pair("llm.token_count.prompt", whole(100 + number)))
        .addAttributes(pair("llm.token_count.completion", text("7")))
        .addAttributes(pair("input.value", text("in ".repeat(100))))
        .addAttributes(
            pair("gen_ai.tool.call.arguments", AnyValue.newBuilder().setKvlistValue(parts).build()))
        .addAttributes(pair("flag", AnyValue.newBuilder().setBoolValue(true).build()))
        .addAttributes(
            pair(
                "tag.tags",
                AnyValue.newBuilder()
                    .setArrayValue(
                        ArrayValue.newBuilder().addValues(text("beta")).addValues(text("eu")))
                    .build()))
        .addAttributes(pair("raw", AnyValue.newBuilder().setBytesValue(bytes("00ff10")).build()))
        .setDroppedAttributesCount(2)
        .addEvents(event)
        .setStatus(Status.newBuilder().setCodeValue(number % 3).setMessage("said"))
        .build();
  }

  static ExportTraceServiceRequest request(int spans) {
    var scope = ScopeSpans.newBuilder().setScope(InstrumentationScope.newBuilder().setName("lib"));
    for (int i = 0; i < spans; i++) {
      scope.addSpans(span(i));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder().addAttributes(pair("service.name", text("shop"))))
                .addScopeSpans(scope))
        .build();
  }

  private static String json(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> "{\"stringValue\":\"" + value.getStringValue() + "\"}";
      case BOOL_VALUE -> "{\"boolValue\":" + value.getBoolValue() + "}";
      case INT_VALUE -> "{\"intValue\":\"" + value.getIntValue() + "\"}";
      case DOUBLE_VALUE -> "{\"doubleValue\":" + value.getDoubleValue() + "}";
      case BYTES_VALUE ->
          "{\"bytesValue\":\""
              + Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray())
              + "\"}";
      case ARRAY_VALUE ->
          "{\"arrayValue\":{\"values\":["
              + String.join(
                  ",",
                  value.getArrayValue().getValuesList().stream().map(ProtobufTest::json).toList())
              + "]}}";
      case KVLIST_VALUE ->
          "{\"kvlistValue\":{\"values\":" + pairs(value.getKvlistValue().getValuesList()) + "}}";
      default -> "{}";
    };
  }

  private static String pairs(List<KeyValue> pairs) {
    return "["
        + String.join(
            ",",
            pairs.stream()
                .map(p -> "{\"key\":\"" + p.getKey() + "\",\"value\":" + json(p.getValue()) + "}")
                .toList())
        + "]";
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  static String json(ExportTraceServiceRequest request) {
    var out = new StringBuilder("{\"resourceSpans\":[");
    var resource = request.getResourceSpans(0);
    out.append("{\"resource\":{\"attributes\":")
        .append(pairs(resource.getResource().getAttributesList()))
        .append("},\"scopeSpans\":[{\"scope\":{\"name\":\"lib\"},\"spans\":[");
    String comma = "";
    for (var span : resource.getScopeSpans(0).getSpansList()) {
      out.append(comma)
          .append(
              "{\"traceId\":\"%s\",\"spanId\":\"%s\",\"parentSpanId\":\"%s\",\"name\":\"%s\",\"kind\":3,"
                  .formatted(
                      hex(span.getTraceId()),
                      hex(span.getSpanId()),
                      hex(span.getParentSpanId()),
                      span.getName()))
          .append(
              "\"startTimeUnixNano\":\"%d\",\"endTimeUnixNano\":\"%d\",\"attributes\":%s,"
                  .formatted(
                      span.getStartTimeUnixNano(),
                      span.getEndTimeUnixNano(),
                      pairs(span.getAttributesList())))
          .append(
              "\"events\":[{\"name\":\"exception\",\"timeUnixNano\":\"%d\",\"attributes\":%s}],"
                  .formatted(
                      span.getEvents(0).getTimeUnixNano(),
                      pairs(span.getEvents(0).getAttributesList())))
          .append(
              "\"status\":{\"code\":%d,\"message\":\"said\"}}"
                  .formatted(span.getStatus().getCodeValue()));
      comma = ",";
    }
    return out.append("]}]}]}").toString();
  }

  private static byte[] zstd(byte[] content) {
    var out = new ByteArrayOutputStream();
    try (var zstd = new ZstdOutputStream(out)) {
      zstd.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] varintDelimited(ExportTraceServiceRequest... requests) throws IOException {
    var out = new ByteArrayOutputStream();
    for (var request : requests) {
      request.writeDelimitedTo(out);
    }
    return out.toByteArray();
  }

  private static byte[] fourByteDelimited(ExportTraceServiceRequest... requests)
      throws IOException {
    var out = new ByteArrayOutputStream();
    for (var request : requests) {
      out.write(ByteBuffer.allocate(4).putInt(request.getSerializedSize()).array());
      request.writeTo(out);
    }
    return out.toByteArray();
  }

  @Test
  void theSameSpansComeFromEveryFormOfOneRequest() throws IOException {
    for (Needs needs : List.of(Needs.SKELETON, Reads.EVERYTHING)) {
      var request = request(4);
      byte[] protobuf = request.toByteArray();
      byte[] json = json(request).getBytes(UTF_8);
      List<Span> expected = spans(json, needs);
      assertEquals(4, expected.size());
      for (byte[] form :
          List.of(
              protobuf,
              Reads.gzip(protobuf),
              zstd(protobuf),
              Reads.gzip(json),
              zstd(json),
              varintDelimited(request),
              fourByteDelimited(request))) {
        assertEquals(expected, spans(form, needs));
      }
    }
  }

  private static List<Span> spans(byte[] content, Needs needs) {
    Application application =
        Reads.application(new MemoryStore().put("object", content), needs, Reads.LIMITS);
    assertEquals(List.of(), application.coverage().unread());
    return Reads.spans(application);
  }

  @Test
  void structuredAttributesComeOutAsJson() {
    Span tool = Reads.spans(Reads.bytes(request(2).toByteArray())).get(1);

    assertEquals(
        "{\"city\":\"Rome\",\"list\":[-3,0.25,null]}", tool.tool().orElseThrow().arguments());
    assertEquals("AP8Q", tool.attributes().get("raw"));
    assertEquals("[\"beta\",\"eu\"]", tool.attributes().get("tag.tags"));
    assertEquals("boom ä 1", tool.events().getFirst().attributes().get("exception.message"));
    assertEquals(101 + 7, tool.tokens().sum());
  }

  @Test
  void severalMessagesInOneObjectAreRead() throws IOException {
    var one = request(2);
    var two = request(5);
    var together = new ByteArrayOutputStream();
    one.writeTo(together);
    two.writeTo(together);

    assertEquals(7, Reads.bytes(together.toByteArray()).tally().spansRead());
    assertEquals(7, Reads.bytes(varintDelimited(one, two)).tally().spansRead());
    assertEquals(7, Reads.bytes(fourByteDelimited(one, two)).tally().spansRead());
    assertEquals(5, Reads.bytes(varintDelimited(one, two)).spanCount());
  }

  @Test
  void messagesOfEverySizeAreToldFromText() {
    // A message of 123 or 91 bytes begins like JSON after a line break.
    for (int length = 0; length < 200; length++) {
      var request = request(1).toBuilder();
      request
          .getResourceSpansBuilder(0)
          .getScopeSpansBuilder(0)
          .clearScope()
          .setSpans(
              0,
              io.opentelemetry.proto.trace.v1.Span.newBuilder()
                  .setTraceId(bytes("5b8efff798038103d269b633813fc60c"))
                  .setSpanId(bytes("0000000000000001"))
                  .setName("n".repeat(length)));
      for (boolean hasResource : List.of(true, false)) {
        if (!hasResource) {
          request.getResourceSpansBuilder(0).clearResource();
        }
        assertEquals(1, Reads.bytes(request.build().toByteArray()).spanCount(), "length " + length);
      }
    }
  }

  @Test
  void aResourceAfterItsSpansIsTheirs() throws IOException {
    var resourceSpans = request(1).getResourceSpans(0);
    var out = new ByteArrayOutputStream();
    var coded = CodedOutputStream.newInstance(out);
    coded.writeMessage(2, resourceSpans.getScopeSpans(0));
    coded.writeMessage(1, resourceSpans.getResource());
    coded.flush();
    byte[] inner = out.toByteArray();
    var whole = new ByteArrayOutputStream();
    var outer = CodedOutputStream.newInstance(whole);
    outer.writeByteArray(1, inner);
    outer.flush();

    assertEquals("shop", Reads.only(Reads.bytes(whole.toByteArray())).service());
  }

  @Test
  void unknownFieldsAreSkipped() {
    var unknown =
        UnknownFieldSet.newBuilder()
            .addField(
                900,
                UnknownFieldSet.Field.newBuilder()
                    .addVarint(5)
                    .addLengthDelimited(ByteString.copyFromUtf8("later"))
                    .addFixed32(1)
                    .addFixed64(2)
                    .build())
            .build();
    var request = request(1).toBuilder().setUnknownFields(unknown);
    request.getResourceSpansBuilder(0).setUnknownFields(unknown);
    request
        .getResourceSpansBuilder(0)
        .getScopeSpansBuilder(0)
        .getSpansBuilder(0)
        .setUnknownFields(unknown);

    assertEquals(
        Reads.only(Reads.bytes(request(1).toByteArray())),
        Reads.only(Reads.bytes(request.build().toByteArray())));
  }

  @Test
  void logRecordsGiveTheirMessagesToTheSpan() {
    var record =
        LogRecord.newBuilder()
            .setTimeUnixNano(1)
            .setEventName("gen_ai.user.message")
            .setTraceId(bytes("5b8efff798038103d269b633813fc60c"))
            .setSpanId(bytes("0000000000000001"))
            .setBody(
                AnyValue.newBuilder()
                    .setKvlistValue(
                        KeyValueList.newBuilder().addValues(pair("content", text("hello")))));
    var logs =
        LogsData.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(record)))
            .build();
    var request = request(1).toBuilder();
    request.getResourceSpansBuilder(0).getScopeSpansBuilder(0).getSpansBuilder(0).clearAttributes();
    Application application =
        Reads.application(
            new MemoryStore()
                .put("logs.binpb", logs.toByteArray())
                .put("traces.binpb", request.build().toByteArray()));

    assertEquals("hello", Reads.only(application).content().input().getFirst().content());
    assertEquals(List.of(), application.coverage().unread());
  }

  @Test
  void metricsAreNoTraces() {
    var metrics =
        MetricsData.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .addScopeMetrics(
                        ScopeMetrics.newBuilder()
                            .addMetrics(
                                Metric.newBuilder()
                                    .setName("gen_ai.client.token.usage")
                                    .setSum(Sum.newBuilder().setIsMonotonic(true)))))
            .build();
    Application application = Reads.bytes(metrics.toByteArray());

    assertEquals(0, application.spanCount());
    assertTrue(
        Reads.reasons(application).getFirst().startsWith("not traces"),
        Reads.reasons(application).toString());
  }

  @Test
  void idsOfWrongLengthAreNamed() {
    var request = request(2).toBuilder();
    request
        .getResourceSpansBuilder(0)
        .getScopeSpansBuilder(0)
        .getSpansBuilder(1)
        .setSpanId(bytes("abcd"));
    Application application = Reads.bytes(request.build().toByteArray());

    assertEquals(1, application.spanCount());
    assertTrue(
        Reads.reasons(application).getFirst().startsWith("span id 'abcd' is not 16 hex digits"));
  }
}
