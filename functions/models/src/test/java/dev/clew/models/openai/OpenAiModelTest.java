package dev.clew.models.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.models.Call;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.OutputSchema;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.TokenUsage;
import dev.clew.models.Tool;
import dev.clew.models.ToolCall;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiModelTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);
  private static final ObjectNode SCHEMA =
      object(
          """
          {"type": "object", "properties": {"skill": {"type": "string", "enum": ["drift", "latency"]}},
           "required": ["skill"], "additionalProperties": false}\
          """);
  private static final Tool TOOL =
      new Tool("choose_skill", "Chooses a skill. Not for chat.", SCHEMA);

  @Test
  void aToolCallGoesOutStrictAndComesBackAsItWasWritten() {
    try (var server =
        OpenAiServer.saying(Answer.calling("choose_skill", "{\"skill\": \"drift\"}"))) {
      var reply = ask(server, toolCall());

      var asked = server.asked().getFirst();
      assertEquals("POST /v1/chat/completions", asked.method() + " " + asked.path());
      assertEquals("Bearer sk-test-0123456789abcdef", asked.headers().get("authorization"));
      assertEquals(
          json(
              """
              {"model": "fast-1", "max_completion_tokens": 200, "tool_choice": "required",
               "messages": [{"role": "system", "content": "Choose."}, {"role": "user", "content": "why slow?"}],
               "tools": [{"type": "function", "function": {"name": "choose_skill",
                 "description": "Chooses a skill. Not for chat.", "strict": true, "parameters":
                 {"type": "object", "properties": {"skill": {"type": "string", "enum": ["drift", "latency"]}},
                  "required": ["skill"], "additionalProperties": false}}}]}\
              """),
          asked.body());
      assertEquals(
          List.of(new ToolCall("call_1", "choose_skill", "{\"skill\": \"drift\"}")), reply.calls());
      assertEquals(Reply.Finish.TOOL_CALLS, reply.finish());
      assertEquals(TokenUsage.of(100, 10), reply.usage());
      assertEquals("served-model", reply.model());
    }
  }

  @Test
  void theFormOfAnAnswerIsAskedForByItsSchema() {
    try (var server = OpenAiServer.saying(Answer.saying("{\"skill\":\"drift\"}"))) {
      var reply = ask(server, jsonCall());

      assertEquals(
          json(
              """
              {"type": "json_schema", "json_schema": {"name": "choice", "strict": true, "schema":
               {"type": "object", "properties": {"skill": {"type": "string", "enum": ["drift", "latency"]}},
                "required": ["skill"], "additionalProperties": false}}}\
              """),
          server.asked().getFirst().body().get("response_format"));
      assertEquals("strong-1", server.asked().getFirst().body().get("model").textValue());
      assertEquals("{\"skill\":\"drift\"}", reply.text());
    }
  }

  @Test
  void aConversationWithToolResultsKeepsItsOrderAndIds() {
    try (var server = OpenAiServer.saying(Answer.saying("done"))) {
      ask(
          server,
          toolCall()
              .saying(
                  List.of(
                      new Message.Rules("r"),
                      new Message.User("u"),
                      new Message.Assistant("", List.of(new ToolCall("c7", "choose_skill", "{}"))),
                      new Message.ToolResult("c7", "no such skill"))));

      assertEquals(
          json(
              """
              [{"role": "system", "content": "r"}, {"role": "user", "content": "u"},
               {"role": "assistant", "tool_calls": [{"id": "c7", "type": "function",
                 "function": {"name": "choose_skill", "arguments": "{}"}}]},
               {"role": "tool", "tool_call_id": "c7", "content": "no such skill"}]\
              """),
          server.asked().getFirst().body().get("messages"));
    }
  }

  @ParameterizedTest
  @CsvSource({"stop, STOP", "length, LENGTH", "content_filter, REFUSED", "something_new, STOP"})
  void theReasonItEndedIsKept(String reason, Reply.Finish finish) {
    try (var server = OpenAiServer.saying(Answer.finishing("half a sen", reason))) {
      var reply = ask(server, jsonCall());
      assertEquals(finish, reply.finish());
      assertEquals("half a sen", reply.text());
    }
  }

  @Test
  void aRefusalIsNoText() {
    try (var server = OpenAiServer.saying(Answer.refusing("I can not help with that"))) {
      var reply = ask(server, jsonCall());
      assertEquals(Reply.Finish.REFUSED, reply.finish());
      assertEquals("", reply.text());
    }
  }

  /// What compatible servers leave out or write otherwise, and an answer can do without.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\": [{\"message\": {\"content\": \"hi\"}}]}",
        "{\"choices\": [{\"message\": {\"role\": \"assistant\", \"content\": \"hi\"}, \"finish_reason\": null}], \"usage\": null, \"model\": null}",
        "{\"choices\": [{\"message\": {\"content\": \"hi\"}, \"finish_reason\": 7}], \"usage\": {\"prompt_tokens\": \"many\"}, \"model\": 7}",
        "{\"choices\": [{\"message\": {\"content\": \"hi\", \"tool_calls\": null}}], \"usage\": {\"prompt_tokens\": -5, \"completion_tokens\": 1}}",
        "{\"choices\": [{\"message\": {\"content\": \"<think>\\nLet me see\\n</think>\\n\\nhi\", \"extra\": {}}}], \"new_field\": [1]}"
      })
  void whatAnAnswerCanDoWithoutMayBeMissing(String body) {
    try (var server = OpenAiServer.saying(Answer.json(body))) {
      var reply = ask(server, plainCall());
      assertEquals("hi", reply.text());
      assertEquals(Reply.Finish.STOP, reply.finish());
      assertEquals(TokenUsage.UNKNOWN, reply.usage());
    }
  }

  @Test
  void anEmptyAnswerIsEmptyAndArgumentsAsAnObjectAreTaken() {
    try (var server =
        OpenAiServer.saying(
            Answer.json(
                "{\"choices\": [{\"message\": {\"content\": null}, \"finish_reason\": \"stop\"}]}"),
            Answer.json(
                "{\"choices\": [{\"message\": {\"tool_calls\": [{\"type\": \"function\", \"function\":"
                    + " {\"name\": \"choose_skill\", \"arguments\": {\"skill\": \"drift\"}}}]}}]}"))) {
      assertEquals("", ask(server, plainCall()).text());
      assertEquals(
          List.of(new ToolCall("call_0", "choose_skill", "{\"skill\":\"drift\"}")),
          ask(server, toolCall()).calls());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "\"hello\"",
        "<html><body>Service temporarily moved</body></html>",
        "{\"choices\": []}",
        "{\"choices\": null}",
        "{\"choices\": {}}",
        "{\"choices\": [{}]}",
        "{\"choices\": [{\"message\": null}]}",
        "{\"choices\": [{\"message\": {\"content\": {\"a\": 1}}}]}",
        "{\"choices\": [{\"message\": {\"content\": \"x\", \"tool_calls\": [{\"type\": \"function\"}]}}]}",
        "{\"error\": {\"message\": \"overloaded\"}}"
      })
  void whatIsNoCompletionIsGarbled(String body) {
    try (var server = OpenAiServer.saying(Answer.json(body))) {
      assertEquals(ModelException.Kind.GARBLED, failure(server, plainCall()).kind());
    }
  }

  @Test
  void anyMutilatedAnswerIsAnAnswerOrGarbled() {
    var whole = new String(Answer.calling("choose_skill", "{\"skill\":\"drift\"}").body(), UTF_8);
    var random = new Random(11);
    try (var server =
            new OpenAiServer(_ -> {
              var body = new StringBuilder(whole);
              for (int cuts = 1 + random.nextInt(3); cuts > 0; cuts--) {
                int at = random.nextInt(body.length());
                switch (random.nextInt(4)) {
                  case 0 -> body.setLength(at + 1);
                  case 1 -> body.deleteCharAt(at);
                  case 2 -> body.setCharAt(at, "{}[]\",:0n ".charAt(random.nextInt(10)));
                  default -> body.insert(at, "null");
                }
              }
              return Answer.json(body.toString());
            });
        var model = model(server)) {
      for (int i = 0; i < 400; i++) {
        try {
          model.complete(toolCall());
        } catch (ModelException e) {
          assertEquals(ModelException.Kind.GARBLED, e.kind(), e::getMessage);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, REJECTED",
    "401, REJECTED",
    "403, REJECTED",
    "404, REJECTED",
    "413, REJECTED",
    "422, REJECTED",
    "408, BUSY",
    "409, BUSY",
    "429, BUSY",
    "500, BUSY",
    "502, BUSY",
    "503, BUSY",
    "504, BUSY",
    "529, BUSY"
  })
  void aStatusSaysWhetherToAskAgainAndIsAskedOnce(int status, ModelException.Kind kind) {
    try (var server = OpenAiServer.saying(Answer.status(status, Map.of()))) {
      assertEquals(kind, failure(server, plainCall()).kind());
      assertEquals(1, server.asked().size());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry-after | 7 | 7000",
        "retry-after | 0.5 | 500",
        "retry-after | Fri, 20 Nov 2026 10:01:30 GMT | 90000",
        "retry-after | Fri, 20 Nov 2026 09:00:00 GMT | 0",
        "retry-after-ms | 250 | 250",
        "retry-after | soon | -1",
        "retry-after | -5 | -1",
        "retry-after | 99999999999999999999 | -1"
      })
  void whatTheServerAsksToWaitIsRead(String header, String value, long millis) {
    try (var server = OpenAiServer.saying(Answer.status(429, Map.of(header, value)))) {
      assertEquals(
          millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis)),
          failure(server, plainCall()).retryAfter());
    }
  }

  @Test
  void aServerThatSaysNothingIsLeftAtItsTime() {
    try (var server = OpenAiServer.saying(Answer.saying("late").after(Duration.ofMinutes(5)))) {
      assertTimedOut(server, Duration.ofMillis(300));
    }
  }

  @Test
  void aServerThatDripsIsLeftAtItsTimeToo() {
    try (var server =
        OpenAiServer.saying(
            Answer.saying("x".repeat(10_000)).sent(Answer.Manner.DRIP, Duration.ofMillis(20)))) {
      assertTimedOut(server, Duration.ofMillis(400));
    }
  }

  @Test
  void withoutTimeLeftNothingIsSent() {
    try (var server = OpenAiServer.saying(Answer.saying("hi"));
        var model = new OpenAiModel(server.endpoint(), () -> Duration.ZERO, CLOCK)) {
      var e = assertThrows(ModelException.class, () -> model.complete(plainCall()));
      assertEquals(ModelException.Kind.TIMEOUT, e.kind());
      assertEquals(List.of(), server.asked());
    }
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    try (var server =
        OpenAiServer.saying(
            Answer.json("{\"choices\": [" + " ".repeat(60_000))
                .sent(Answer.Manner.ENDLESS, Duration.ZERO),
            Answer.json(" ".repeat(60_000))
                .status(500)
                .sent(Answer.Manner.ENDLESS, Duration.ZERO))) {
      var e = failure(server, plainCall());
      assertEquals("127.0.0.1 answered with more than 4 MB", e.getMessage());
      assertTrue(e.kind().again());
      assertTrue(failure(server, plainCall()).kind().again());
    }
  }

  @Test
  void aBrokenConnectionIsBusy() {
    try (var server =
        OpenAiServer.saying(
            Answer.cut(),
            Answer.saying("x".repeat(5_000)).sent(Answer.Manner.HALF, Duration.ZERO))) {
      assertEquals(ModelException.Kind.BUSY, failure(server, plainCall()).kind());
      assertEquals(ModelException.Kind.BUSY, failure(server, plainCall()).kind());
    }
  }

  @Test
  void nobodyThereIsBusy() {
    var server = OpenAiServer.saying(Answer.saying("hi"));
    server.close();
    assertEquals(ModelException.Kind.BUSY, failure(server, plainCall()).kind());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void nothingIsSentWhereARedirectPoints(int status) {
    try (var other = OpenAiServer.saying(Answer.saying("mine now"));
        var server =
            OpenAiServer.saying(
                Answer.status(status, Map.of("location", other.baseUrl() + "/chat/completions")))) {
      assertEquals(ModelException.Kind.REJECTED, failure(server, plainCall()).kind());
      assertEquals(List.of(), other.asked());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max_completion_tokens | Unrecognized request argument supplied: max_completion_tokens",
        "'' | [{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens')}]"
      })
  void aServerThatKnowsOnlyMaxTokensGetsThem(String parameter, String message) {
    try (var server =
        OpenAiServer.saying(Answer.error(400, parameter, message), Answer.saying("hi"))) {
      try (var model = model(server)) {
        assertEquals("hi", model.complete(plainCall()).text());
        model.complete(plainCall());
      }
      var second = server.asked().get(1).body();
      assertEquals(200, second.get("max_tokens").intValue());
      assertFalse(second.has("max_completion_tokens"));
      assertEquals(3, server.asked().size(), "the server is not asked wrongly twice");
      assertEquals(second, server.asked().get(2).body());
    }
  }

  @Test
  void aServerThatRefusesStrictGetsToolsWithoutIt() {
    try (var server =
        OpenAiServer.saying(
            Answer.error(422, "tools[0].function.strict", "unknown parameter"),
            Answer.calling("choose_skill", "{}"))) {
      assertEquals(1, ask(server, toolCall()).calls().size());
      assertFalse(server.asked().get(1).body().at("/tools/0/function").has("strict"));
    }
  }

  @Test
  void aModelThatWantsItsReasoningOffBesideToolsGetsThat() {
    try (var server =
        OpenAiServer.saying(
            Answer.error(
                400,
                "reasoning_effort",
                "Function tools with reasoning_effort are not supported for this model in"
                    + " /v1/chat/completions. To use function tools, use /v1/responses or set"
                    + " reasoning_effort to 'none'."),
            Answer.calling("choose_skill", "{}"),
            Answer.saying("hi"))) {
      try (var model = model(server)) {
        model.complete(toolCall());
        model.complete(plainCallTo(Tier.FAST));
      }
      assertEquals("none", server.asked().get(1).body().get("reasoning_effort").textValue());
      assertFalse(server.asked().get(2).body().has("reasoning_effort"), "no tools, no need");
    }
  }

  @Test
  void aServerThatKnowsNoSchemaIsToldItInWords() {
    try (var server =
        OpenAiServer.saying(
            Answer.error(400, "response_format", "json_schema is not supported"),
            Answer.error(400, "response_format", "json_object is not supported"),
            Answer.saying("```json\n{\"skill\": \"drift\"}\n```"))) {
      assertEquals("{\"skill\": \"drift\"}", ask(server, jsonCall()).text());
      var second = server.asked().get(1).body();
      assertEquals("json_object", second.at("/response_format/type").textValue());
      assertTrue(second.at("/messages/0/content").textValue().startsWith("Choose.\n\n"));
      var third = server.asked().get(2).body();
      assertFalse(third.has("response_format"));
      assertTrue(third.at("/messages/0/content").textValue().endsWith(SCHEMA.toString()));
      assertEquals("system", third.at("/messages/0/role").textValue());
    }
  }

  @Test
  void aRefusalThatNamesNothingToLeaveOutIsTheEnd() {
    try (var server =
        OpenAiServer.saying(Answer.error(400, "messages", "context length exceeded"))) {
      assertEquals(ModelException.Kind.REJECTED, failure(server, toolCall()).kind());
      assertEquals(1, server.asked().size());
    }
  }

  @Test
  void aServerThatRefusesEverythingIsNotAskedForEver() {
    try (var server =
        OpenAiServer.saying(
            Answer.error(
                400,
                "",
                "bad: reasoning_effort max_completion_tokens strict response_format tool_choice"))) {
      assertEquals(ModelException.Kind.REJECTED, failure(server, toolCall()).kind());
      assertTrue(server.asked().size() <= 8, () -> server.asked().size() + " requests");
    }
  }

  @Test
  void noMessageShowsWhatWasSentOrReceived() {
    for (var answer :
        List.of(
            Answer.error(400, "", "you said: why slow? and sk-test-0123456789abcdef"),
            Answer.error(429, "", "you said: why slow?"),
            Answer.json("why slow? is no JSON"),
            Answer.json("{\"choices\": \"why slow?\"}"),
            Answer.cut())) {
      try (var server = OpenAiServer.saying(answer)) {
        var e = failure(server, plainCall());
        var told = new StringWriter();
        e.printStackTrace(new PrintWriter(told));
        assertFalse(told.toString().contains("why slow"), told::toString);
        assertFalse(told.toString().contains("0123456789abcdef"), told::toString);
      }
    }
  }

  @Test
  void nothingIsLoggedEvenWhereTheLibraryIsToldTo() throws Exception {
    try (var server = OpenAiServer.saying(Answer.saying("a secret answer"))) {
      var java = ProcessHandle.current().info().command().orElseThrow();
      var builder =
          new ProcessBuilder(
              java,
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-cp",
              System.getProperty("java.class.path"),
              OneCall.class.getName(),
              server.baseUrl().toString());
      builder.environment().put("OPENAI_LOG", "debug");
      builder.environment().put("OPENAI_API_KEY", "sk-of-somebody-else");
      builder.environment().put("OPENAI_ORG_ID", "org-of-somebody-else");
      var process = builder.redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes());
      assertEquals(0, process.waitFor(), said);
      assertEquals("", said.replaceAll("WARNING: .*\n", ""));
      assertFalse(server.asked().getFirst().headers().toString().contains("somebody-else"));
    }
  }

  /// One call in a process of its own.
  static final class OneCall {
    public static void main(String[] arguments) {
      var endpoint = new OpenAiModel.Endpoint(URI.create(arguments[0]), "", "s", "f");
      try (var model = new OpenAiModel(endpoint, () -> LONG, Clock.systemUTC())) {
        model.complete(plainCall());
      }
    }
  }

  @Test
  void primingNeedsNoServer() {
    assertDoesNotThrow(OpenAiModel::prime);
  }

  @Test
  void whatOneLearnsOfAServerTheOtherKnows() {
    try (var server =
        OpenAiServer.saying(
            Answer.error(400, "max_completion_tokens", "unknown"), Answer.saying("hi"))) {
      try (var model = model(server)) {
        model.complete(plainCall());
        model.within(() -> LONG).complete(plainCall());
      }
      assertEquals(3, server.asked().size());
    }
  }

  @Test
  void anEndpointsTextShowsNoKey() {
    try (var server = OpenAiServer.saying(Answer.saying("hi"))) {
      assertEquals("Endpoint[127.0.0.1, strong-1, fast-1]", server.endpoint().toString());
    }
  }

  private static void assertTimedOut(OpenAiServer server, Duration time) {
    try (var model = new OpenAiModel(server.endpoint(), () -> time, CLOCK)) {
      var e =
          assertTimeoutPreemptively(
              Duration.ofSeconds(30),
              () -> assertThrows(ModelException.class, () -> model.complete(plainCall())));
      assertEquals(ModelException.Kind.TIMEOUT, e.kind(), e::getMessage);
    }
  }

  private static OpenAiModel model(OpenAiServer server) {
    return new OpenAiModel(server.endpoint(), () -> LONG, CLOCK);
  }

  private static Reply ask(OpenAiServer server, Call call) {
    try (var model = model(server)) {
      return model.complete(call);
    }
  }

  private static ModelException failure(OpenAiServer server, Call call) {
    return assertThrows(ModelException.class, () -> ask(server, call));
  }

  private static Call toolCall() {
    return Call.forTool("route", Tier.FAST, conversation(), List.of(TOOL), 200);
  }

  private static Call jsonCall() {
    return Call.forJson(
        "interpret", Tier.STRONG, conversation(), new OutputSchema("choice", SCHEMA), 200);
  }

  private static Call plainCall() {
    return plainCallTo(Tier.STRONG);
  }

  private static Call plainCallTo(Tier tier) {
    return new Call("chat", tier, conversation(), List.of(), false, Optional.empty(), 200);
  }

  private static List<Message> conversation() {
    return List.of(new Message.Rules("Choose."), new Message.User("why slow?"));
  }

  private static ObjectNode object(String text) {
    return (ObjectNode) json(text);
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
