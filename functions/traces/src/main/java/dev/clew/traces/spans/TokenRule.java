package dev.clew.traces.spans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which spans' token counts are added up, so that no token is counted twice.
///
/// 1. A span *states* counts when one of them is above zero.
/// 2. A span's counts are added up unless a span below it states counts too: an agent, a chain or a
///    wrapper around a model call then only repeats, wholly or in part, what the calls below say.
/// 3. A model call (LLM, EMBEDDING, RERANKER) is not silenced by what lies below a TOOL span: some
///    frameworks hang the tool under the call that asked for it, and what the tool asks of models
///    is another call's work.
/// 4. Of spans with the same ids one counts ([Trace#spans] holds no duplicates).
/// 5. Cached and reasoning tokens are inside prompt and completion ([Tokens]); they are never
///    added.
///
/// Where a roll-up states more than the calls below it and one of those calls states nothing, the
/// difference is likely what that call used. It is given as [Reckoning#unattributed] and belongs to
/// no model, so it is not in the total.
public final class TokenRule {
  private TokenRule() {}

  /// What the rule makes of one trace.
  ///
  /// @param counted spans whose counts are added up, in the trace's order
  /// @param rolledUp spans whose counts are not, since spans below them state theirs
  /// @param tokens sum of the counted spans' totals
  /// @param unattributed what roll-ups state beyond the calls below them, where a call states
  ///   nothing
  public record Reckoning(List<Span> counted, List<Span> rolledUp, long tokens, long unattributed) {
    public Reckoning {
      counted = List.copyOf(counted);
      rolledUp = List.copyOf(rolledUp);
    }
  }

  public static Reckoning reckon(Trace trace) {
    return reckon(trace, TraceTree.of(trace));
  }

  /// The same with the tree at hand.
  ///
  /// @param tree of the same trace
  public static Reckoning reckon(Trace trace, TraceTree tree) {
    List<Span> spans = trace.spans();
    int size = spans.size();
    Below[] below = Below.ofEach(size);
    var counts = new boolean[size];
    var rolls = new boolean[size];
    int[] topDown = tree.topDown();
    long unattributed = 0;
    for (int i = size - 1; i >= 0; i--) {
      int place = topDown[i];
      Span span = spans.get(place);
      Below sum = below[place];
      boolean states = states(span);
      boolean silenced = isModelCall(span) ? sum.statedOutsideTools : sum.stated;
      counts[place] = states && !silenced;
      rolls[place] = states && silenced;
      if (rolls[place] && sum.silentCall && span.tokens().sum() > sum.tokens) {
        sum.unattributed = span.tokens().sum() - sum.tokens;
      }
      if (counts[place]) {
        sum.tokens += span.tokens().sum();
      }
      sum.silentCall |= isModelCall(span) && !states && !sum.stated;
      if (tree.parentOf(place) >= 0) {
        below[tree.parentOf(place)].add(span, sum, states);
      } else {
        unattributed += sum.unattributed;
      }
    }
    var counted = new ArrayList<Span>();
    var rolledUp = new ArrayList<Span>();
    for (int i = 0; i < size; i++) {
      if (counts[i]) {
        counted.add(spans.get(i));
      } else if (rolls[i]) {
        rolledUp.add(spans.get(i));
      }
    }
    long tokens = 0;
    for (Span span : counted) {
      tokens += span.tokens().sum();
    }
    return new Reckoning(counted, rolledUp, tokens, unattributed);
  }

  /// Spans whose stated costs are added up: the same rule for money, so that an agent's bill and
  /// those of its calls are not both paid. In the trace's order.
  public static List<Span> costed(Trace trace, TraceTree tree) {
    List<Span> spans = trace.spans();
    Below[] below = Below.ofEach(spans.size());
    var found = new boolean[below.length];
    int[] topDown = tree.topDown();
    for (int i = topDown.length - 1; i >= 0; i--) {
      int place = topDown[i];
      Span span = spans.get(place);
      Below sum = below[place];
      boolean silenced = isModelCall(span) ? sum.statedOutsideTools : sum.stated;
      found[place] = costs(span) && !silenced;
      if (tree.parentOf(place) >= 0) {
        below[tree.parentOf(place)].add(span, sum, costs(span));
      }
    }
    var costed = new ArrayList<Span>();
    for (int i = 0; i < found.length; i++) {
      if (found[i]) {
        costed.add(spans.get(i));
      }
    }
    return List.copyOf(costed);
  }

  private static boolean costs(Span span) {
    return span.costUsd().orElse(0) > 0;
  }

  /// Whether a span states counts: a count of zero states nothing.
  public static boolean states(Span span) {
    Tokens tokens = span.tokens();
    return tokens.sum() > 0 || tokens.prompt().orElse(0) > 0 || tokens.completion().orElse(0) > 0;
  }

  private static boolean isModelCall(Span span) {
    return switch (span.kind()) {
      case LLM, EMBEDDING, RERANKER -> true;
      case CHAIN, RETRIEVER, TOOL, AGENT, GUARDRAIL, EVALUATOR, PROMPT, UNKNOWN -> false;
    };
  }

  /// What lies at and below a span, added up from its children.
  private static final class Below {
    /// Some span below states counts.
    boolean stated;

    /// Some span below states counts and no TOOL span lies between, nor is it one.
    boolean statedOutsideTools;

    /// Some model call here or below states nothing, nor does anything below it.
    boolean silentCall;

    /// Counted here and below.
    long tokens;

    long unattributed;

    static Below[] ofEach(int spans) {
      var below = new Below[spans];
      Arrays.setAll(below, _ -> new Below());
      return below;
    }

    void add(Span child, Below of, boolean states) {
      stated |= states || of.stated;
      statedOutsideTools |= child.kind() != SpanKind.TOOL && (states || of.statedOutsideTools);
      silentCall |= of.silentCall;
      tokens += of.tokens;
      unattributed += of.unattributed;
    }
  }
}
