package dev.clew.skills.tokencost;

import dev.clew.statistics.Moments;
import dev.clew.traces.spans.Trace;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One of the two windows that are compared.
///
/// @param time how long it lasts; empty where the windows are not of time
record Side(List<Trace> traces, List<Call> calls, Spend spend, Optional<Duration> time) {

  static Side of(List<Trace> traces, Ledger ledger, Optional<Duration> time) {
    var ids = new HashSet<String>();
    traces.forEach(trace -> ids.add(trace.traceId()));
    var calls = ledger.callsOf(ids);
    return new Side(traces, calls, Spend.of(calls), time);
  }

  /// Traces that called a model.
  long callingTraces() {
    return calls.stream().map(call -> call.span().traceId()).distinct().count();
  }

  double days() {
    return time.orElse(Duration.ZERO).toMillis() / 86_400_000.0;
  }

  double perTrace(double amount) {
    return amount / traces.size();
  }

  double perTrace(long amount) {
    return amount / (double) traces.size();
  }

  /// Tokens of each trace.
  Moments tokensPerTrace() {
    Map<String, Long> tokens = new HashMap<>();
    traces.forEach(trace -> tokens.put(trace.traceId(), 0L));
    calls.forEach(call -> tokens.merge(call.span().traceId(), call.tokens(), Long::sum));
    var moments = new Moments();
    tokens.values().forEach(amount -> moments.add(amount));
    return moments;
  }
}
