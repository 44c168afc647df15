package dev.clew.skills.tracediagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.traces.Applications;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Needs.Part;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs written as OTLP with the names of OTel GenAI, read from a folder and diagnosed: faults
/// without any error, and their clean twins.
class AnswersReadTest {
  private static final String FLIGHTS = "{\"flights\":[{\"id\":\"DY1870\"},{\"id\":\"SK4711\"}]}";
  private static final String BOOKED =
      "{\"status\":\"confirmed\",\"booking\":\"ABC123\",\"total\":258}";

  @TempDir Path folder;

  private final JsonMapper json = JsonMapper.builder().build();
  private final List<Map<String, Object>> spans = new ArrayList<>();

  private void span(Map<String, Object> attributes) {
    int number = spans.size() + 1;
    var pairs = new ArrayList<Map<String, Object>>();
    attributes.forEach((key, value) ->
        pairs.add(
            Map.of(
                "key",
                key,
                "value",
                value instanceof List<?> many
                    ? Map.of(
                        "arrayValue",
                        Map.of(
                            "values",
                            many.stream().map(one -> Map.of("stringValue", one)).toList()))
                    : Map.of("stringValue", value))));
    spans.add(
        Map.of(
            "traceId",
            "5b8efff798038103d269b633813fc60c",
            "spanId",
            "%016x".formatted(number),
            "parentSpanId",
            number == 1 ? "" : "%016x".formatted(1),
            "name",
            "step",
            "startTimeUnixNano",
            "17000000000000000" + (10 + number),
            "endTimeUnixNano",
            "17000000000000000" + (11 + number),
            "attributes",
            pairs));
  }

  private String messages(String role, Map<String, Object> part, String finish)
      throws JsonProcessingException {
    return json.writeValueAsString(
        List.of(Map.of("role", role, "parts", List.of(part), "finish_reason", finish)));
  }

  private void asks(String task) throws JsonProcessingException {
    span(
        Map.of(
            "gen_ai.operation.name",
            "invoke_agent",
            "gen_ai.input.messages",
            messages("user", Map.of("type", "text", "content", task), "stop")));
  }

  private void says(String text, String finish) throws JsonProcessingException {
    span(
        Map.of(
            "gen_ai.operation.name",
            "chat",
            "gen_ai.request.model",
            "m",
            "gen_ai.response.finish_reasons",
            List.of(finish),
            "gen_ai.output.messages",
            messages("assistant", Map.of("type", "text", "content", text), finish)));
  }

  private void calls(String tool, String arguments, String result) throws JsonProcessingException {
    span(
        Map.of(
            "gen_ai.operation.name", "chat",
            "gen_ai.request.model", "m",
            "gen_ai.output.messages",
                messages(
                    "assistant",
                    Map.of("type", "tool_call", "id", tool, "name", tool, "arguments", arguments),
                    "tool_calls")));
    span(
        Map.of(
            "gen_ai.operation.name", "execute_tool",
            "gen_ai.tool.name", tool,
            "gen_ai.tool.call.id", tool,
            "gen_ai.tool.call.arguments", arguments,
            "gen_ai.tool.call.result", result));
  }

  private Run diagnosed() throws IOException {
    Files.writeString(
        folder.resolve("t.json"),
        json.writeValueAsString(
            Map.of(
                "resourceSpans", List.of(Map.of("scopeSpans", List.of(Map.of("spans", spans)))))));
    spans.clear();
    var application =
        new Applications(
                DirectoryStore.of(folder),
                SpanLimits.forHeap(256L << 20, 1),
                Path.of(System.getProperty("java.io.tmpdir")))
            .read(
                "made",
                "",
                Needs.of(Part.EVENTS, Part.TOOL_DETAILS, Part.CONTENT, Part.ATTRIBUTES),
                new Window.All());
    return TestingApplication.run(
        new TraceDiagnosis(),
        "trace-diagnosis",
        application,
        Windows.only(new Window.All(), "all"),
        Map.of());
  }

