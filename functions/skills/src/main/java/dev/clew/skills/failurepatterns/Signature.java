package dev.clew.skills.failurepatterns;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Errors of one kind: the same tool or span, the same class, messages that differ in values only.
///
/// @param template the message, `<*>` where the errors differ
/// @param failures in the order of their traces
/// @param traces places of the traces they are in, ascending
record Signature(
    String owner, String type, String template, List<Failure> failures, SortedSet<Integer> traces) {
  Signature {
    failures = List.copyOf(failures);
    traces = Collections.unmodifiableSortedSet(traces);
  }

  static Signature of(String owner, String type, String template, List<Failure> failures) {
    var traces = new TreeSet<Integer>();
    failures.forEach(failure -> traces.add(failure.trace()));
    return new Signature(owner, type, template, failures, traces);
  }

  /// What it is called in fact names: the same for the same template, whatever else there is.
  String name() {
    return (owner + " " + type + " " + template).replace("  ", " ").strip();
  }

  /// The error that occurs most often word for word; of several the first in order of text.
  Failure example() {
    var counts = new HashMap<String, Long>();
    failures.forEach(failure -> counts.merge(failure.message(), 1L, Long::sum));
    return failures.stream()
        .min(
            Comparator.comparingLong(
                    (Failure failure) -> -counts.getOrDefault(failure.message(), 0L))
                .thenComparing(Failure::message))
        .orElseThrow();
  }

  long recovered() {
    return failures.stream().filter(Failure::recovered).count();
  }

  long repeated() {
    return failures.stream().mapToLong(Failure::repeated).sum();
  }
}
