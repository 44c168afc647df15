package dev.clew.skills.failurepatterns;

import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Which runs failed, and who says so.
///
/// Where any trace states an outcome, outcomes decide, and traces without one stay out of every
/// comparison. Where none does, a run failed when an error in it was not recovered.
///
/// @param failed places of the failed runs, ascending
/// @param passed places of the others whose outcome is known, ascending
/// @param unknown traces whose outcome is not known
/// @param stated whether the source states outcomes
/// @param source the fields that state them; `error that was not recovered` where none does
record Runs(
    List<Integer> failed, List<Integer> passed, int unknown, boolean stated, String source) {
  static final String BY_ERROR = "an error that was not recovered";

  Runs {
    failed = List.copyOf(failed);
    passed = List.copyOf(passed);
  }

  static Runs of(List<Trace> traces, List<Failure> failures) {
    boolean stated = traces.stream().anyMatch(trace -> trace.outcome().isPresent());
    return stated ? byOutcome(traces) : byError(traces.size(), failures);
  }

  private static Runs byOutcome(List<Trace> traces) {
    var failed = new ArrayList<Integer>();
    var passed = new ArrayList<Integer>();
    var sources = new TreeSet<String>();
    int unknown = 0;
    for (int i = 0; i < traces.size(); i++) {
      Optional<Outcome> outcome = traces.get(i).outcome();
      if (outcome.isEmpty()) {
        unknown++;
      } else {
        (outcome.get().failed() ? failed : passed).add(i);
        sources.add(outcome.get().source());
      }
    }
    return new Runs(failed, passed, unknown, true, String.join(", ", sources));
  }

  private static Runs byError(int traces, List<Failure> failures) {
    var broken = new TreeSet<Integer>();
    for (var failure : failures) {
      if (!failure.recovered() && failure.kind() != Failure.Kind.FINISH) {
        broken.add(failure.trace());
      }
    }
    var passed = new ArrayList<Integer>();
    for (int i = 0; i < traces; i++) {
      if (!broken.contains(i)) {
        passed.add(i);
      }
    }
    return new Runs(List.copyOf(broken), passed, 0, false, BY_ERROR);
  }

  /// Runs whose outcome is known.
  int known() {
    return failed.size() + passed.size();
  }

  double failedShare() {
    return known() == 0 ? 0 : failed.size() / (double) known();
  }
}
