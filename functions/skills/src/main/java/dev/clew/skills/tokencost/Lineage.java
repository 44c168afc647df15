package dev.clew.skills.tokencost;

import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.spans.TraceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What each span of one trace has from the spans above it. One pass down and one up.
final class Lineage {
  private final TraceTree tree;
  private final List<Span> topDown;
  private final Map<String, Inherited> inherited;
  private final String session;
  private final String user;

  /// @param agent name of the span's agent: its own, else that of the nearest span above that has
  ///   one or is one
  /// @param loop id of the nearest AGENT span at or above, else of the root
  /// @param attribute the asked-for attribute, here or nearest above; empty when there is none
  private record Inherited(String agent, String loop, String attribute) {}

  Lineage(Trace trace, TraceTree tree, Optional<String> attribute) {
    this.tree = tree;
    topDown = new ArrayList<>(trace.spans().size());
    tree.roots().forEach(root -> topDown.addAll(tree.subtree(root)));
    inherited = HashMap.newHashMap(topDown.size());
    for (var span : topDown) {
      var above = tree.parent(span).map(parent -> inherited.get(parent.spanId()));
      inherited.put(span.spanId(), inherit(span, above, attribute));
    }
    session = first(trace, Span::session);
    user = first(trace, Span::user);
  }

  String agent(Span span) {
    return of(span).agent();
  }

  String loop(Span span) {
    return of(span).loop();
  }

  String attribute(Span span) {
    return of(span).attribute();
  }

  /// The span's session, else the first that its trace names.
  String session(Span span) {
    return span.session().isEmpty() ? session : span.session();
  }

  /// The span's user, else the first that its trace names.
  String user(Span span) {
    return span.user().isEmpty() ? user : span.user();
  }

  String caller(Span span) {
    return tree.parent(span).map(Span::name).orElse("");
  }

  /// Model spans that state no counts while nothing below them does.
  List<Span> silentModelSpans() {
    Set<String> heard = new HashSet<>();
    for (var span : topDown.reversed()) {
      if (TokenRule.states(span) || heard.contains(span.spanId())) {
        heard.add(span.spanId());
        tree.parent(span).ifPresent(above -> heard.add(above.spanId()));
      }
    }
    return topDown.stream()
        .filter(span -> span.kind() == SpanKind.LLM && !heard.contains(span.spanId()))
        .toList();
  }

  /// Costs that belong to none of the counted calls: a tool's own, or a roll-up's whose calls state
  /// none. Of statements above each other the innermost counts.
  List<Span> looseCosts(List<Span> counted) {
    Set<String> billed = new HashSet<>();
    counted.stream()
        .filter(call -> call.costUsd().isPresent())
        .forEach(call -> billed.add(call.spanId()));
    Set<String> under = new HashSet<>();
    for (var span : topDown) {
      tree.parent(span)
          .filter(above -> billed.contains(above.spanId()) || under.contains(above.spanId()))
          .ifPresent(_ -> under.add(span.spanId()));
    }
    Set<String> covered = new HashSet<>(billed);
    var loose = new ArrayList<Span>();
    for (var span : topDown.reversed()) {
      if (!covered.contains(span.spanId())
          && !under.contains(span.spanId())
          && span.costUsd().orElse(0) > 0) {
        loose.add(span);
        covered.add(span.spanId());
      }
      if (covered.contains(span.spanId())) {
        tree.parent(span).ifPresent(above -> covered.add(above.spanId()));
      }
    }
    return loose.reversed();
  }

  private Inherited of(Span span) {
    var found = inherited.get(span.spanId());
    if (found == null) {
      throw new IllegalArgumentException("span " + span.spanId() + " is not in this trace");
    }
    return found;
  }

  private static Inherited inherit(
      Span span, Optional<Inherited> above, Optional<String> attribute) {
    boolean isAgent = span.kind() == SpanKind.AGENT;
    var named = span.agent().isEmpty() && isAgent ? span.name() : span.agent();
    return new Inherited(
        named.isEmpty() ? above.map(Inherited::agent).orElse("") : named,
        isAgent || above.isEmpty() ? span.spanId() : above.get().loop(),
        attribute
            .map(key -> span.attributes().get(key))
            .orElseGet(() -> above.map(Inherited::attribute).orElse("")));
  }

  private static String first(Trace trace, Function<Span, String> field) {
    return trace.spans().stream().map(field).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }
}
