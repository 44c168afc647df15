package dev.clew.models.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.Reply;
import dev.clew.models.ScriptedModel;
import dev.clew.models.Tier;
import dev.clew.models.TokenUsage;
import dev.clew.models.Tool;
import dev.clew.models.openai.Answer;
import dev.clew.models.openai.OpenAiModel;
import dev.clew.models.openai.OpenAiServer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final List<Duration> waits = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504})
  void aBusyServerIsAskedAgainUntilItAnswers(int status) {
    try (var server =
        OpenAiServer.saying(
            Answer.status(status, Map.of()),
            Answer.status(status, Map.of()),
            Answer.saying("hi"))) {
      var guarded = over(server, Allowance.USUAL, LONG);
      assertEquals("hi", guarded.complete(call("hello")).text());
      assertEquals(3, guarded.use().calls());
      assertEquals(List.of(), guarded.use().troubles());
      assertEquals(2, waits.size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {307, 400, 401, 403, 404, 413, 422})
  void aServerThatSaysNoIsNotAskedAgain(int status) {
    try (var server = OpenAiServer.saying(Answer.status(status, Map.of("retry-after", "1")))) {
      var guarded = over(server, Allowance.USUAL, LONG);
      assertThrows(ModelException.class, () -> guarded.complete(call("hello")));
      assertEquals(1, server.asked().size());
      assertEquals(List.of(), waits);
      assertEquals(1, guarded.use().troubles().size());
    }
  }

  @Test
  void waitsGrowAndAreAnythingFromNothingToTheirCeiling() {
    try (var server = OpenAiServer.saying(Answer.status(503, Map.of()))) {
      var most = over(server, Allowance.USUAL, LONG, ceiling -> ceiling);
      assertThrows(ModelException.class, () -> most.complete(call("hello")));
      assertEquals(
          List.of(Duration.ofMillis(400), Duration.ofMillis(800), Duration.ofMillis(1_600)), waits);

      waits.clear();
      var least = over(server, Allowance.USUAL, LONG, _ -> 0);
      assertThrows(ModelException.class, () -> least.complete(call("hello")));
      assertEquals(List.of(Duration.ZERO, Duration.ZERO, Duration.ZERO), waits);
    }
  }

  @Test
  void whatTheServerAsksToWaitIsWaitedAtLeast() {
    try (var server =
        OpenAiServer.saying(Answer.status(429, Map.of("retry-after", "7")), Answer.saying("hi"))) {
      over(server, Allowance.USUAL, LONG, _ -> 100).complete(call("hello"));
      assertEquals(List.of(Duration.ofMillis(7_100)), waits);
    }
  }

  @Test
  void aWaitThatDoesNotFitIntoTheTimeLeftEndsIt() {
    try (var server = OpenAiServer.saying(Answer.status(429, Map.of("retry-after", "3600")))) {
      var guarded = over(server, Allowance.USUAL, LONG);
      var e = assertThrows(ModelException.class, () -> guarded.complete(call("hello")));
      assertEquals(Optional.of(Duration.ofHours(1)), e.retryAfter());
      assertEquals(1, server.asked().size());
      assertEquals(List.of(), waits);
    }
  }

  @Test
  void aStormSpendsNoMoreCallsThanAllowed() {
    try (var server = OpenAiServer.saying(Answer.status(429, Map.of()))) {
      var guarded = over(server, new Allowance(6, 1_000_000, OptionalDouble.empty()), LONG);
      for (int i = 0; i < 5; i++) {
        assertThrows(ModelException.class, () -> guarded.complete(call("hello")));
      }
      assertEquals(6, server.asked().size());
      assertEquals(6, guarded.use().calls());
    }
  }

  @Test
  void aCallThatCouldOverspendIsNotMade() {
    var model = ScriptedModel.saying("hi");
    var tokens = guarded(model, new Allowance(10, 50, OptionalDouble.empty()), Prices.UNKNOWN);
    // 100 tokens of output are asked for.
    var e = assertThrows(ModelException.class, () -> tokens.complete(call("hello")));
    assertEquals(ModelException.Kind.SPENT, e.kind());
    var dear =
        guarded(
            model,
            new Allowance(10, 1_000_000, OptionalDouble.of(0.99)),
            (_, usage) -> OptionalDouble.of(usage.output() * 0.01));
    assertEquals(
        "the question's budget of money for language models is spent",
        assertThrows(ModelException.class, () -> dear.complete(call("hello"))).getMessage());
    assertEquals(List.of(), model.asked());
    assertEquals(List.of(), sent);
  }

  @Test
  void whatWasSpentIsTheServersCount() {
    try (var server = OpenAiServer.saying(Answer.saying("hi"))) {
      var guarded = over(server, Allowance.USUAL, LONG);
      guarded.complete(call("hello"));
      guarded.complete(call("hello"));
      assertEquals(200, guarded.use().inputTokens());
      assertEquals(20, guarded.use().outputTokens());
      assertEquals(List.of("127.0.0.1"), guarded.use().hosts());
      assertEquals(List.of("served-model"), guarded.use().models());
    }
  }

  @Test
  void aServerThatCountsNothingIsCountedFor() {
    var guarded =
        guarded(
            new ScriptedModel(_ ->
                new Reply("one two three", List.of(), Reply.Finish.STOP, TokenUsage.UNKNOWN, "m")),
            Allowance.USUAL,
            Prices.UNKNOWN);
    guarded.complete(call("hello"));
    // "hello" is one token and its message costs four; three words are three.
    assertEquals(5, guarded.use().inputTokens());
    assertEquals(3, guarded.use().outputTokens());
    assertEquals(OptionalDouble.empty(), guarded.use().usd());
  }

  @Test
  void secretsDoNotLeaveAndTheUserIsToldHowManyStayed() {
    try (var server = OpenAiServer.saying(Answer.saying("hi"))) {
      var guarded = over(server, Allowance.USUAL, LONG);
      guarded.complete(
          new Call(
              "interpret",
              Tier.STRONG,
              List.of(
                  new Message.Rules("write to anna@example.org"),
                  new Message.User("key sk-proj-abcdefghijklmnop1234"),
                  new Message.ToolResult("c", "password: hunter22")),
              List.of(new Tool("t", "d", JsonNodeFactory.instance.objectNode())),
              false,
              Optional.empty(),
              100));
      var text = server.asked().getFirst().text();
      for (var secret : List.of("anna@", "abcdefghijklmnop", "hunter22")) {
        assertFalse(text.contains(secret), text);
      }
      assertEquals(3, guarded.use().redacted());
      assertTrue(sent.getFirst().startsWith("127.0.0.1 strong-1 interpret "), sent::toString);
      assertTrue(sent.getFirst().endsWith(" 3"), sent::toString);
    }
  }

  @Test
  void aTimeOutIsToldAndTriedAgainWhileThereIsTime() {
    var model =
        new ScriptedModel(_ -> {
          throw new ModelException(ModelException.Kind.TIMEOUT, "h did not answer in 9 ms");
        });
    var guarded = guarded(model, Allowance.USUAL, Prices.UNKNOWN);
    assertThrows(ModelException.class, () -> guarded.complete(call("hello")));
    assertEquals(Guarded.MOST_TRIES, model.asked().size());
    assertEquals(List.of("h did not answer in 9 ms"), guarded.use().troubles());
  }

  @Test
  void allCallsOfAQuestionShareOneTime() {
    var clock = new AtomicLong();
    var given = new ArrayList<Duration>();
    var model =
        new ScriptedModel(call -> {
          // A server that hangs: each call takes all the time that it is given, 90 s at most.
          var time = Duration.ofSeconds(90);
          if (call.time().orElseThrow().compareTo(time) < 0) {
            time = call.time().orElseThrow();
          }
          given.add(time);
          clock.addAndGet(time.toNanos());
          throw new ModelException(ModelException.Kind.TIMEOUT, "h did not answer");
        });
    var allowance = new Allowance(40, 200_000, OptionalDouble.empty(), Duration.ofMinutes(2));
    var settings =
        new Guarded.Settings(
            allowance,
            true,
            Prices.UNKNOWN,
            Sending.SILENT,
            () -> Duration.ofHours(1),
            _ -> 0,
            time -> clock.addAndGet(time.toNanos()),
            clock::get);

    var router = new Guarded(model, settings);
    assertThrows(ModelException.class, () -> router.complete(call("choose")));
    var writer = new Guarded(model, settings.within(allowance.less(router.use())));
    var e = assertThrows(ModelException.class, () -> writer.complete(call("write")));

    assertEquals(List.of(Duration.ofSeconds(90), Duration.ofSeconds(30)), given);
    assertEquals(Duration.ofMinutes(2), router.use().time());
    assertEquals(ModelException.Kind.SPENT, e.kind());
    assertEquals("the question's budget of time for language models is spent", e.getMessage());
  }

  @Test
  void waitsCountAsTimeOfTheQuestion() {
    var clock = new AtomicLong();
    var model =
        new ScriptedModel(_ -> {
          throw new ModelException(
              ModelException.Kind.BUSY, "h answered 429", Optional.of(Duration.ofSeconds(50)));
        });
    var guarded =
        new Guarded(
            model,
            new Guarded.Settings(
                new Allowance(40, 200_000, OptionalDouble.empty(), Duration.ofMinutes(2)),
                true,
                Prices.UNKNOWN,
                Sending.SILENT,
                () -> LONG,
                _ -> 0,
                time -> clock.addAndGet(time.toNanos()),
                clock::get));

    // Two waits of 50 s fit into 120 s, the third does not.
    assertThrows(ModelException.class, () -> guarded.complete(call("hello")));
    assertEquals(3, model.asked().size());
    assertEquals(Duration.ofSeconds(100), guarded.use().time());
  }

  @Test
  void moneyThatCanNotBeCountedIsToldWithWhatStandsIn() {
    var unpriced = guarded(ScriptedModel.saying("hi"), Allowance.USUAL, Prices.UNKNOWN);
    unpriced.complete(call("hello"));
    unpriced.complete(call("hello"));
    assertEquals(OptionalDouble.empty(), unpriced.use().usd());
    assertEquals(
        List.of(
            "their cost could not be counted, as no price of them is known: the limits of calls,"
                + " tokens and time stand in for the limit of money"),
        unpriced.use().remarks());

    var unlimited =
        guarded(
            ScriptedModel.saying("hi"),
            new Allowance(10, 1_000_000, OptionalDouble.empty()),
            Prices.UNKNOWN);
    unlimited.complete(call("hello"));
    var priced =
        guarded(ScriptedModel.saying("hi"), Allowance.USUAL, (_, _) -> OptionalDouble.of(0.01));
    priced.complete(call("hello"));
    assertEquals(List.of(), unlimited.use().remarks());
    assertEquals(List.of(), priced.use().remarks());
  }

  private Guarded over(OpenAiServer server, Allowance allowance, Duration time) {
    return over(server, allowance, time, ceiling -> ceiling / 2);
  }

  private Guarded over(
      OpenAiServer server, Allowance allowance, Duration time, LongUnaryOperator random) {
    return guarded(
        new OpenAiModel(server.endpoint(), () -> time, Clock.systemUTC()),
        allowance,
        Prices.UNKNOWN,
        time,
        random);
  }

  private Guarded guarded(LanguageModel model, Allowance allowance, Prices prices) {
    return guarded(model, allowance, prices, LONG, _ -> 0);
  }

  private Guarded guarded(
      LanguageModel model,
      Allowance allowance,
      Prices prices,
      Duration time,
      LongUnaryOperator random) {
    return new Guarded(
        model,
        new Guarded.Settings(
            allowance,
            true,
            prices,
            (host, name, purpose, tokens, redacted) ->
                sent.add(host + " " + name + " " + purpose + " " + tokens + " " + redacted),
            () -> time,
            random,
            waits::add));
  }

  private static Call call(String text) {
    return new Call(
        "chat",
        Tier.STRONG,
        List.of(new Message.User(text)),
        List.of(),
        false,
        Optional.empty(),
        100);
  }
}
