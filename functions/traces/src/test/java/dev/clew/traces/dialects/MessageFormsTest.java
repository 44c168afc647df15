package dev.clew.traces.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Content;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.store.MemoryStore;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// One conversation in every form in which instrumentations write messages.
class MessageFormsTest {
  private static final List<Message> INPUT =
      List.of(
          new Message("system", "", "Be brief.", List.of()),
          new Message("user", "", "Weather in Rome?", List.of()),
          new Message(
              "assistant",
              "",
              "",
              List.of(new ToolCall("c1", "weather", "{\"city\":\"Rome\"}", ""))),
          new Message("tool", "", "sunny", List.of(), "c1"));
  private static final List<Message> OUTPUT =
      List.of(new Message("assistant", "", "It is sunny.", List.of()));

  private static void assertSaid(Application application) {
    Span span = Reads.only(application);
    assertEquals(INPUT, span.content().input());
    assertEquals(OUTPUT, span.content().output());
    assertEquals(List.of(), application.coverage().unread());
  }

  private static String pair(String key, String value) {
    return "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}"
        .formatted(key, value.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  private static String event(String name, String... pairs) {
    return "{\"name\":\"%s\",\"attributes\":[%s]}".formatted(name, String.join(",", pairs));
  }

  private static String withEvents(String... events) {
    return Reads.span("0000000000000001", "", pair("gen_ai.operation.name", "chat"))
        .replace(
            "\"attributes\":[{\"key\":\"gen_ai",
            "\"events\":[" + String.join(",", events) + "],\"attributes\":[{\"key\":\"gen_ai");
  }

  private static final String CALLS =
      "[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Rome\\\"}\"}}]";

  private static final String PARTS_IN =
      """
      [{"role":"user","parts":[{"type":"text","content":"Weather in Rome?"}]},
       {"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"weather","arguments":{"city":"Rome"}}]},
       {"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":"sunny"}]}]\
      """
          .replace("\n", " ");
  private static final String PARTS_OUT =
      "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"It is sunny.\"}],\"finish_reason\":\"stop\"}]";
  private static final String INSTRUCTIONS = "[{\"type\":\"text\",\"content\":\"Be brief.\"}]";

  @Test
  void oneEventPerMessageOnTheSpan() {
    assertSaid(
        Reads.text(
            withEvents(
                event("gen_ai.system.message", pair("content", "Be brief.")),
                event("gen_ai.user.message", pair("content", "Weather in Rome?")),
                event("gen_ai.assistant.message", pair("tool_calls", CALLS)),
                event("gen_ai.tool.message", pair("content", "sunny"), pair("id", "c1")),
                event(
                    "gen_ai.choice",
                    pair("index", "0"),
                    pair("message", "{\"role\":\"assistant\",\"content\":\"It is sunny.\"}")))));
  }

  private static String record(String name, String body) {
    return """
    {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"0000000000000001",%s,"body":%s}\
    """
        .formatted(name, body);
  }

  private static String content(String text) {
    return "{\"kvlistValue\":{\"values\":[{\"key\":\"content\",\"value\":{\"stringValue\":\"%s\"}}]}}"
        .formatted(text);
  }

  @Test
  void oneLogRecordPerMessageInAnotherObject() {
    String calls =
        """
        {"kvlistValue":{"values":[{"key":"tool_calls","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[
          {"key":"id","value":{"stringValue":"c1"}},
          {"key":"function","value":{"kvlistValue":{"values":[
            {"key":"name","value":{"stringValue":"weather"}},
            {"key":"arguments","value":{"stringValue":"{\\"city\\":\\"Rome\\"}"}}]}}}]}}]}}}]}}\
        """;
    String choice =
        """
        {"kvlistValue":{"values":[{"key":"index","value":{"intValue":"0"}},
          {"key":"message","value":{"kvlistValue":{"values":[
            {"key":"content","value":{"stringValue":"It is sunny."}}]}}}]}}\
        """;
    String logs =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":["
            + String.join(
                ",",
                record("\"eventName\":\"gen_ai.system.message\"", content("Be brief.")),
                record("\"eventName\":\"gen_ai.user.message\"", content("Weather in Rome?")),
                record(
                    "\"attributes\":[" + pair("event.name", "gen_ai.assistant.message") + "]",
                    calls),
                record(
                    "\"eventName\":\"gen_ai.tool.message\"",
                    content("sunny")
                        .replace(
                            "\"values\":[",
                            "\"values\":[{\"key\":\"id\",\"value\":{\"stringValue\":\"c1\"}},")),
                record("\"eventName\":\"gen_ai.choice\"", choice),
                record("\"eventName\":\"something.else\"", content("no message")))
            + "]}]}]}";
    // The logs come before the spans in the order of keys.
    assertSaid(
        Reads.application(
            new MemoryStore().put("a-logs.json", logs).put("b-spans.json", withEvents())));
  }

  @Test
  void attributesWithJson() {
    assertSaid(
        Reads.text(
            Reads.otlp(
                "gen_ai.operation.name=chat",
                "gen_ai.output.messages=" + PARTS_OUT,
                "gen_ai.system_instructions=" + INSTRUCTIONS,
                "gen_ai.input.messages=" + PARTS_IN)));
  }

  @Test
  void attributesWithStructure() {
    String input =
        """
        {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
        {"key":"gen_ai.system_instructions","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[
          {"key":"type","value":{"stringValue":"text"}},{"key":"content","value":{"stringValue":"Be brief."}}]}}]}}},
        {"key":"gen_ai.input.messages","value":{"arrayValue":{"values":[%s,%s,%s]}}},
        {"key":"gen_ai.output.messages","value":{"arrayValue":{"values":[%s]}}}
        """
            .formatted(
                structured("user", "text", "content", "Weather in Rome?"),
                """
                {"kvlistValue":{"values":[{"key":"role","value":{"stringValue":"assistant"}},
                 {"key":"parts","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[
                  {"key":"type","value":{"stringValue":"tool_call"}},{"key":"id","value":{"stringValue":"c1"}},
                  {"key":"name","value":{"stringValue":"weather"}},
                  {"key":"arguments","value":{"kvlistValue":{"values":[
                    {"key":"city","value":{"stringValue":"Rome"}}]}}}]}}]}}}]}}\
                """,
                structured("tool", "tool_call_response", "response", "sunny")
                    .replace(
                        "{\"key\":\"response\"",
                        "{\"key\":\"id\",\"value\":{\"stringValue\":\"c1\"}},{\"key\":\"response\""),
                structured("assistant", "text", "content", "It is sunny."));
    assertSaid(Reads.text(Reads.span("0000000000000001", "", input)));
  }

  private static String structured(String role, String type, String field, String text) {
    return """
    {"kvlistValue":{"values":[{"key":"role","value":{"stringValue":"%s"}},
     {"key":"parts","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[
      {"key":"type","value":{"stringValue":"%s"}},{"key":"%s","value":{"stringValue":"%s"}}]}}]}}}]}}\
    """
        .formatted(role, type, field, text);
  }

  @Test
  void theEventWithAllDetailsOnTheSpan() {
    assertSaid(
        Reads.text(
            withEvents(
                event(
                    "gen_ai.client.inference.operation.details",
                    pair("gen_ai.system_instructions", INSTRUCTIONS),
                    pair("gen_ai.input.messages", PARTS_IN),
                    pair("gen_ai.output.messages", PARTS_OUT)))));
  }

  @Test
  void theLogRecordWithAllDetails() {
    String logs =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"traceId\":\"5B8EFFF798038103D269B633813FC60C\","
            + "\"spanId\":\"0000000000000001\",\"eventName\":\"gen_ai.client.inference.operation.details\",\"attributes\":["
            + String.join(
                ",",
                pair("gen_ai.system_instructions", INSTRUCTIONS),
                pair("gen_ai.input.messages", PARTS_IN),
                pair("gen_ai.output.messages", PARTS_OUT))
            + "]}]}]}]}";
    assertSaid(Reads.text(withEvents() + logs));
  }

  @Test
  void eventsOfTheFirstConventions() {
    String prompt =
        "[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Weather in Rome?\"},"
            + "{\"role\":\"assistant\",\"tool_calls\":"
            + CALLS
            + "},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"sunny\"}]";
    String completion = "[{\"role\":\"assistant\",\"content\":\"It is sunny.\"}]";

    assertSaid(
        Reads.text(
            withEvents(
                event("gen_ai.content.prompt", pair("gen_ai.prompt", prompt)),
                event("gen_ai.content.completion", pair("gen_ai.completion", completion)))));
    assertSaid(
        Reads.text(
            Reads.otlp(
                "gen_ai.operation.name=chat",
                "gen_ai.prompt=" + prompt,
                "gen_ai.completion=" + completion)));
  }

  @Test
  void openLlmetrysFlattenedIndexes() {
    assertSaid(
        Reads.text(
            Reads.otlp(
                "llm.request.type=chat",
                "gen_ai.completion.0.content=It is sunny.",
                "gen_ai.completion.0.role=assistant",
                "gen_ai.completion.0.finish_reason=stop",
                "gen_ai.prompt.3.role=tool",
                "gen_ai.prompt.3.content=sunny",
                "gen_ai.prompt.3.tool_call_id=c1",
                "gen_ai.prompt.2.tool_calls.0.arguments={\"city\":\"Rome\"}",
                "gen_ai.prompt.2.tool_calls.0.name=weather",
                "gen_ai.prompt.2.tool_calls.0.id=c1",
                "gen_ai.prompt.2.role=assistant",
                "gen_ai.prompt.0.role=system",
                "gen_ai.prompt.0.content=Be brief.",
                "gen_ai.prompt.1.role=user",
                "gen_ai.prompt.1.content=Weather in Rome?",
                "gen_ai.prompt.name=not a message")));
  }

  @Test
  void openInferencesFlattenedIndexes() {
    String in = "llm.input_messages.";
    assertSaid(
        Reads.text(
            Reads.otlp(
                "openinference.span.kind=LLM",
                in + "0.message.role=system",
                in + "0.message.content=Be brief.",
                in + "1.message.role=user",
                in + "1.message.contents.0.message_content.type=text",
                in + "1.message.contents.0.message_content.text=Weather in Rome?",
                in + "2.message.role=assistant",
                in + "2.message.tool_calls.0.tool_call.id=c1",
                in + "2.message.tool_calls.0.tool_call.function.name=weather",
                in + "2.message.tool_calls.0.tool_call.function.arguments={\"city\":\"Rome\"}",
                in + "3.message.role=tool",
                in + "3.message.content=sunny",
                in + "3.message.tool_call_id=c1",
                "llm.output_messages.0.message.role=assistant",
                "llm.output_messages.0.message.content=It is sunny.")));
  }

  @Test
  void severalResultsInOneMessageStandApartWithTheCallsTheyAnswer() {
    var results =
        List.of(
            new Message("tool", "", "rain", List.of(), "c2"),
            new Message("tool", "", "sunny", List.of(), "c1"));
    String anthropic =
        "[{\"role\":\"user\",\"content\":["
            + "{\"type\":\"tool_result\",\"tool_use_id\":\"c2\",\"content\":\"rain\"},"
            + "{\"type\":\"tool_result\",\"tool_use_id\":\"c1\",\"content\":[{\"type\":\"text\",\"text\":\"sunny\"}]},"
            + "{\"type\":\"text\",\"text\":\"Go on.\"}]}]";
    String genAi =
        "[{\"role\":\"tool\",\"parts\":["
            + "{\"type\":\"tool_call_response\",\"id\":\"c2\",\"response\":\"rain\"},"
            + "{\"type\":\"tool_call_response\",\"id\":\"c1\",\"response\":\"sunny\"}]}]";
    String vercel =
        "[{\"role\":\"tool\",\"content\":["
            + "{\"type\":\"tool-result\",\"toolCallId\":\"c2\",\"output\":\"rain\"},"
            + "{\"type\":\"tool-result\",\"toolCallId\":\"c1\",\"output\":\"sunny\"}]}]";
    String gemini =
        "[{\"role\":\"user\",\"parts\":["
            + "{\"functionResponse\":{\"id\":\"c2\",\"response\":\"rain\"}},"
            + "{\"functionResponse\":{\"id\":\"c1\",\"response\":\"sunny\"}}]}]";
    for (String written : List.of(anthropic, genAi, vercel, gemini)) {
      var said =
          Reads.only(
                  Reads.text(
                      Reads.otlp("gen_ai.operation.name=chat", "gen_ai.input.messages=" + written)))
              .content()
              .input();
      assertEquals(results, said.subList(0, 2), written);
    }
    assertEquals(
        new Message("user", "", "Go on.", List.of()),
        Reads.only(
                Reads.text(
                    Reads.otlp("gen_ai.operation.name=chat", "gen_ai.input.messages=" + anthropic)))
            .content()
            .input()
            .getLast());
  }

  @Test
  void whatAWrappedAnswerAsksForIsRead() {
    var call = List.of(new ToolCall("c1", "weather", "{\"city\":\"Rome\"}", ""));
    for (String written :
        List.of(
            "[{\"toolCallId\":\"c1\",\"toolName\":\"weather\",\"input\":\"{\\\"city\\\":\\\"Rome\\\"}\"}]",
            "{\"index\":0,\"message\":{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c1\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Rome\\\"}\"}}]}}")) {
      Span span =
          Reads.only(
              Reads.text(Reads.otlp("openinference.span.kind=LLM", "output.value=" + written)));
      assertEquals(
          List.of(new Message("assistant", "", "", call)), span.content().output(), written);
    }
  }

  @Test
  void aModelCallWithPlainTextsSaysThemAsMessages() {
    Span span =
        Reads.only(
            Reads.text(
                Reads.otlp(
                    "openinference.span.kind=LLM",
                    "input.value={\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                    "output.value=Hello")));
    assertEquals(List.of(new Message("user", "", "Hi", List.of())), span.content().input());
    assertEquals(
        List.of(new Message("assistant", "", "Hello", List.of())), span.content().output());
  }

  @Test
  void whatNobodyAskedForIsNotThere() {
    Application application =
        Reads.application(
            new MemoryStore()
                .put(
                    "a.json",
                    Reads.otlp(
                        "openinference.span.kind=LLM",
                        "llm.model_name=m",
                        "input.value=x",
                        "other=y",
                        "llm.input_messages.0.message.content=z")),
            Needs.SKELETON,
            Reads.LIMITS);
    Span span = Reads.only(application);

    assertEquals(SpanKind.LLM, span.kind());
    assertEquals("m", span.model());
    assertEquals(Content.NONE, span.content());
    assertTrue(span.attributes().isEmpty());
  }

  @Test
  void longTextsAreCutAndSaySo() {
    Span span =
        Reads.only(
            Reads.application(
                new MemoryStore().put("a.json", Reads.otlp("input.value=0123456789")),
                new Needs(Set.of(Needs.Part.CONTENT), 4),
                Reads.LIMITS));
    assertEquals("0123 … [6 more characters]", span.content().inputValue());
  }

  @Test
  void whyTheModelStoppedIsReadFromItsMessagesWhereNoAttributeSaysIt() {
    for (String form :
        List.of(
            "gen_ai.output.messages=[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"It is\"}],\"finish_reason\":\"length\"}]",
            "gen_ai.completion.0.finish_reason=length",
            "output.value={\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"It is\"},\"finish_reason\":\"length\"}]}")) {
      Span span =
          Reads.only(
              Reads.text(
                  Reads.otlp("openinference.span.kind=LLM", "gen_ai.operation.name=chat", form)));
      assertEquals("[\"length\"]", span.attributes().get("gen_ai.response.finish_reasons"), form);
    }
  }

  @Test
  void whatAnAttributeSaysOfTheEndOutranksTheMessages() {
    Span span =
        Reads.only(
            Reads.text(
                Reads.otlp(
                    "gen_ai.operation.name=chat",
                    "gen_ai.response.finish_reasons=stop",
                    "gen_ai.output.messages=[{\"role\":\"assistant\",\"parts\":[],\"finish_reason\":\"length\"}]")));

    assertEquals("stop", span.attributes().get("gen_ai.response.finish_reasons"));
  }

  @Test
  void toolsBesideTheMessagesOfARequestAreOffered() {
    String request =
        """
        {"messages":[{"role":"user","content":"Weather in Rome?"}],\
        "tools":[{"type":"function","function":{"name":"weather","parameters":{"type":"object"}}}]}\
        """;
    String observation =
        """
        [{"id":"a","traceId":"t","type":"GENERATION","name":"chat",\
        "startTime":"2026-01-05T10:00:00Z","input":%s,"output":{"role":"assistant","content":"Warm."}}]\
        """
            .formatted(request);
    for (String written :
        List.of(observation, Reads.otlp("openinference.span.kind=LLM", "input.value=" + request))) {
      Span span = Reads.only(Reads.text(written));
      assertEquals(List.of("weather"), span.content().offeredTools(), written);
      assertEquals("{\"type\":\"object\"}", span.content().toolSchemas().get("weather"), written);
      assertEquals("Weather in Rome?", span.content().input().getFirst().content(), written);
    }
  }
}
