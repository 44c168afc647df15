package dev.clew.investigation.selftrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.TokenUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T10:07:00.000000005Z"), ZoneOffset.UTC);

  private static LanguageModel model(boolean fails) {
    return new LanguageModel() {
      @Override
      public Reply complete(Call call) {
        if (fails) {
          throw new ModelException(ModelException.Kind.TIMEOUT, "nothing came");
        }
        return new Reply("secret", List.of(), Reply.Finish.STOP, TokenUsage.of(70, 5), "m-2");
      }

      @Override
      public String host() {
        return "models.example";
      }

      @Override
      public String name(Tier tier) {
        return "m-1";
      }
    };
  }

  private static Call call() {
    return new Call(
        "decide",
        Tier.FAST,
        List.of(new Message.User("secret")),
        List.of(),
        false,
        Optional.empty(),
        20);
  }

  private static Recorder recorder(String part) {
    return new Recorder("acme/i1", part, false, CLOCK);
  }

  private record Written(String key, JsonNode spans, String text) {}

  private static Written written(Recorder recorder) {
    var all = new ArrayList<Written>();
    recorder.write(
        (key, bytes) -> {
          try {
            all.add(
                new Written(
                    key,
                    JsonMapper.builder()
                        .build()
                        .readTree(bytes)
                        .at("/resourceSpans/0/scopeSpans/0/spans"),
                    new String(bytes, StandardCharsets.UTF_8)));
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        },
        trouble -> {
          throw trouble;
        });
    return all.getFirst();
  }

  private static JsonNode attribute(JsonNode span, String key) {
    for (var one : span.path("attributes")) {
      if (one.path("key").asText().equals(key)) {
        return one.path("value").properties().iterator().next().getValue();
      }
    }
    throw new AssertionError("no " + key + " in " + span);
  }

  @Test
  void aTurnAndItsModelCallAreSpansOfOneTraceWithoutContent() {
    var recorder = recorder("reflect-2");
    recorder.turn(
        "reflect",
        () -> recorder.watching(model(false), (_, _) -> OptionalDouble.of(0.25)).complete(call()));
    var written = written(recorder);

    var turn = written.spans().get(0);
    var call = written.spans().get(1);
    assertEquals("CHAIN", attribute(turn, "openinference.span.kind").asText());
    assertEquals("LLM", attribute(call, "openinference.span.kind").asText());
    assertEquals(turn.path("spanId"), call.path("parentSpanId"));
    assertEquals("decide", call.path("name").asText());
    assertEquals("m-2", attribute(call, "llm.model_name").asText());
    assertEquals("70", attribute(call, "llm.token_count.prompt").asText());
    assertEquals("5", attribute(call, "llm.token_count.completion").asText());
    assertEquals("75", attribute(call, "llm.token_count.total").asText());
    assertEquals(0.25, attribute(call, "llm.cost.total").asDouble());
    // 2026-11-20T10:07:00Z is 1,795,169,220 s after 1970 (date -u +%s).
    assertEquals("1795169220000000005", call.path("startTimeUnixNano").asText());
    assertFalse(written.text().contains("secret"), written.text());
    assertTrue(
        written.key().startsWith("traces/clew/year=2026/month=11/day=20/hour=10/minute=07/"),
        written.key());
  }

  @Test
  void partsOfOneInvestigationAreOneTraceWithDifferentSpans() {
    var one = recorder("plan-1");
    one.turn("plan", () -> 1);
    var other = recorder("S1");
    other.tool("drift", "employment", () -> 1, _ -> "found");
    var first = written(one).spans().get(0);
    var second = written(other).spans().get(0);
    assertEquals(first.path("traceId"), second.path("traceId"));
    assertEquals(first.path("parentSpanId"), second.path("parentSpanId"));
    assertFalse(first.path("spanId").equals(second.path("spanId")));
    assertEquals("TOOL", attribute(second, "openinference.span.kind").asText());
    assertEquals("drift", attribute(second, "tool.name").asText());
    assertEquals("found", attribute(second, "clew.outcome").asText());
    assertEquals(32, first.path("traceId").asText().length());
    assertEquals(16, first.path("spanId").asText().length());
  }

  @Test
  void whatFailsIsSaidInAWordAndGoesOn() {
    var recorder = recorder("S1");
    assertThrows(
        ModelException.class,
        () ->
            recorder.tool(
                "drift",
                "employment",
                () ->
                    recorder
                        .watching(model(true), (_, _) -> OptionalDouble.empty())
                        .complete(call())
                        .text(),
                text -> text));
    var spans = written(recorder).spans();
    assertEquals("timeout", spans.get(1).at("/status/message").asText());
    assertEquals(2, spans.get(0).at("/status/code").asInt());
  }

  @Test
  void aTraceThatCanNotBeWrittenIsToldAndFailsNothing() {
    var recorder = recorder("S1");
    recorder.turn("plan", () -> 1);
    var told = new ArrayList<RuntimeException>();
    recorder.write(
        (_, _) -> {
          throw new IllegalStateException("full");
        },
        told::add);
    assertEquals("full", told.getFirst().getMessage());
  }

  @Test
  void aFolderHoldsWhatWasWritten(@TempDir Path folder) throws IOException {
    var traces = Traces.in(folder);
    traces.write("traces/clew/a.json", "one".getBytes(StandardCharsets.UTF_8));
    traces.write("traces/clew/a.json", "two".getBytes(StandardCharsets.UTF_8));
    assertEquals("two", Files.readString(folder.resolve("traces/clew/a.json")));
    try (var files = Files.list(folder.resolve("traces/clew"))) {
      assertEquals(1, files.count(), "no half file is left");
    }
  }
}
