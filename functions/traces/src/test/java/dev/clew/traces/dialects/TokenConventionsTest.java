package dev.clew.traces.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clew.traces.dialects.Alias.Form;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.Tokens;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// The token rule on the conventions in which traces come. Expected figures are added up by hand.
class TokenConventionsTest {

  private static String count(String key, long value) {
    return "{\"key\":\"%s\",\"value\":{\"intValue\":\"%d\"}}".formatted(key, value);
  }

  private static String text(String key, String value) {
    return "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}".formatted(key, value);
  }

  private static String span(String id, String parent, String... attributes) {
    return Reads.span(id, parent, String.join(",", attributes));
  }

  private static long tokens(Application application) {
    return application.traces().stream().mapToLong(trace -> TokenRule.reckon(trace).tokens()).sum();
  }

  private static final String A = "00000000000000aa";
  private static final String B = "00000000000000bb";
  private static final String C = "00000000000000cc";

  @Test
  void openInferenceAgentsRollUpTheirCalls() {
    Application application =
        Reads.text(
            span(
                    A,
                    "",
                    text("openinference.span.kind", "AGENT"),
                    text("llm.token_count.total", "330"))
                + span(
                    B,
                    A,
                    text("openinference.span.kind", "LLM"),
                    text("llm.token_count.prompt", "100"),
                    text("llm.token_count.completion", "10"),
                    text("llm.token_count.total", "110"),
                    count("llm.token_count.prompt_details.cache_read", 80),
                    count("llm.token_count.completion_details.reasoning", 4))
                + span(
                    C,
                    A,
                    text("openinference.span.kind", "LLM"),
                    count("llm.token_count.prompt", 200),
                    count("llm.token_count.completion", 20)));
    assertEquals(330, tokens(application));
    assertEquals(660, application.tally().tokensOfEverySpan());
  }

  @Test
  void openTelemetryAgentsStateTotalsOfTheirInvocation() {
    Application application =
        Reads.text(
            span(
                    A,
                    "",
                    text("gen_ai.operation.name", "invoke_agent"),
                    count("gen_ai.usage.input_tokens", 300),
                    count("gen_ai.usage.output_tokens", 30))
                + span(
                    B,
                    A,
                    text("gen_ai.operation.name", "chat"),
                    count("gen_ai.usage.input_tokens", 100),
                    count("gen_ai.usage.output_tokens", 10),
                    // Inside the 100 by the conventions.
                    count("gen_ai.usage.cache_read.input_tokens", 60))
                + span(
                    C,
                    A,
                    text("gen_ai.operation.name", "chat"),
                    count("gen_ai.usage.input_tokens", 200),
                    count("gen_ai.usage.output_tokens", 20)));
    assertEquals(330, tokens(application));
  }

  @Test
  void openLlmetryNestsWrappersOfOneCall() {
    Application application =
        Reads.text(
            span(A, "", text("traceloop.span.kind", "workflow"))
                + span(
                    B,
                    A,
                    text("llm.request.type", "chat"),
                    count("gen_ai.usage.prompt_tokens", 50),
                    count("gen_ai.usage.completion_tokens", 5),
                    count("llm.usage.total_tokens", 55))
                + span(
                    C,
                    B,
                    text("llm.request.type", "chat"),
                    count("gen_ai.usage.prompt_tokens", 50),
                    count("gen_ai.usage.completion_tokens", 5),
                    count("llm.usage.total_tokens", 55)));
    assertEquals(55, tokens(application));
  }

  private static Tokens langfuse(String usage) {
    Span span =
        Reads.only(
            Reads.text(
                """
                {"id":"o","traceId":"t","type":"GENERATION","name":"n",
                 "startTime":"2026-01-01T00:00:00Z","usageDetails":%s}
                """
                    .formatted(usage)));
    return span.tokens();
  }

