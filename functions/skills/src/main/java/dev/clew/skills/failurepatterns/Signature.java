package dev.clew.skills.failurepatterns;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Errors of one kind: the same tool or span, the same class, messages that differ in values only.
///
/// @param template the message, `<*>` where the errors differ
/// @param failures in the order of their traces
record Signature(String owner, String type, String template, List<Failure> failures) {
  Signature {
    failures = List.copyOf(failures);
  }

  /// What it is called in fact names: the same for the same template, whatever else there is.
  String name() {
    return (owner + " " + type + " " + template).replace("  ", " ").strip();
  }

  /// Places of the traces it is in, ascending.
  SortedSet<Integer> traces() {
    var traces = new TreeSet<Integer>();
    failures.forEach(failure -> traces.add(failure.trace()));
    return traces;
  }

  long recovered() {
    return failures.stream().filter(Failure::recovered).count();
  }

  long repeated() {
    return failures.stream().mapToLong(Failure::repeated).sum();
  }
}
