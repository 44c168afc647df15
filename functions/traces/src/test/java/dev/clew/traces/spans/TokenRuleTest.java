package dev.clew.traces.spans;

import static dev.clew.traces.spans.SpanKind.AGENT;
import static dev.clew.traces.spans.SpanKind.CHAIN;
import static dev.clew.traces.spans.SpanKind.LLM;
import static dev.clew.traces.spans.SpanKind.TOOL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenRuleTest {
  private static MadeSpan span(String id, String parent, SpanKind kind) {
    return MadeSpan.of(id, parent, kind);
  }

  private static List<String> counted(Trace trace) {
    return TokenRule.reckon(trace).counted().stream().map(Span::spanId).toList();
  }

  @Test
  void anAgentThatRollsUpItsCallsIsNotAddedToThem() {
    Trace trace =
        MadeSpan.trace(
            span("agent", "", AGENT).with(300),
            span("step", "agent", CHAIN),
            span("one", "step", LLM).with(100),
            span("two", "step", LLM).with(200));

    assertEquals(List.of("one", "two"), counted(trace));
    assertEquals(300, TokenRule.reckon(trace).tokens());
    assertEquals(0, TokenRule.reckon(trace).unattributed());
  }

  @Test
  void anAgentWhoseCallsStateNothingCountsItself() {
    Trace trace = MadeSpan.trace(span("agent", "", AGENT).with(300), span("one", "agent", LLM));
    assertEquals(List.of("agent"), counted(trace));
  }

  @Test
  void aWrapperAroundAModelCallRepeatsIt() {
    Trace trace =
        MadeSpan.trace(
            span("wrapper", "", LLM).with(120),
            span("glue", "wrapper", CHAIN),
            span("call", "glue", LLM).with(100));
    assertEquals(List.of("call"), counted(trace));
  }

  @Test
  void aCallKeepsItsCountsWhenItsToolAsksAModelOfItsOwn() {
    Trace trace =
        MadeSpan.trace(
            span("call", "", LLM).with(100),
            span("tool", "call", TOOL),
            span("inner", "tool", LLM).with(40));

    assertEquals(List.of("call", "inner"), counted(trace));
    assertEquals(140, TokenRule.reckon(trace).tokens());
  }

  @Test
  void anAgentIsSilencedThroughItsTools() {
    Trace trace =
        MadeSpan.trace(
            span("agent", "", AGENT).with(40),
            span("tool", "agent", TOOL),
            span("inner", "tool", LLM).with(40));
    assertEquals(List.of("inner"), counted(trace));
  }

  @Test
  void whatARollUpStatesBeyondCallsThatStateNothingIsGivenApart() {
    Trace trace =
        MadeSpan.trace(
            span("outer", "", AGENT).with(1000),
            span("agent", "outer", AGENT).with(900),
            span("one", "agent", LLM).with(600),
            span("streamed", "agent", LLM));

    var reckoning = TokenRule.reckon(trace);
    assertEquals(600, reckoning.tokens());
    // The outermost roll-up says the most: 1000 - 600; the inner one's 300 is part of it.
    assertEquals(400, reckoning.unattributed());
    assertEquals(2, reckoning.rolledUp().size());
  }

  @Test
  void whereEveryCallStatesItsCountsNothingIsApart() {
    Trace trace =
        MadeSpan.trace(span("agent", "", AGENT).with(900), span("one", "agent", LLM).with(600));
    assertEquals(0, TokenRule.reckon(trace).unattributed());
  }

  @Test
  void moneyFollowsTheSameRule() {
    Trace trace =
        MadeSpan.trace(
            span("agent", "", AGENT).with(300),
            span("one", "agent", LLM).with(100),
            span("two", "agent", LLM).with(200));

    assertEquals(
        List.of("one", "two"),
        TokenRule.costed(trace, TraceTree.of(trace)).stream().map(Span::spanId).toList());
  }

  @Test
  void theOrderOfSpansDoesNotMatter() {
    var spans =
        List.of(
            span("agent", "", AGENT).with(300),
            span("step", "agent", CHAIN).with(290),
            span("one", "step", LLM).with(100),
            span("two", "step", LLM).with(200));
    Trace forwards = MadeSpan.trace(spans.toArray(MadeSpan[]::new));
    Trace backwards = MadeSpan.trace(spans.reversed().toArray(MadeSpan[]::new));

    assertEquals(TokenRule.reckon(forwards).tokens(), TokenRule.reckon(backwards).tokens());
  }
}
