package dev.clew.skills.tokencost;

import dev.clew.models.prices.ModelName;
import dev.clew.models.prices.Price;
import dev.clew.models.prices.PriceTable;
import dev.clew.skills.Compared;
import dev.clew.skills.OperationName;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.spans.TraceTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every call whose tokens are added up, and what was seen on the way.
///
/// @param traces the traces examined, in the application's order
/// @param calls in the order of their traces, then of their spans
/// @param spans all spans of these traces
/// @param modelSpans spans of kind LLM
/// @param stating spans that state counts
/// @param silentModelSpans spans of kind LLM that state no counts while nothing below them does
/// @param rolledUp spans whose counts repeat those of spans below them
/// @param everySpan what adding up every span's counts gives
/// @param unattributed tokens of roll-ups beyond the calls below them
/// @param looseCosts spans whose stated cost belongs to no counted call
record Ledger(
    List<Trace> traces,
    List<Call> calls,
    long spans,
    long modelSpans,
    long stating,
    List<Span> silentModelSpans,
    List<Span> rolledUp,
    long everySpan,
    long unattributed,
    List<Span> looseCosts) {

  Ledger {
    traces = List.copyOf(traces);
    calls = List.copyOf(calls);
    silentModelSpans = List.copyOf(silentModelSpans);
    rolledUp = List.copyOf(rolledUp);
    looseCosts = List.copyOf(looseCosts);
  }

  /// Whether any call says what it is by a dimension.
  boolean states(Dimension dimension) {
    return calls.stream().anyMatch(call -> !call.group(dimension).isEmpty());
  }

  /// @param attribute the attribute that calls are told apart by, where one was asked for
  static Ledger of(List<Trace> traces, PriceTable prices, Optional<String> attribute) {
    var entries = new Entries(prices, attribute);
    for (int i = 0; i < traces.size(); i++) {
      entries.enter(i, traces.get(i));
    }
    return new Ledger(
        traces,
        entries.calls,
        entries.spans,
        entries.modelSpans,
        entries.stating,
        entries.silent,
        entries.rolledUp,
        entries.everySpan,
        entries.unattributed,
        entries.looseCosts);
  }

  /// The calls of these traces only.
  List<Call> callsOf(Set<String> traceIds) {
    return calls.stream().filter(call -> traceIds.contains(call.span().traceId())).toList();
  }

  /// Tokens by trace, in the traces' order; traces without a counted call are 0.
  long[] tokensByTrace() {
    var tokens = new long[traces.size()];
    for (var call : calls) {
      tokens[call.trace()] += call.tokens();
    }
    return tokens;
  }

  /// Place of the trace with the most tokens, the first of equals.
  int largestTrace() {
    var tokens = tokensByTrace();
    int largest = 0;
    for (int i = 1; i < tokens.length; i++) {
      largest = tokens[i] > tokens[largest] ? i : largest;
    }
    return largest;
  }

  /// What is entered while the traces pass by.
  private static final class Entries {
    private final PriceTable prices;
    private final Optional<String> attribute;
    private final Map<String, String> operations = new HashMap<>();
    private final Map<String, String> callers = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Span> silent = new ArrayList<>();
    private final List<Span> rolledUp = new ArrayList<>();
    private final List<Span> looseCosts = new ArrayList<>();
    private long spans;
    private long modelSpans;
    private long stating;
    private long everySpan;
    private long unattributed;

    Entries(PriceTable prices, Optional<String> attribute) {
      this.prices = prices;
      this.attribute = attribute;
    }

    void enter(int place, Trace trace) {
      var tree = TraceTree.of(trace);
      var reckoning = TokenRule.reckon(trace, tree);
      var lineage = new Lineage(trace, tree, attribute);
      for (var span : trace.spans()) {
        spans++;
        everySpan += span.tokens().sum();
        stating += TokenRule.states(span) ? 1 : 0;
        modelSpans += span.kind() == SpanKind.LLM ? 1 : 0;
      }
      var run = trace.timing();
      for (var span : reckoning.counted()) {
        calls.add(call(place, trace, run, span, lineage));
      }
      rolledUp.addAll(reckoning.rolledUp());
      unattributed += reckoning.unattributed();
      silent.addAll(lineage.silentModelSpans());
      looseCosts.addAll(lineage.looseCosts(reckoning.counted()));
    }

    private Call call(int place, Trace trace, Timing run, Span span, Lineage lineage) {
      var price = prices.price(span.model(), start(span, run));
      return new Call(
          place,
          span,
          lineage.loop(span),
          groups(trace, span, lineage, price),
          span.costUsd(),
          price);
    }

    private Map<Dimension, String> groups(
        Trace trace, Span span, Lineage lineage, Optional<Price> price) {
      var groups = new HashMap<Dimension, String>();
      groups.put(Dimension.MODEL, price.map(Price::model).orElse(span.model()));
      groups.put(
          Dimension.OPERATION,
          operations.computeIfAbsent(span.name() + "\n" + span.model(), _ -> operation(span)));
      groups.put(
          Dimension.CALLER, callers.computeIfAbsent(lineage.caller(span), OperationName::of));
      groups.put(Dimension.AGENT, lineage.agent(span));
      groups.put(Dimension.SESSION, lineage.session(span));
      groups.put(Dimension.USER, lineage.user(span));
      groups.put(Dimension.SERVICE, span.service());
      attribute.ifPresent(key -> {
        var value = lineage.attribute(span);
        groups.put(
            Dimension.attribute(key),
            value.isEmpty() ? trace.attributes().getOrDefault(key, "") : value);
      });
      return groups;
    }

    private static String operation(Span span) {
      var lower = span.name().toLowerCase(Locale.ROOT);
      return ModelName.candidates(span.model()).stream()
          .filter(lower::contains)
          .findFirst()
          .map(model -> OperationName.of(span.name(), model))
          .orElseGet(() -> OperationName.of(span.name()));
    }

    private static Optional<Instant> start(Span span, Timing run) {
      return span.timing() instanceof Timing.Known known && run instanceof Timing.Known whole
          ? Optional.of(Compared.instant(known.startIn(whole)))
          : Optional.empty();
    }
  }
}
