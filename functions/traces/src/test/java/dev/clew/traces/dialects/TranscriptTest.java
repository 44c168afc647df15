package dev.clew.traces.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.store.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TranscriptTest {

  private static Application excerpt(String name) throws IOException {
    try (InputStream in = TranscriptTest.class.getResourceAsStream(name)) {
      return Reads.application(new MemoryStore().put(name, in.readAllBytes()));
    }
  }

  private static Span span(Trace trace, String id) {
    return trace.spans().stream()
        .filter(span -> span.spanId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> said(List<Message> messages) {
    return messages.stream().map(message -> message.role() + ": " + message.content()).toList();
  }

  @Test
  void eachRunIsATraceOfModelCallsAndToolCalls() throws IOException {
    Application application = excerpt("tau_airline_two_runs.json");

    assertEquals(2, application.traces().size());
    Trace booked = application.traces().getFirst();
    assertEquals(Optional.of(new Outcome(false, OptionalDouble.of(1), "reward")), booked.outcome());
    assertEquals("11", booked.attributes().get("task_id"));
    assertEquals("0", booked.attributes().get("trial"));
    // 36 messages: 1 of the system, 8 of the user, 27 that became spans below one root.
    assertEquals(28, booked.spans().size());
    assertEquals("run", booked.spans().getFirst().spanId());
    assertEquals(SpanKind.AGENT, booked.spans().getFirst().kind());
    assertTrue(booked.spans().stream().allMatch(span -> span.timing() instanceof Timing.Unknown));

    Span refused = span(booked, "m21");
    assertEquals(SpanKind.TOOL, refused.kind());
    assertEquals("book_reservation", refused.tool().map(ToolCall::name).orElse(""));
    assertTrue(refused.tool().orElseThrow().arguments().contains("\"passengers\""));
    assertTrue(refused.status().isError());
    assertTrue(refused.status().message().startsWith("Error: payment amount does not add up"));
    assertEquals("21", refused.attributes().get("message.index"));
    assertFalse(span(booked, "m33").status().isError());

    Trace failed = application.traces().getLast();
    assertTrue(failed.outcome().orElseThrow().failed());
  }

  @Test
  void aCallsInputIsWhatWasSaidSinceTheCallBefore() throws IOException {
    Trace booked = excerpt("tau_airline_two_runs.json").traces().getFirst();

    assertEquals(
        List.of("system", "user"),
        span(booked, "m2").content().input().stream().map(Message::role).toList());
    assertEquals(
        List.of("user"), span(booked, "m4").content().input().stream().map(Message::role).toList());
    assertEquals(
        "get_user_details",
        span(booked, "m4").content().output().getFirst().toolCalls().getFirst().name());
    assertEquals(
        List.of("tool"), span(booked, "m6").content().input().stream().map(Message::role).toList());
    // What was said after the last call.
    List<String> last = said(booked.spans().getFirst().content().output());
    assertEquals(1, last.size());
    assertTrue(last.getFirst().startsWith("user: Thank you for your help."));
  }

  @Test
  void namedSpeakersAreAgents() throws IOException {
    Trace trace = excerpt("who_and_when_algorithm_102.json").traces().getFirst();

    assertEquals(
        List.of(
            "Filmography_Expert",
            "Filmography_Expert",
            "StreamingAvailability_Expert",
            "StreamingAvailability_Expert",
            "IMDB_Ratings_Expert",
            "IMDB_Ratings_Expert",
            "IMDB_Ratings_Expert",
            "Computer_terminal",
            "IMDB_Ratings_Expert",
            "Computer_terminal"),
        trace.spans().stream().skip(1).map(Span::agent).toList());
    assertEquals(SpanKind.TOOL, span(trace, "m7").kind());
    assertEquals(SpanKind.LLM, span(trace, "m8").kind());
    assertEquals(
        Optional.of(new Outcome(true, OptionalDouble.empty(), "is_correct")), trace.outcome());
    // Another agent's words are input; one's own are not repeated.
    assertEquals(
        List.of("Filmography_Expert"),
        span(trace, "m2").content().input().stream()
            .filter(message -> message.role().equals("assistant"))
            .map(Message::name)
            .toList());
    assertEquals(List.of(), span(trace, "m3").content().input());
    // The agent's instructions come before its first words.
    assertEquals("system", span(trace, "m0").content().input().getFirst().role());
  }

  @Test
  void speakersInTheRolesAreAgents() throws IOException {
    Trace trace = excerpt("who_and_when_hand_48.json").traces().getFirst();

    assertEquals(
        List.of("Orchestrator", "Orchestrator", "Orchestrator", "WebSurfer"),
        trace.spans().stream().skip(1).map(Span::agent).toList());
    assertEquals("thought", span(trace, "m1").attributes().get("message.note"));
    assertEquals("-> WebSurfer", span(trace, "m3").attributes().get("message.note"));
    assertTrue(trace.spans().getFirst().content().inputValue().contains("rainy day"));
  }

  @Test
  void whatAnnotatorsWroteIsNeverRead() throws IOException {
    for (String name :
        List.of(
            "who_and_when_algorithm_102.json",
            "who_and_when_hand_48.json",
            "tau_airline_two_runs.json")) {
      String everything = excerpt(name).traces().toString();
      for (String label :
          List.of(
              "mistake_",
              "The list of films provided by the Filmography_Expert is incorrect.",
              "Nosferatu the Vampyre",
              "didn't find enough information to answer",
              "ground_truth",
              "14.2",
              "gt_data_hash",
              "reward_info",
              // The simulated user's instruction, and an action that the benchmark expects.
              "You are olivia_gonzalez_2305",
              "kwargs")) {
        assertFalse(everything.contains(label), name + " holds " + label);
      }
    }
  }

  @Test
  void theSameRunIsReadFromEveryFormOfFile() {
    String messages =
        """
        [{"role":"system","content":"Be brief."},{"role":"user","content":"2+2?"},\
        {"role":"assistant","content":"4"}]\
        """;
    for (String content :
        List.of(
            messages,
            "{\"messages\":" + messages + "}",
            "{\"messages\":" + messages + "}\n",
            "[{\"conversation\":" + messages + "}]",
            "{\"data\":[{\"history\":" + messages + "}]}",
            messages.replace("},{", "}\n{").replaceAll("[\\[\\]]", ""),
            "{\"conversations\":[{\"from\":\"system\",\"value\":\"Be brief.\"},"
                + "{\"from\":\"human\",\"value\":\"2+2?\"},{\"from\":\"gpt\",\"value\":\"4\"}]}",
            "{\"request\":{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":\"2+2?\"}]},\"response\":{\"model\":\"m\","
                + "\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"4\"}}]}}")) {
      Application application = Reads.text(content);
      assertEquals(1, application.traces().size(), content);
      Trace trace = application.traces().getFirst();
      assertEquals(2, trace.spans().size(), content);
      assertEquals(
          List.of("system: Be brief.", "user: 2+2?"),
          said(trace.spans().get(1).content().input()),
          content);
      assertEquals(List.of("assistant: 4"), said(trace.spans().get(1).content().output()), content);
      assertTrue(application.coverage().unread().isEmpty(), content);
    }
  }

  @Test
  void anthropicsToolResultsAreToolCalls() {
    Trace trace =
        Reads.text(
                """
                {"id": "run-7", "model": "claude-x", "messages": [
                  {"role": "user", "content": "Weather?"},
                  {"role": "assistant", "content": [{"type": "text", "text": "Let me look."},
                     {"type": "tool_use", "id": "t1", "name": "weather", "input": {"city": "Rome"}},
                     {"type": "tool_use", "id": "t2", "name": "clock", "input": {}}],
                     "usage": {"input_tokens": 10, "cache_read_input_tokens": 90, "output_tokens": 5}},
                  {"role": "user", "content": [
                     {"type": "tool_result", "tool_use_id": "t1", "content": "no such city", "is_error": true},
                     {"type": "tool_result", "tool_use_id": "t2", "content": [{"type": "text", "text": "noon"}]}]},
                  {"role": "assistant", "content": "It is noon."}]}
                """)
            .traces()
            .getFirst();

    assertTrue(trace.traceId().startsWith("run-7-"));
    Span call = span(trace, "m1");
    assertEquals("claude-x", call.model());
    assertEquals(OptionalLong.of(100), call.tokens().prompt());
    assertEquals(
        new ToolCall("t1", "weather", "{\"city\":\"Rome\"}", "no such city"),
        span(trace, "m2").tool().orElseThrow());
    assertTrue(span(trace, "m2").status().isError());
    assertEquals("noon", span(trace, "m2.1").tool().orElseThrow().result());
    assertFalse(span(trace, "m2.1").status().isError());
    assertEquals(
        List.of("tool: no such city", "tool: noon"), said(span(trace, "m3").content().input()));
  }

  @Test
  void resultsThatStateAnErrorAreErrors() {
    assertTrue(error("Error: no seats left"));
    assertTrue(error("ValueError: bad city"));
    assertTrue(error("Traceback (most recent call last):\\n  File x"));
    assertTrue(error("exitcode: 1 (execution failed)"));
    assertTrue(error("{\\\"error\\\": \\\"not found\\\"}"));
    assertTrue(error("{\\\"success\\\": false, \\\"message\\\": \\\"closed\\\"}"));
    assertTrue(error("{\\\"is_error\\\": true}"));

    assertFalse(error("exitcode: 0 (execution succeeded)"));
    assertFalse(error("The page explains the error: 404"));
    assertFalse(error("Errors are listed below"));
    assertFalse(error("{\\\"error\\\": null, \\\"errors\\\": []}"));
    assertFalse(error("{\\\"error\\\": \\\"\\\"}"));
    assertFalse(error("299.0"));
    assertFalse(error(""));
  }

  private static boolean error(String result) {
    return Reads.text(
            """
            [{"role":"user","content":"go"},
             {"role":"assistant","tool_calls":[{"id":"1","function":{"name":"f","arguments":"{}"}}]},
             {"role":"tool","tool_call_id":"1","content":"%s"}]
            """
                .formatted(result))
        .traces()
        .getFirst()
        .spans()
        .getLast()
        .status()
        .isError();
  }

  @Test
  void idsAreStableAndDifferBetweenFiles() {
    String run = "{\"task_id\":3,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    var store = new MemoryStore().put("a.jsonl", run + "\n" + run).put("b.jsonl", run);
    List<String> ids = Reads.application(store).traces().stream().map(Trace::traceId).toList();

    assertEquals(3, ids.stream().distinct().count());
    assertTrue(ids.stream().allMatch(id -> id.startsWith("3-")));
    assertEquals(ids, Reads.application(store).traces().stream().map(Trace::traceId).toList());
    assertNotEquals(ids.getFirst(), ids.getLast());
  }

  @Test
  void rewardsShortOfOneAreFailures() {
    assertEquals(Optional.of(true), failed("\"reward\": 0"));
    assertEquals(Optional.of(true), failed("\"reward\": 0.5"));
    assertEquals(Optional.of(false), failed("\"reward\": 1.0"));
    assertEquals(Optional.of(false), failed("\"score\": 87"));
    assertEquals(Optional.of(true), failed("\"success\": false"));
    assertEquals(Optional.of(false), failed("\"resolved\": \"yes\""));
    assertEquals(Optional.empty(), failed("\"reward\": NaN"));
    assertEquals(Optional.empty(), failed("\"reward\": null"));
    assertEquals(Optional.empty(), failed("\"mood\": 0"));
  }

  private static Optional<Boolean> failed(String field) {
    return Reads.text("{" + field + ",\"messages\":[{\"role\":\"assistant\",\"content\":\"hi\"}]}")
        .traces()
        .getFirst()
        .outcome()
        .map(Outcome::failed);
  }

  @Test
  void anOutcomeMayBeAWordAndAWordThatSaysNothingIsTold() {
    String run =
        "{\"id\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], %s}\n";
    var application =
        Reads.text(
            run.formatted("a", "\"outcome\": \"failed\"")
                + run.formatted("b", "\"outcome\": \"passed\"")
                + run.formatted("c", "\"success\": true")
                + run.formatted("d", "\"score\": 0.2")
                + run.formatted("e", "\"passed\": \"false\"")
                + run.formatted("f", "\"outcome\": \"abandoned\""));

    assertEquals(
        List.of(
            Optional.of(true),
            Optional.of(false),
            Optional.of(false),
            Optional.of(true),
            Optional.of(true),
            Optional.empty()),
        application.traces().stream().map(trace -> trace.outcome().map(Outcome::failed)).toList());
    assertTrue(
        application.inferences().stream()
            .anyMatch(words -> words.contains("'outcome'") && words.contains("'abandoned'")),
        application.inferences().toString());
    assertEquals("abandoned", application.traces().getLast().attributes().get("outcome"));
  }
}
