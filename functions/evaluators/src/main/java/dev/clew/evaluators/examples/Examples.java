package dev.clew.evaluators.examples;

import dev.clew.evaluators.Example;
import dev.clew.evaluators.Level;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The examples that traces hold, by level.
public final class Examples {
  private Examples() {}

  /// In the traces' order.
  ///
  /// - span: every model call that said something, and every retrieval
  /// - tool call: every span that ran a tool
  /// - trace: every trace
  /// - session: traces of one session together; a trace without a session is one alone
  public static List<Example> of(List<Trace> traces, Level level) {
    var examples = new ArrayList<Example>();
    switch (level) {
      case SPAN -> traces.forEach(trace -> examples.addAll(new SpanExamples(trace).spans()));
      case TOOL_CALL -> traces.forEach(trace -> examples.addAll(new SpanExamples(trace).calls()));
      case TRACE ->
          traces.forEach(trace -> examples.add(RunExample.of(trace.traceId(), "", List.of(trace))));
      case SESSION ->
          sessions(traces)
              .forEach((id, of) ->
                  examples.add(RunExample.of(id, RunExample.session(of.getFirst()), of)));
    }
    return examples;
  }

  private static Map<String, List<Trace>> sessions(List<Trace> traces) {
    var sessions = new LinkedHashMap<String, List<Trace>>();
    for (var trace : traces) {
      var session = RunExample.session(trace);
      var id = session.isEmpty() ? "trace " + trace.traceId() : "session " + session;
      sessions.computeIfAbsent(id, _ -> new ArrayList<>()).add(trace);
    }
    return sessions;
  }
}
