package dev.clew.skills.applications;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingSpan;
import dev.clew.traces.spans.SpanKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialogueTest {
  private static List<String> said(TestingSpan... spans) {
    return UserWords.messages(new TestingApplication().trace("t", spans).traces().getFirst());
  }

  @Test
  void aHistorySentAlongIsNotSaidAgain() {
    assertEquals(
        List.of("book me a flight", "to Rome"),
        said(
            TestingSpan.llm("a")
                .given("system", "be kind")
                .given("user", "book me a flight")
                .saying("where to?"),
            TestingSpan.llm("b")
                .given("system", "be kind")
                .given("user", "book me a flight")
                .given("assistant", "where to?")
                .given("user", "to Rome")
                .saying("done")));
  }

  @Test
  void twoEqualTurnsAreTwoTurns() {
    assertEquals(
        List.of("cancel it", "cancel it"),
        said(
            TestingSpan.llm("a").given("user", "cancel it").saying("are you sure?"),
            TestingSpan.llm("b")
                .given("user", "cancel it")
                .given("assistant", "are you sure?")
                .given("user", "cancel it")
                .saying("done")));
  }

  @Test
  void twoEqualTurnsOfATranscriptAreTwoTurns() {
    assertEquals(
        List.of("yes", "yes", "yes"),
        said(
            TestingSpan.of(SpanKind.AGENT, "run").given("nobody", ""),
            TestingSpan.llm("m1").with("message.index", "1").given("user", "yes").saying("and?"),
            TestingSpan.llm("m3").with("message.index", "3").given("user", "yes").saying("ok?"),
            TestingSpan.llm("m5").with("message.index", "5").given("user", "yes").saying("done")));
  }

  @Test
  void theSameCallTriedAgainSaysNothingNew() {
    assertEquals(
        List.of("sum it up"),
        said(
            TestingSpan.llm("a").given("system", "s").given("user", "sum it up").saying(""),
            TestingSpan.llm("b").given("system", "s").given("user", "sum it up").saying("so")));
  }

  @Test
  void aShortenedHistoryIsNotSaidAgain() {
    assertEquals(
        List.of("one", "two", "three"),
        said(
            TestingSpan.llm("a").given("user", "one").saying("1"),
            TestingSpan.llm("b")
                .given("user", "one")
                .given("assistant", "1")
                .given("user", "two")
                .saying("2"),
            TestingSpan.llm("c")
                .given("user", "two")
                .given("assistant", "2")
                .given("user", "three")
                .saying("3")));
  }
}
