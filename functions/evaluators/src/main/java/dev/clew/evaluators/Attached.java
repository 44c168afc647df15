package dev.clew.evaluators;

import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Traces with what was said of them: an evaluation becomes attributes of the span, or of the trace
/// (of every trace of a session): `evaluation.refusal` is its label, `evaluation.refusal.score` its
/// score. So everything that filters, groups or compares by attributes does so by evaluations.
public final class Attached {
  /// What the attributes' names begin with.
  public static final String PREFIX = "evaluation.";

  private final Map<String, Map<String, String>> bySpan = new HashMap<>();
  private final Map<String, Map<String, String>> byTrace = new HashMap<>();
  private final Map<String, Map<String, String>> bySession = new HashMap<>();

  private Attached(List<Evaluation> evaluations) {
    for (var one : evaluations) {
      var attributes =
          switch (one.level()) {
            case SPAN, TOOL_CALL ->
                bySpan.computeIfAbsent(
                    one.place().traceId() + "/" + one.place().spanId(), _ -> new HashMap<>());
            case TRACE -> byTrace.computeIfAbsent(one.place().traceId(), _ -> new HashMap<>());
            case SESSION ->
                one.place().session().isEmpty()
                    ? byTrace.computeIfAbsent(one.place().traceId(), _ -> new HashMap<>())
                    : bySession.computeIfAbsent(one.place().session(), _ -> new HashMap<>());
          };
      attributes.put(PREFIX + one.name(), one.label());
      attributes.put(
          PREFIX + one.name() + ".score", String.format(Locale.ROOT, "%.6g", one.score()));
    }
  }

  /// The same application with these evaluations; of two on the same the later counts.
  public static Application to(Application application, List<Evaluation> evaluations) {
    if (evaluations.isEmpty()) {
      return application;
    }
    var attached = new Attached(evaluations);
    return new Application(
        application.name(),
        application.traces().stream().map(attached::trace).toList(),
        application.tally(),
        application.coverage(),
        application.objects(),
        application.inferences());
  }

  private Trace trace(Trace trace) {
    var attributes = new HashMap<>(trace.attributes());
    attributes.putAll(byTrace.getOrDefault(trace.traceId(), Map.of()));
    trace.spans().stream()
        .map(Span::session)
        .filter(session -> !session.isEmpty())
        .findFirst()
        .ifPresent(session -> attributes.putAll(bySession.getOrDefault(session, Map.of())));
    return new Trace(
        trace.traceId(),
        trace.spans().stream().map(this::span).toList(),
        trace.outcome(),
        attributes);
  }

  private Span span(Span span) {
    var said = bySpan.get(span.traceId() + "/" + span.spanId());
    if (said == null) {
      return span;
    }
    var attributes = new HashMap<>(span.attributes());
    attributes.putAll(said);
    return span.withAttributes(attributes);
  }
}