  /// A booking, and what the agent tells of it.
  private Run booked(String answer) throws IOException {
    asks("Book a flight from Oslo to Rome on 2026-12-03 for two people.");
    calls("search_flights", "{\"date\":\"2026-12-03\"}", FLIGHTS);
    calls("book_flight", "{\"flight\":\"DY1870\"}", BOOKED);
    says(answer, "stop");
    return diagnosed();
  }

  /// A search without a booking, and what the agent tells of it.
  private Run searched(String answer) throws IOException {
    asks("Book a flight from Oslo to Rome on 2026-12-03 for two people.");
    calls("search_flights", "{\"date\":\"2026-12-03\"}", FLIGHTS);
    says(answer, "stop");
    return diagnosed();
  }

  private static void assertClean(Run run) {
    assertEquals(0, run.number("suspects.total"), run.titles().toString());
    assertEquals(List.of(), run.alarms());
  }

  @Test
  void aNumberThatNoToolGaveIsNamed() throws IOException {
    var wrong = booked("Your flight DY1870 on 2026-12-03 is booked. Booking XYZ999.");

    assertEquals(1, wrong.number("signs[kind=foreign-names]"));
    assertEquals("XYZ999", wrong.text("suspect.detail[rank=1]"));
    assertClean(booked("Your flight DY1870 on 2026-12-03 is booked. Booking ABC123."));
    assertClean(booked("Booked: dy 1870 on December 3, 2026, gate B12, booking ABC-123."));
  }

  @Test
  void aDateThatNobodyNamedIsNamedWhereNoneOfTheOthersIs() throws IOException {
    var wrong = booked("Your flight DY1870 on 2026-12-13 is booked. Booking ABC123.");

    assertEquals("2026-12-13", wrong.text("suspect.detail[rank=1]"));
    assertClean(booked("It leaves on 2026-12-03 and lands on 2026-12-04. Booking ABC123."));
  }

  @Test
  void anActThatNoCallDidIsNamed() throws IOException {
    var wrong = searched("I have booked flight DY1870 for two people.");

    assertEquals(1, wrong.number("signs[kind=undone-act]"));
    assertEquals("Tool-related", wrong.text("suspect.category[rank=1]"));
    assertClean(booked("I have booked flight DY1870 for two people."));
    assertClean(searched("DY1870 is the cheapest; once I have booked it you will get a mail."));
    assertClean(searched("I have not booked anything yet: which of the two do you want?"));
  }

  @Test
  void whatIsCleanDoesNotSayThatTheAnswerIsTrue() throws IOException {
    var clean = booked("Your flight DY1870 is booked.");
    var said = clean.finding("Nothing points at a derailment").orElseThrow().statement();

    assertTrue(said.contains("Whether its answer is right can not be seen from that."), said);
    assertFalse(said.contains("claim"), said);
  }

  @Test
  void anAnswerCutOffByItsFinishReasonsIsNamed() throws IOException {
    asks("How warm is it in Oslo today?");
    says("It is warm in Oslo, since the", "length");

    assertEquals(1, diagnosed().number("signs[kind=truncated]"));
  }

  @Test
  void aToolThatIsNotThereIsToldByItsResultAlone() throws IOException {
    for (var result :
        List.of(
            "Unknown tool: reserve_seats",
            "No such tool reserve_seats",
            "reserve_seats is not a valid tool, try one of [search_flights, book_flight].",
            "Error: tool 'reserve_seats' not found",
            "{\"error\":\"tool_not_found\"}")) {
      asks("Book a flight from Oslo to Rome.");
      calls("reserve_seats", "{\"flight\":\"DY1870\"}", result);
      says("I could not reserve the seats.", "stop");

      assertEquals(1, diagnosed().number("signs[kind=unknown-tool]"), result);
    }
    asks("Which tools are there?");
    calls("read_page", "{}", "Unknown tools are refused by the server, as the page explains.");
    says("The page explains which tools are refused.", "stop");
    assertEquals(0, diagnosed().number("failures.total"));
  }
}
