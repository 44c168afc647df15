package dev.clew.skills.slices;

import dev.clew.skills.exploration.Filter;
import dev.clew.skills.exploration.Level;
import dev.clew.skills.exploration.Selection;
import dev.clew.skills.exploration.SpanFields;
import dev.clew.skills.exploration.Things;
import dev.clew.skills.exploration.TraceFields;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which runs a filter means that may speak of runs and of calls in them.
final class RunSelection {
  private final List<Trace> traces;
  private final String where;
  private final Things runs;
  private final Things spans;
  private final Map<String, Integer> places = new HashMap<>();

  private RunSelection(List<Trace> traces, String where) {
    this.traces = traces;
    this.where = where;
    this.runs = TraceFields.of(traces);
    this.spans = SpanFields.of(traces, Level.SPANS);
    for (int i = 0; i < traces.size(); i++) {
      places.put(traces.get(i).traceId(), i);
    }
  }

  /// Indices of the runs, ascending.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER as [Selection#of]
  static int[] of(Filter filter, List<Trace> traces, String where) {
    return new RunSelection(traces, where).bits(filter).stream().toArray();
  }

  private BitSet bits(Filter filter) {
    if (isOfRuns(filter)) {
      var found = new BitSet(traces.size());
      for (int run : Selection.of(filter, runs, where)) {
        found.set(run);
      }
      return found;
    }
    return switch (filter) {
      case Filter.And(var of) -> both(of);
      case Filter.Or(var of) -> {
        var any = new BitSet(traces.size());
        of.forEach(one -> any.or(bits(one)));
        yield any;
      }
      case Filter.Not(var of) -> {
        var none = bits(of);
        none.flip(0, traces.size());
        yield none;
      }
      case Filter.Compare _, Filter.In _, Filter.Contains _, Filter.Exists _ -> holding(filter);
    };
  }

  /// Conditions on calls are held against one call together; the others each against the run.
  private BitSet both(List<Filter> of) {
    var all = new BitSet(traces.size());
    all.set(0, traces.size());
    var ofOneCall = new ArrayList<Filter>();
    for (var one : of) {
      if (isCondition(one) && one.fields().stream().allMatch(spans::has)) {
        ofOneCall.add(one);
      } else {
        all.and(bits(one));
      }
    }
    if (!ofOneCall.isEmpty()) {
      all.and(holding(new Filter.And(ofOneCall)));
    }
    return all;
  }

  /// Runs with a span that meets a filter.
  private BitSet holding(Filter filter) {
    var found = new BitSet(traces.size());
    for (int span : Selection.of(filter, spans, where)) {
      found.set(place(span));
    }
    return found;
  }

  private int place(int span) {
    var run = spans.ref(span).map(ref -> places.get(ref.traceId())).orElse(null);
    if (run == null) {
      throw new IllegalStateException("span " + spans.id(span) + " is in no trace");
    }
    return run;
  }

  private boolean isOfRuns(Filter filter) {
    return filter.fields().stream().allMatch(runs::has);
  }

  private static boolean isCondition(Filter filter) {
    return switch (filter) {
      case Filter.Compare _, Filter.In _, Filter.Contains _, Filter.Exists _ -> true;
      case Filter.And _, Filter.Or _, Filter.Not _ -> false;
    };
  }
}
