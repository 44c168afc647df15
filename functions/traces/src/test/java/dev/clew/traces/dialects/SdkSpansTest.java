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
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SdkSpansTest {

  @Test
  void spansOfTheJavaScriptSdkAreRead() throws IOException {
    try (InputStream in =
        SdkSpansTest.class.getResourceAsStream("vercel_generateText_doGenerate.json")) {
      Application application = Reads.bytes(in.readAllBytes());
      assertEquals(2, application.spanCount());
      assertEquals(List.of(), application.coverage().unread());

      Span span = Reads.spans(application).getFirst();
      assertEquals("b3e700af9eab81e19f72f964d62a35af", span.traceId());
      assertEquals("39d6e9b3ddec9996", span.spanId());
      assertEquals(SpanKind.LLM, span.kind());
      // [1770131992, 242000000] to [1770131994, 21415667].
      assertEquals(
          new Timing.Known(1_770_131_992_242_000_000L, 1_770_131_994_021_415_667L), span.timing());
      assertEquals("gpt-4o-mini-2024-07-18", span.model());
      assertEquals("openai.responses", span.provider());
      assertEquals(OptionalLong.of(14), span.tokens().prompt());
      assertEquals(OptionalLong.of(20), span.tokens().completion());
      assertEquals("Write a haiku about programming.", span.content().input().getFirst().content());
      assertTrue(span.content().output().getFirst().content().startsWith("Lines of code align"));
    }
  }

  @Test
  void spansOfThePythonSdkAreRead() {
    Span span =
        Reads.only(
            Reads.text(
                """
                {
                    "name": "chat",
                    "context": {
                        "trace_id": "0x5b8efff798038103d269b633813fc60c",
                        "span_id": "0xeee19b7ec3c1b174",
                        "trace_state": "[]"
                    },
                    "kind": "SpanKind.CLIENT",
                    "parent_id": "0xeee19b7ec3c1b173",
                    "start_time": "2026-01-05T10:00:01.500000Z",
                    "end_time": "2026-01-05T10:00:02.250000Z",
                    "status": {"status_code": "ERROR", "description": "boom"},
                    "attributes": {"gen_ai.operation.name": "chat", "gen_ai.request.model": "m",
                                   "gen_ai.usage.input_tokens": 7, "gen_ai.usage.output_tokens": 3},
                    "events": [{"name": "exception", "timestamp": "2026-01-05T10:00:02.000000Z",
                                "attributes": {"exception.type": "E"}}],
                    "links": [],
                    "resource": {"attributes": {"service.name": "shop"}, "schema_url": ""}
                }
                """));
    assertEquals("eee19b7ec3c1b174", span.spanId());
    assertEquals(Optional.of("eee19b7ec3c1b173"), span.parentId());
    assertEquals(
        new Timing.Known(1_767_607_201_500_000_000L, 1_767_607_202_250_000_000L), span.timing());
    assertEquals(new Status(Status.Code.ERROR, "boom"), span.status());
    assertEquals("shop", span.service());
    assertEquals(10, span.tokens().sum());
    assertEquals("E", span.events().getFirst().attributes().get("exception.type"));
    assertEquals(1_767_607_202_000_000_000L, span.events().getFirst().timeNanos());
  }

  @Test
  void nestedAttributesMeanWhatFlatOnesDo() {
    Span span =
        Reads.only(
            Reads.text(
                """
                {"name": "chat", "context": {"trace_id": "5b8efff798038103d269b633813fc60c", "span_id": "eee19b7ec3c1b174"},
                 "span_kind": "LLM", "parent_id": null, "start_time": "2026-01-05T10:00:01.5+00:00",
                 "end_time": "2026-01-05T12:00:02+02:00", "status_code": "OK", "status_message": "",
                 "attributes": {"llm": {"model_name": "m", "token_count": {"prompt": 7, "completion": 3},
                   "input_messages": [{"message": {"role": "user", "content": "Hi"}}]},
                   "metadata": {"release": "r2"}}}
                """));
    assertEquals(SpanKind.LLM, span.kind());
    assertEquals(Optional.empty(), span.parentId());
    assertEquals(Status.Code.OK, span.status().code());
    assertEquals("m", span.model());
    assertEquals(10, span.tokens().sum());
    assertEquals("Hi", span.content().input().getFirst().content());
    assertEquals("r2", span.attributes().get("metadata.release"));
    assertEquals(
        new Timing.Known(1_767_607_201_500_000_000L, 1_767_607_202_000_000_000L), span.timing());
  }

  @Test
  void runsOfLangSmithAreRead() {
    Span span =
        Reads.only(
            Reads.text(
                """
                {"id": "9a4bd5d0-53a7-4d2e-b9b0-4c2a5f9a2a10", "trace_id": "1f0e2d3c-0000-4000-8000-000000000001",
                 "parent_run_id": "9a4bd5d0-53a7-4d2e-b9b0-4c2a5f9a2a11", "name": "ChatOpenAI", "run_type": "llm",
                 "start_time": "2026-01-05T10:00:01.500000", "end_time": "2026-01-05T10:00:02.250000",
                 "inputs": {"messages": [[{"lc": 1, "type": "constructor", "id": ["langchain", "schema", "messages", "HumanMessage"],
                   "kwargs": {"content": "Hi"}}]]},
                 "outputs": {"generations": [[{"text": "Hello", "message": {"kwargs": {"content": "Hello", "type": "ai"}}}]]},
                 "error": null, "prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10, "total_cost": 0.5,
                 "extra": {"metadata": {"ls_model_name": "m", "ls_provider": "openai"}}}
                """));
    assertEquals(SpanKind.LLM, span.kind());
    assertEquals(
        "9a4bd5d053a74d2eb9b04c2a5f9a2a10".length(), span.spanId().replace("-", "").length());
    assertEquals("m", span.model());
    assertEquals("openai", span.provider());
    assertEquals(10, span.tokens().sum());
    assertEquals(OptionalDouble.of(0.5), span.costUsd());
    assertEquals("Hi", span.content().input().getFirst().content());
    assertEquals("user", span.content().input().getFirst().role());
    assertEquals("Hello", span.content().output().getFirst().content());
  }

  @Test
  void tracesOfMlflowAreRead() {
    Span span =
        Reads.only(
            Reads.text(
                """
                {"info": {"trace_id": "tr-1"}, "data": {"spans": [{"trace_id": "W47/95gDgQPSabYzgT/GDA==",
                  "span_id": "7uGbfsPBsXQ=", "parent_span_id": "", "name": "predict",
                  "start_time_unix_nano": 1767607201500000000, "end_time_unix_nano": 1767607202250000000,
                  "status": {"code": "STATUS_CODE_OK", "message": ""},
                  "attributes": {"mlflow.spanType": "\\"TOOL\\"", "mlflow.spanInputs": "{\\"q\\": 1}",
                    "mlflow.spanOutputs": "\\"found\\""}}]}}
                """));
    assertEquals("5b8efff798038103d269b633813fc60c", span.traceId());
    assertEquals(SpanKind.TOOL, span.kind());
    assertEquals("{\"q\": 1}", span.tool().orElseThrow().arguments());
  }
}
