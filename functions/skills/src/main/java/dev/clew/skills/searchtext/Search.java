package dev.clew.skills.searchtext;

import dev.clew.evidence.SpanRef;
import dev.clew.skills.exploration.Level;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.exploration.SpanTexts;
import dev.clew.skills.exploration.Wrong;
import dev.clew.traces.rows.Column;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One look through the texts.
///
/// @param in the kind of place to look in; empty for all but the application's own instructions
/// @param context characters to show around a place
record Search(Needle needle, String in, int context) {
  /// What the application itself says to its model, the same in every run.
  private static final Set<String> INSTRUCTIONS = Set.of("input system", "input developer");

  private static final String IN = "search-text, parameter in";

  /// Texts of these rows' cells.
  List<Found> rows(Scope.Side side, int[] chosen) {
    var columns = columns(side);
    // A text is looked through once, however many rows hold it.
    var hits =
        columns.stream()
            .map(column -> column.dictionary().stream().map(needle::in).toList())
            .toList();
    var found = new ArrayList<Found>();
    for (int row : chosen) {
      for (int c = 0; c < columns.size(); c++) {
        int code = columns.get(c).codes()[row];
        if (code >= 0 && !hits.get(c).get(code).isEmpty()) {
          var places = hits.get(c).get(code);
          found.add(
              new Found(
                  row,
                  Optional.empty(),
                  "row " + side.things().id(row) + " " + columns.get(c).name(),
                  columns.get(c).name(),
                  places.size(),
                  around(columns.get(c).dictionary().get(code), places.getFirst())));
        }
      }
    }
    return found;
  }

  private List<Column.Categories> columns(Scope.Side side) {
    var columns = new ArrayList<Column.Categories>();
    for (var field : side.things().fields().values()) {
      if ((in.isEmpty() || field.name().equals(in))
          && field.column() instanceof Column.Categories texts) {
        columns.add(texts);
      }
    }
    if (columns.isEmpty() && !in.isEmpty()) {
      side.things().field(IN, in);
      throw Wrong.in(
          IN, Wrong.shown(in) + " holds no texts", "compare it in a filter: aggregate, where");
    }
    return columns;
  }

  /// Texts of these spans, or of all spans of these traces. Calls repeat the conversation so far: a
  /// text counts once a trace.
  List<Found> spans(Scope scope, Scope.Side side, int[] chosen) {
    Map<String, Trace> traces = new HashMap<>();
    side.traces().forEach(trace -> traces.put(trace.traceId(), trace));
    var found = new ArrayList<Found>();
    var known = new HashMap<String, List<Needle.Hit>>();
    var trace = "";
    var seen = new HashSet<String>();
    for (int thing : chosen) {
      for (var span : spans(scope, side, traces, thing)) {
        if (!span.traceId().equals(trace)) {
          trace = span.traceId();
          seen.clear();
        }
        for (var text : SpanTexts.of(span)) {
          if (isMeant(text) && seen.add(text.text())) {
            var hits = known.computeIfAbsent(text.text(), needle::in);
            if (!hits.isEmpty()) {
              found.add(
                  new Found(
                      thing,
                      Optional.of(new SpanRef(span.traceId(), span.spanId())),
                      span.traceId() + "/" + span.spanId() + " " + text.place(),
                      text.part(),
                      hits.size(),
                      around(text.text(), hits.getFirst())));
            }
          }
        }
      }
    }
    return found;
  }

  private boolean isMeant(SpanTexts.Placed text) {
    return in.isEmpty()
        ? !INSTRUCTIONS.contains(text.part())
        : text.part().equals(in) || text.part().startsWith(in + " ");
  }

  private static List<Span> spans(
      Scope scope, Scope.Side side, Map<String, Trace> traces, int thing) {
    var ref = side.things().ref(thing).orElseThrow();
    var trace = traces.get(ref.traceId());
    if (trace == null) {
      throw new IllegalStateException("trace " + ref.traceId() + " is not in its window");
    }
    return scope.level() == Level.TRACES
        ? trace.spans()
        : trace.spans().stream()
            .filter(span -> span.spanId().equals(ref.spanId()))
            .limit(1)
            .toList();
  }

  private String around(String text, Needle.Hit hit) {
    int from = Math.max(0, hit.from() - context);
    int to = Math.min(text.length(), hit.to() + context);
    if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
      from--;
    }
    if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
      to++;
    }
    return (from > 0 ? "…" : "")
        + text.substring(from, to).replaceAll("[\\p{Cntrl}\\s]+", " ")
        + (to < text.length() ? "…" : "");
  }
}
