package dev.clew.traces.dialects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Status;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.spans.TraceTree;
import dev.clew.traces.store.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LangfuseTest {

  @Test
  void aTraceWithItsObservationsIsRead() throws IOException {
    try (InputStream in =
        LangfuseTest.class.getResourceAsStream("langfuse_microsoft_agent.trace.json")) {
      Application application = Reads.bytes(in.readAllBytes());
      Trace trace = application.traces().getFirst();

      assertEquals("8e419d3288419b5d944270505640e183", trace.traceId());
      assertEquals(4, trace.spans().size());
      Span agent = trace.spans().getFirst();
      assertEquals(SpanKind.AGENT, agent.kind());
      Span call = trace.spans().get(1);
      assertEquals(SpanKind.LLM, call.kind());
      assertEquals("gpt-5-mini-2025-08-07", call.model());
      assertEquals("openai", call.provider());
      assertEquals(163, call.tokens().sum());
      assertEquals(OptionalDouble.of(0.00019125), call.costUsd());
      assertEquals("What's the weather in Tokyo?", call.content().input().getFirst().content());
      assertEquals("get_weather", call.content().output().getFirst().toolCalls().getFirst().name());
      Span tool = trace.spans().get(2);
      assertEquals(
          Optional.of(
              new ToolCall(
                  "call_CwaJHuXTm9dmHFQPlVbqyzJ0",
                  "get_weather",
                  "{\"location\":\"Tokyo, Japan\"}",
                  "The weather in Tokyo, Japan is stormy with a high of 23°C.")),
          tool.tool());
      // The agent states 224 tokens and a cost of its own: 163 + 236 are its calls'.
      assertEquals(399, TokenRule.reckon(trace).tokens());
      assertEquals(2, TokenRule.costed(trace, TraceTree.of(trace)).size());
      // A model gave all three scores: opinions, no outcome.
      assertEquals(Optional.empty(), trace.outcome());
      assertEquals("1", trace.attributes().get("score.correctness"));
      assertEquals("0.9", trace.attributes().get("score.hallucination"));
    }
  }

  private static final String OBSERVATIONS =
      """
      {"id":"g","trace_id":"t","parent_observation_id":"a","type":"GENERATION","name":"chat",\
      "start_time":"2026-01-05 10:00:01.5","end_time":"2026-01-05 10:00:02.25","level":"ERROR",\
      "status_message":"rate limited","session_id":"s1","user_id":"u1","provided_model_name":"gpt-x",\
      "usage_details":{"input":20,"output":5,"input_cache_read":80},"total_cost":0.25,\
      "input":[{"role":"user","content":"Hi, you"}],"output":{"role":"assistant","content":"Hello"},\
      "environment":"prod"}
      {"id":"a","trace_id":"t","type":"AGENT","name":"helper","start_time":"2026-01-05 10:00:01",\
      "end_time":"2026-01-05 10:00:03","level":"DEFAULT","total_cost":0,"environment":"prod"}
      """;

  private static void assertObservations(Application application) {
    assertEquals(List.of(), application.coverage().unread());
    assertEquals(1, application.traces().size());
    List<Span> spans = Reads.spans(application);
    assertEquals(List.of("a", "g"), spans.stream().map(Span::spanId).toList());
    Span call = spans.getLast();
    assertEquals(Optional.of("a"), call.parentId());
    // 2026-01-05T10:00:01.5Z by `date -u -d @1767607201`.
    assertEquals(
        new Timing.Known(1_767_607_201_500_000_000L, 1_767_607_202_250_000_000L), call.timing());
    assertEquals(new Status(Status.Code.ERROR, "rate limited"), call.status());
    assertEquals("gpt-x", call.model());
    assertEquals("s1", call.session());
    assertEquals("u1", call.user());
    assertEquals(105, call.tokens().sum());
    assertEquals(OptionalDouble.of(0.25), call.costUsd());
    assertEquals("Hi, you", call.content().input().getFirst().content());
    assertEquals("Hello", call.content().output().getFirst().content());
    assertEquals("prod", call.attributes().get("environment"));
    assertEquals(SpanKind.AGENT, spans.getFirst().kind());
    assertEquals(OptionalDouble.empty(), spans.getFirst().costUsd());
  }

  @Test
  void observationsOneALineAreRead() {
    assertObservations(Reads.text(OBSERVATIONS));
  }

  @Test
  void observationsInAnArrayOrAPageAreRead() {
    String array = "[" + OBSERVATIONS.strip().replace("\n", ",") + "]";
    assertObservations(Reads.text(array));
    assertObservations(Reads.text("{\"data\":" + array + ",\"meta\":{\"page\":1}}"));
  }

  @Test
  void namesInCamelCaseMeanTheSame() {
    assertObservations(
        Reads.text(
            OBSERVATIONS
                .replace("trace_id", "traceId")
                .replace("parent_observation_id", "parentObservationId")
                .replace("start_time", "startTime")
                .replace("end_time", "endTime")
                .replace("status_message", "statusMessage")
                .replace("session_id", "sessionId")
                .replace("user_id", "userId")
                .replace("usage_details", "usageDetails")
                .replace("total_cost", "totalCost")));
  }

  @TempDir Path scratch;

  private byte[] table(String format) throws IOException, SQLException {
    Path lines = Files.writeString(scratch.resolve("lines.jsonl"), OBSERVATIONS);
    Path table = scratch.resolve("table." + format);
    try (var connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT * FROM read_json('%s', format='newline_delimited')) TO '%s' (FORMAT %s)"
              .formatted(lines, table, format));
    }
    return Files.readAllBytes(table);
  }

  @Test
  void observationsInParquetAreRead() throws Exception {
    assertObservations(Reads.bytes(table("parquet")));
  }

  @Test
  void observationsInCsvAreRead() {
    assertObservations(
        Reads.bytes(
            """
            id,trace_id,parent_observation_id,type,name,start_time,end_time,level,status_message,session_id,user_id,\
            provided_model_name,usage_details,total_cost,input,output,environment
            g,t,a,GENERATION,chat,2026-01-05 10:00:01.500,2026-01-05 10:00:02.250,ERROR,rate limited,s1,u1,gpt-x,\
            "{""input"":20,""output"":5,""input_cache_read"":80}",0.25,"[{""role"":""user"",""content"":""Hi, you""}]",\
            "{""role"":""assistant"",""content"":""Hello""}",prod
            a,t,,AGENT,helper,2026-01-05T10:00:01Z,2026-01-05T10:00:03Z,DEFAULT,,,,,,0,,,prod
            """
                .getBytes(UTF_8)));
  }

  @Test
  void observationsThatWereExportedTwiceCountOnce() {
    var store = new MemoryStore().put("one.jsonl", OBSERVATIONS).put("two.jsonl", OBSERVATIONS);
    Application application = Reads.application(store);

    assertEquals(2, application.spanCount());
    assertEquals(2, application.tally().duplicateSpans());
    assertObservations(application);
  }

  @Test
  void scoresInAnObjectOfTheirOwnJoinTheirTrace() {
    var store =
        new MemoryStore()
            .put("observations.jsonl", OBSERVATIONS)
            .put(
                "scores.jsonl",
                """
                {"id":"x","trace_id":"t","name":"success","value":0,"data_type":"BOOLEAN"}
                {"id":"y","trace_id":"t","name":"toxicity","value":0.25,"data_type":"NUMERIC"}
                {"id":"z","trace_id":"unknown","name":"toxicity","value":1,"data_type":"NUMERIC"}
                """);
    Trace trace = Reads.application(store).traces().getFirst();

    assertTrue(trace.outcome().orElseThrow().failed());
    assertEquals("0.25", trace.attributes().get("score.toxicity"));
  }

  @Test
  void aShadeOfAJudgementIsNoOutcome() {
    String score =
        "{\"id\":\"x\",\"traceId\":\"t\",\"name\":\"correctness\",\"value\":%s,\"dataType\":\"NUMERIC\"}\n";
    assertFalse(
        Reads.text(OBSERVATIONS + score.formatted("0.7"))
            .traces()
            .getFirst()
            .outcome()
            .isPresent());
    assertTrue(
        Reads.text(OBSERVATIONS + score.formatted("1")).traces().getFirst().outcome().isPresent());
  }

  @Test
  void whatAModelThinksOfARunIsNotHowItEnded() {
    String score =
        "{\"id\":\"x\",\"traceId\":\"t\",\"name\":\"correctness\",\"value\":0,\"dataType\":\"NUMERIC\",\"source\":\"%s\"}\n";
    Trace judged = Reads.text(OBSERVATIONS + score.formatted("EVAL")).traces().getFirst();
    assertEquals(Optional.empty(), judged.outcome());
    assertEquals("0", judged.attributes().get("score.correctness"));
    for (String source : List.of("API", "ANNOTATION")) {
      Trace stated = Reads.text(OBSERVATIONS + score.formatted(source)).traces().getFirst();
      assertEquals(
          Optional.of(new Outcome(true, OptionalDouble.of(0), "correctness")), stated.outcome());
    }
  }

  @Test
  void aTableThatIsNoObservationsIsNoTraces() throws Exception {
    Path file = scratch.resolve("x.parquet");
    try (var connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        var statement = connection.createStatement()) {
      statement.execute("COPY (SELECT 1 AS a) TO '" + file + "' (FORMAT parquet)");
    }
    assertEquals(
        List.of(
            "not traces: a Parquet table without observations; keep it outside of the traces' folder"),
        Reads.reasons(Reads.bytes(Files.readAllBytes(file))));
  }

  @Test
  void aBrokenTableIsSaid() {
    List<String> reasons = Reads.reasons(Reads.bytes("PAR1 and nothing else PAR1".getBytes(UTF_8)));
    assertEquals(1, reasons.size());
    assertTrue(
        reasons.getFirst().startsWith("the Parquet table can not be read"), reasons.toString());

    List<String> csv =
        Reads.reasons(
            Reads.bytes(
                "id,trace_id,type,start_time,name\n1,t,SPAN,2026-01-05,\"never closed"
                    .getBytes(UTF_8)));
    assertTrue(csv.size() <= 1);
  }
}