  @Test
  void langfuseBucketsLieBesideEachOther() {
    // As in a real export: 179 + 35 + 64 = 278.
    Tokens reasoned =
        langfuse(
            "{\"input\":179,\"output\":35,\"total\":278,\"input_audio\":0,\"input_cache_read\":0,\"output_reasoning\":64}");
    assertEquals(OptionalLong.of(179), reasoned.prompt());
    assertEquals(OptionalLong.of(99), reasoned.completion());
    assertEquals(OptionalLong.of(64), reasoned.reasoning());
    assertEquals(278, reasoned.sum());

    // Without a total the buckets are added.
    Tokens cached =
        langfuse("{\"input\":20,\"output\":5,\"input_cache_read\":80,\"input_cache_creation\":10}");
    assertEquals(OptionalLong.of(110), cached.prompt());
    assertEquals(115, cached.sum());

    // As in a real export whose total says that reasoning is inside: 6 + 2055 = 2061.
    Tokens inside =
        langfuse(
            "{\"total\":2061,\"input\":6,\"completion_details.reasoning\":1104,\"output\":2055}");
    assertEquals(OptionalLong.of(2055), inside.completion());
    assertEquals(2061, inside.sum());

    // As in a real export whose total holds what no bucket names.
    assertEquals(2023, langfuse("{\"input\":5,\"output\":845,\"total\":2023}").sum());
    assertEquals(Tokens.NONE, langfuse("{}"));
  }

  @Test
  void anthropicCountsCachedTokensBesideTheInput() {
    String usage =
        """
        [{"role":"user","content":"hi"},{"role":"assistant","content":"hello","usage":
          {"input_tokens":12,"output_tokens":30,"cache_read_input_tokens":900,"cache_creation_input_tokens":88}}]
        """;
    Application application = Reads.text(usage);
    Tokens tokens = Reads.spans(application).get(1).tokens();

    assertEquals(OptionalLong.of(1000), tokens.prompt());
    assertEquals(OptionalLong.of(900), tokens.cacheRead());
    assertEquals(1030, tokens(application));
  }

  @Test
  void anAttributeThatBothHabitsUseIsSettledByTheFigures() {
    // More cached than prompt: it can not be inside.
    assertEquals(OptionalLong.of(1012), openLlmetry(12, 30, 1000, 0).prompt());
    // The total adds the cached tokens: 100 + 60 + 30 = 190.
    assertEquals(OptionalLong.of(160), openLlmetry(100, 30, 60, 190).prompt());
    // The total does not: 100 + 30 = 130.
    assertEquals(OptionalLong.of(100), openLlmetry(100, 30, 60, 130).prompt());
    // Nothing settles it: inside, so that nothing is counted twice.
    assertEquals(OptionalLong.of(100), openLlmetry(100, 30, 60, 0).prompt());
  }

  private static Tokens openLlmetry(long prompt, long completion, long cached, long total) {
    return Reads.only(
            Reads.text(
                span(
                    A,
                    "",
                    text("llm.request.type", "chat"),
                    count("gen_ai.usage.input_tokens", prompt),
                    count("gen_ai.usage.output_tokens", completion),
                    count("gen_ai.usage.cache_read_input_tokens", cached),
                    total == 0 ? text("x", "y") : count("gen_ai.usage.total_tokens", total))))
        .tokens();
  }

  @Test
  void aDuplicateSpanIsNotCountedTwice() {
    String call =
        span(A, "", text("openinference.span.kind", "LLM"), count("llm.token_count.total", 40));
    Application application = Reads.text(call + call);

    assertEquals(40, tokens(application));
    assertEquals(80, application.tally().tokensRead());
    assertEquals(1, application.tally().duplicateSpans());
  }

  @Test
  void sumsOverManyAttributesOfOneBucketAreMade() {
    var counts =
        new StatedCounts(
            OptionalLong.of(10),
            OptionalLong.of(5),
            OptionalLong.of(18),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Form.UNSAID,
            Form.UNSAID,
            3,
            0);
    assertEquals(OptionalLong.of(13), counts.tokens().prompt());
    assertEquals(18, counts.tokens().sum());
  }

  @Test
  void everyReadingOfAUsageKeepsItsPartsWithinTheirTotals() {
    for (long prompt : List.of(0L, 5L, 50L)) {
      for (long cache : List.of(0L, 4L, 60L)) {
        for (long reasoning : List.of(0L, 3L, 70L)) {
          for (Form form : List.of(Form.INCLUDED, Form.BESIDE, Form.UNSAID)) {
            Tokens tokens =
                new StatedCounts(
                        OptionalLong.of(prompt),
                        OptionalLong.of(7),
                        OptionalLong.empty(),
                        OptionalLong.of(cache),
                        OptionalLong.empty(),
                        OptionalLong.of(reasoning),
                        form,
                        form,
                        0,
                        0)
                    .tokens();
            String said = prompt + " " + cache + " " + reasoning + " " + form;
            assertEquals(true, tokens.prompt().orElse(0) >= cache, said);
            assertEquals(true, tokens.completion().orElse(0) >= reasoning, said);
          }
        }
      }
    }
  }
}
