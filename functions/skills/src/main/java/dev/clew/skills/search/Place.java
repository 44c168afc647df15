package dev.clew.skills.search;

import dev.clew.evidence.SpanRef;
import dev.clew.skills.Inputs;
import dev.clew.skills.exploration.Filter;
import dev.clew.skills.exploration.Level;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.exploration.Selection;
import dev.clew.traces.spans.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Which texts may be found: those in the window that a filter means.
///
/// @param traces in the window, by id
/// @param scope the window, for its coverage
record Place(Scope scope, Set<String> traces, Predicate<Said> holds) {

  /// Overlay.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER when the filter names a field that is not
  ///   there
  static Place of(Inputs inputs, Request request) {
    var where = request.where();
    var scope = Scope.of(inputs, Scope.AUTO, where.fields(), Level.TRACES).currentOnly();
    var traces = new HashSet<String>();
    scope.current().traces().stream().map(Trace::traceId).forEach(traces::add);
    Predicate<Said> inWindow = said -> traces.contains(said.ref().traceId());
    var meant = where.isAll() ? inWindow : inWindow.and(meant(scope, where));
    return new Place(
        scope,
        traces,
        request.speaker().isPresent()
            ? meant.and(said -> said.speaker() == request.speaker().get())
            : meant);
  }

  private static Predicate<Said> meant(Scope scope, Filter where) {
    var things = scope.current().things();
    var refs = new HashSet<SpanRef>();
    for (int index : Selection.of(where, things, Request.WHERE)) {
      things.ref(index).ifPresent(refs::add);
    }
    return scope.level() == Level.TRACES
        ? said -> refs.contains(new SpanRef(said.ref().traceId(), ""))
        : said -> refs.contains(said.ref());
  }

  /// Places of the texts that may be found.
  boolean[] of(List<Said> texts) {
    var allowed = new boolean[texts.size()];
    for (int i = 0; i < allowed.length; i++) {
      allowed[i] = holds.test(texts.get(i));
    }
    return allowed;
  }
}
