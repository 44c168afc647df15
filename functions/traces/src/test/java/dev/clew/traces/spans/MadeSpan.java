package dev.clew.traces.spans;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Spans written by hand, with what a test does not care about left empty.
public record MadeSpan(
    String id, String parent, SpanKind kind, long startNanos, long endNanos, long tokens) {

  public static MadeSpan of(String id, String parent, SpanKind kind) {
    return new MadeSpan(id, parent, kind, 0, 0, 0);
  }

  public MadeSpan from(long startNanos, long endNanos) {
    return new MadeSpan(id, parent, kind, startNanos, endNanos, tokens);
  }

  public MadeSpan with(long tokens) {
    return new MadeSpan(id, parent, kind, startNanos, endNanos, tokens);
  }

  /// One trace of these spans, in this order.
  public static Trace trace(MadeSpan... spans) {
    var all = new ArrayList<Span>();
    for (MadeSpan span : spans) {
      all.add(span.span(all.size()));
    }
    return new Trace("t", all, Optional.empty(), Map.of());
  }

  private Span span(int ordinal) {
    return new Span(
        "t",
        id,
        parent.isEmpty() ? Optional.empty() : Optional.of(parent),
        id,
        kind,
        endNanos == 0 ? new Timing.Unknown() : new Timing.Known(startNanos, endNanos),
        Status.UNSET,
        "",
        "",
        "",
        "",
        tokens == 0
            ? Tokens.NONE
            : new Tokens(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.of(tokens),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()),
        tokens == 0 ? OptionalDouble.empty() : OptionalDouble.of(tokens / 100.0),
        Optional.empty(),
        "",
        "",
        "",
        Content.NONE,
        List.of(),
        Map.of(),
        new Origin("made", ordinal));
  }
}
