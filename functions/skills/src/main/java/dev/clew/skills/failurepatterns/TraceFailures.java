package dev.clew.skills.failurepatterns;

import dev.clew.skills.OperationName;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.spans.TraceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What failed in one trace, each error once, at the innermost span that has it.
///
/// A span above repeats an error when its own message is empty, names the same cause, or contains
/// the message of an error below it; spans between that say nothing pass it on. Whether the run
/// went on after an error is read off the tree: from the outermost span that has the error upwards,
/// some span must have a later sibling that did not fail.
final class TraceFailures {
  /// A span with thousands of failed children passes on the last of them only.
  private static final int PASSED_ON = 16;

  /// So much of a message is looked for in the message above it.
  private static final int COMPARED = 120;

  /// Shorter messages are contained in others by chance.
  private static final int TELLING = 8;

  private final int place;
  private final TraceTree tree;
  private final List<Span> topDown = new ArrayList<>();
  private final Map<String, List<Origin>> below = new HashMap<>();
  private final List<Origin> origins = new ArrayList<>();
  private final Map<String, Boolean> failed = new HashMap<>();

  /// An error where it began, and how far up it was repeated.
  private static final class Origin {
    final Span span;
    final Symptom symptom;
    final Cause cause;
    Span outermost;
    int repeated;

    Origin(Span span, Symptom symptom) {
      this.span = span;
      this.symptom = symptom;
      cause = Cause.of(symptom.type(), symptom.message());
      outermost = span;
    }
  }

  private TraceFailures(int place, Trace trace) {
    this.place = place;
    tree = TraceTree.of(trace);
    tree.roots().forEach(root -> topDown.addAll(tree.subtree(root)));
  }

  /// @param place of the trace among those examined
  static List<Failure> of(int place, Trace trace) {
    return new TraceFailures(place, trace).find();
  }

  private List<Failure> find() {
    for (var span : topDown.reversed()) {
      visit(span);
    }
    if (origins.isEmpty()) {
      return List.of();
    }
    var recovered = recovered();
    var found = new ArrayList<Failure>();
    for (var origin : origins.reversed()) {
      var span = origin.span;
      found.add(
          new Failure(
              place,
              span,
              origin.symptom.kind(),
              owner(span),
              origin.cause.type(),
              origin.symptom.message(),
              origin.cause,
              origin.repeated,
              recovered.getOrDefault(origin.outermost.spanId(), false)));
    }
    return found;
  }

  private void visit(Span span) {
    var inner = new ArrayList<Origin>();
    for (var child : tree.children(span)) {
      inner.addAll(below.getOrDefault(child.spanId(), List.of()));
      below.remove(child.spanId());
    }
    var symptoms = Symptom.of(span);
    failed.put(span.spanId(), !symptoms.isEmpty());
    var outer = new ArrayList<Origin>();
    for (var symptom : symptoms) {
      var origin = repeated(symptom, inner);
      if (origin.isPresent()) {
        origin.get().repeated++;
        origin.get().outermost = span;
        outer.add(origin.get());
      } else {
        var own = new Origin(span, symptom);
        origins.add(own);
        outer.add(own);
      }
    }
    var passed = symptoms.isEmpty() ? inner : outer;
    if (!passed.isEmpty()) {
      int from = Math.max(0, passed.size() - PASSED_ON);
      below.put(span.spanId(), new ArrayList<>(passed.subList(from, passed.size())));
    }
  }

  /// The error below that this one only repeats; of several the last.
  private static Optional<Origin> repeated(Symptom symptom, List<Origin> inner) {
    var cause = Cause.of(symptom.type(), symptom.message());
    return inner.reversed().stream()
        .filter(origin -> origin.symptom.kind() != Failure.Kind.FINISH)
        .filter(origin -> repeats(symptom, cause, origin))
        .findFirst();
  }

  private static boolean repeats(Symptom symptom, Cause cause, Origin origin) {
    if (symptom.message().isBlank() || cause.equals(origin.cause)) {
      return true;
    }
    var told = line(origin.cause.message());
    var part = told.length() > COMPARED ? told.substring(0, COMPARED) : told;
    return part.length() >= TELLING && line(symptom.message()).contains(part);
  }

  private static String line(String text) {
    return text.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
  }

  /// For each span, whether the run went on after it, should it have failed.
  private Map<String, Boolean> recovered() {
    var recovered = HashMap.<String, Boolean>newHashMap(topDown.size());
    tree.roots().forEach(root -> recovered.put(root.spanId(), false));
    laterRoots(recovered);
    for (var span : topDown) {
      boolean above = recovered.getOrDefault(span.spanId(), false);
      boolean later = false;
      for (var child : tree.children(span).reversed()) {
        recovered.put(child.spanId(), above || later);
        later |= !failed.getOrDefault(child.spanId(), false);
      }
    }
    return recovered;
  }

  /// Where a trace has several roots, its parts came one after the other.
  private void laterRoots(Map<String, Boolean> recovered) {
    boolean later = false;
    for (var root : tree.roots().reversed()) {
      recovered.put(root.spanId(), later);
      later |= !failed.getOrDefault(root.spanId(), false);
    }
  }

  private static String owner(Span span) {
    if (span.kind() == SpanKind.TOOL) {
      var tool = span.tool().map(ToolCall::name).orElse("");
      return tool.isEmpty() ? OperationName.of(span.name()) : tool;
    }
    return OperationName.of(span.name());
  }
}
