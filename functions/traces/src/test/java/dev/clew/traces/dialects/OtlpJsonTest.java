package dev.clew.traces.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Status;
import dev.clew.traces.spans.Timing;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OtlpJsonTest {

  @Test
  void theExampleOfTheSpecificationIsRead() throws IOException {
    try (InputStream in =
        OtlpJsonTest.class.getResourceAsStream("opentelemetry-proto_trace.json")) {
      Span span = Reads.only(Reads.bytes(in.readAllBytes()));

      // Ids in upper case, times as numbers.
      assertEquals("5b8efff798038103d269b633813fc60c", span.traceId());
      assertEquals("eee19b7ec3c1b174", span.spanId());
      assertEquals(Optional.of("eee19b7ec3c1b173"), span.parentId());
      assertEquals(
          new Timing.Known(1_544_712_660_000_000_000L, 1_544_712_661_000_000_000L), span.timing());
      assertEquals("I'm a server span", span.name());
      assertEquals("my.service", span.service());
      assertEquals("some value", span.attributes().get("my.span.attr"));
      assertEquals("my.library", span.attributes().get("otel.scope.name"));
    }
  }

  private static final String AS_OTLP_JSON =
      """
      {"resourceSpans": [{
        "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "shop"}}]},
        "scopeSpans": [{"scope": {"name": "lib"}, "spans": [{
          "traceId": "0102030405060708090a0b0c0d0e0f10", "spanId": "1112131415161718",
          "parentSpanId": "2122232425262728", "name": "chat",
          "startTimeUnixNano": "1700000000000000001", "endTimeUnixNano": "1700000000500000001",
          "status": {"code": 2, "message": "boom"},
          "attributes": [
            {"key": "openinference.span.kind", "value": {"stringValue": "LLM"}},
            {"key": "llm.token_count.prompt", "value": {"intValue": "7"}},
            {"key": "llm.token_count.completion", "value": {"intValue": "3"}},
            {"key": "ratio", "value": {"doubleValue": 0.5}},
            {"key": "streamed", "value": {"boolValue": true}}],
          "events": [{"name": "exception", "timeUnixNano": "1700000000400000001", "attributes": [
            {"key": "exception.type", "value": {"stringValue": "E"}}]}]}]}]}]}
      """;

  /// Other names, other order, other spellings of the same values, and fields that nobody knows.
  private static final String AS_ANYBODY_WRITES_IT =
      """
      {"schemaUrl": "x", "resource_spans": [{"droppedThings": {"a": [1, {"b": null}]},
        "instrumentation_library_spans": [{"spans": [{"unknown": [[], {}],
          "events": [{"attributes": [{"value": {"string_value": "E"}, "key": "exception.type"}],
            "time_unix_nano": 1700000000400000001, "name": "exception"}],
          "attributes": [
            {"value": {"string_value": "LLM"}, "key": "openinference.span.kind"},
            {"key": "llm.token_count.prompt", "value": {"string_value": "7"}},
            {"key": "llm.token_count.completion", "value": {"int_value": 3}},
            {"key": "ratio", "value": {"double_value": "0.5"}},
            {"key": "streamed", "value": {"bool_value": true}}],
          "status": {"message": "boom", "code": "STATUS_CODE_ERROR"},
          "end_time_unix_nano": 1700000000500000001, "start_time_unix_nano": 1700000000000000001,
          "name": "chat", "parent_span_id": "ISIjJCUmJyg=", "span_id": "ERITFBUWFxg=",
          "trace_id": "AQIDBAUGBwgJCgsMDQ4PEA=="}],
          "instrumentation_library": {"name": "lib"}}],
        "resource": {"attributes": [{"key": "service.name", "value": {"string_value": "shop"}}]}}]}
      """;

  @Test
  void theSameSpanIsReadHoweverItIsSpelled() {
    Span one = Reads.only(Reads.text(AS_OTLP_JSON));
    Span other = Reads.only(Reads.text(AS_ANYBODY_WRITES_IT));

    assertEquals("0102030405060708090a0b0c0d0e0f10", one.traceId());
    assertEquals(SpanKind.LLM, one.kind());
    assertEquals(new Status(Status.Code.ERROR, "boom"), one.status());
    assertEquals(OptionalLong.of(7), one.tokens().prompt());
    assertEquals(10, one.tokens().sum());
    assertEquals("0.5", one.attributes().get("ratio"));
    assertEquals("true", one.attributes().get("streamed"));
    assertEquals(Map.of("exception.type", "E"), one.events().getFirst().attributes());
    // Only the library's name is read from what comes before its spans.
    assertEquals("lib", one.attributes().get("otel.scope.name"));
    assertEquals(without(one, "otel.scope.name"), other);
  }

  private static Span without(Span span, String attribute) {
    var attributes = new HashMap<>(span.attributes());
    attributes.remove(attribute);
    return new Span(
        span.traceId(),
        span.spanId(),
        span.parentId(),
        span.name(),
        span.kind(),
        span.timing(),
        span.status(),
        span.service(),
        span.operation(),
        span.provider(),
        span.model(),
        span.tokens(),
        span.costUsd(),
        span.tool(),
        span.session(),
        span.user(),
        span.agent(),
        span.content(),
        span.events(),
        attributes,
        span.origin());
  }

  @Test
  void anyNumberOfRequestsInAnObjectAreRead() {
    String one = Reads.span("000000000000000a", "", "").strip();
    String two = Reads.span("000000000000000b", "", "").strip();
    for (String content :
        List.of(
            one + "\n" + two + "\n",
            one + two,
            "[" + one + "," + two + "]",
            "\ufeff" + one + "\r\n\r\n" + two)) {
      Application application = Reads.text(content);
      assertEquals(
          List.of("000000000000000a", "000000000000000b"),
          Reads.spans(application).stream().map(Span::spanId).toList(),
          content);
      assertTrue(application.coverage().unread().isEmpty());
    }
  }

  @Test
  void spansOneByOneAreRead() {
    String span =
        """
        {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"%s","name":"n",\
        "startTimeUnixNano":"5","endTimeUnixNano":"9",\
        "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}}]}
        """;
    Application application =
        Reads.text(span.formatted("000000000000000a") + span.formatted("000000000000000b"));

    assertEquals(2, application.spanCount());
    assertEquals(SpanKind.LLM, Reads.spans(application).getFirst().kind());
    assertEquals(new Timing.Known(5, 9), Reads.spans(application).getFirst().timing());
  }

  @Test
  void structuredValuesBecomeTheirJson() {
    Span span =
        Reads.only(
            Reads.text(
                Reads.span(
                    "0000000000000001",
                    "",
                    """
                    {"key":"openinference.span.kind","value":{"stringValue":"TOOL"}},
                    {"key":"gen_ai.tool.call.arguments","value":{"kvlistValue":{"values":[
                      {"key":"cities","value":{"arrayValue":{"values":[{"stringValue":"Rome"},{"intValue":"2"}]}}},
                      {"key":"deep","value":{"kvlistValue":{"values":[{"key":"x","value":{"boolValue":true}}]}}},
                      {"key":"none","value":{}}]}}}
                    """)));
    assertEquals(
        "{\"cities\":[\"Rome\",2],\"deep\":{\"x\":true},\"none\":null}",
        span.tool().orElseThrow().arguments());
  }

  @Test
  void spansWithIdsOfWrongLengthAreNamedAndLeftOut() {
    Application application =
        Reads.text(
            Reads.span("0000000000000001", "", "")
                + Reads.span("abc", "", "")
                + Reads.span("abcd", "", "")
                + Reads.span("0000000000000000", "", ""));

    assertEquals(1, application.spanCount());
    assertEquals("span 1", application.coverage().unread().getFirst().where());
    assertEquals(
        "span id 'abc' is not 16 hex digits: the span was left out; see how the exporter writes ids"
            + " (2 times; the first is given)",
        Reads.reasons(application).getFirst());
    assertTrue(Reads.reasons(application).get(1).contains("name no span"));
  }

  @Test
  void aParentOfZerosIsNoParent() {
    assertEquals(
        Optional.empty(),
        Reads.only(Reads.text(Reads.span("0000000000000001", "0000000000000000", ""))).parentId());
  }

  @Test
  void countsThatAreNoNumbersAreAbsentAndSaid() {
    Application application =
        Reads.text(
            Reads.span(
                "0000000000000001",
                "",
                """
                {"key":"openinference.span.kind","value":{"stringValue":"LLM"}},
                {"key":"llm.token_count.prompt","value":{"doubleValue":NaN}},
                {"key":"llm.token_count.completion","value":{"doubleValue":"NaN"}},
                {"key":"llm.token_count.total","value":{"intValue":"-5"}},
                {"key":"llm.cost.total","value":{"doubleValue":"Infinity"}}
                """));
    Span span = Reads.only(application);
    assertEquals(
        List.of(
            "'llm.cost.total' is 'Infinity', which is no number of tokens or money: it was left out;"
                + " see what the exporter counts"),
        Reads.reasons(application));
    assertTrue(span.tokens().isEmpty());
    assertTrue(span.costUsd().isEmpty());
  }

  @Test
  void metadataInJsonBecomesAttributes() {
    Span span =
        Reads.only(
            Reads.text(Reads.otlp("metadata={\"release\":\"r2\",\"seats\":3,\"more\":{\"x\":1}}")));
    assertEquals("r2", span.attributes().get("metadata.release"));
    assertEquals("3", span.attributes().get("metadata.seats"));
  }

  @Test
  void shortArraysOfPlainValuesAreKeptAsJson() {
    Span span =
        Reads.only(
            Reads.text(
                Reads.span(
                    "0000000000000001",
                    "",
                    """
                    {"key":"tag.tags","value":{"arrayValue":{"values":[{"stringValue":"beta"},{"stringValue":"eu"}]}}},\
                    {"value":{"array_value":{"values":[{"string_value":"length"}]}},"key":"gen_ai.response.finish_reasons"},\
                    {"key":"sizes","value":{"arrayValue":{"values":[{"intValue":"3"},{"boolValue":true}]}}},\
                    {"key":"none","value":{"arrayValue":{"values":[]}}},\
                    {"key":"nested","value":{"arrayValue":{"values":[{"arrayValue":{"values":[]}}]}}},\
                    {"key":"vector","value":{"arrayValue":{"values":[%s]}}}\
                    """
                        .formatted(
                            String.join(",", Collections.nCopies(33, "{\"doubleValue\":0.5}"))))));

    assertEquals("[\"beta\",\"eu\"]", span.attributes().get("tag.tags"));
    assertEquals("[\"length\"]", span.attributes().get("gen_ai.response.finish_reasons"));
    assertEquals("[3,true]", span.attributes().get("sizes"));
    // Nothing, what is no plain value, and what is content rather than an attribute are left out.
    for (String left : List.of("none", "nested", "vector")) {
      assertTrue(!span.attributes().containsKey(left), left);
    }
  }
}
