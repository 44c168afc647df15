package dev.clew.skills.tokencost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The model calls that one agent (or one trace without agents) made in turn, with a prompt each.
///
/// @param calls in the trace's order, at least one
record Loop(List<Call> calls) {
  /// Fewer calls make no tendency.
  static final int FEWEST_CALLS = 4;

  /// A prompt that has grown by half is more than another question.
  static final double GROWN = 1.5;

  /// Providers cache prompts from about this many tokens on.
  static final long CACHEABLE = 1_024;

  /// A repeat of a shorter prompt costs too little to tell.
  static final long WORTH_TELLING = 500;

  Loop {
    calls = List.copyOf(calls);
  }

  /// All loops, in the order of their first calls.
  static List<Loop> of(List<Call> calls) {
    var loops = new LinkedHashMap<String, List<Call>>();
    for (var call : calls) {
      if (call.prompt() > 0) {
        loops.computeIfAbsent(call.trace() + "/" + call.loop(), _ -> new ArrayList<>()).add(call);
      }
    }
    return loops.values().stream().map(Loop::new).toList();
  }

  long prompts() {
    return calls.stream().mapToLong(Call::prompt).sum();
  }

  /// Whether most calls send more than the one before, and the last far more than the first.
  boolean grows() {
    if (calls.size() < FEWEST_CALLS) {
      return false;
    }
    int rises = 0;
    for (int i = 1; i < calls.size(); i++) {
      rises += calls.get(i).prompt() > calls.get(i - 1).prompt() ? 1 : 0;
    }
    return 2 * rises > calls.size() - 1
        && calls.getLast().prompt() >= GROWN * calls.getFirst().prompt();
  }

  /// Prompt tokens beyond what every call would have sent at the size of the first.
  long excess() {
    long first = calls.getFirst().prompt();
    return calls.stream().mapToLong(call -> Math.max(0, call.prompt() - first)).sum();
  }

  /// How much of a call's prompt the call before it sent already, if each call repeats what came
  /// before and adds to it, as conversations do: the smaller of the two prompts.
  long resent(int call) {
    return call == 0 ? 0 : Math.min(calls.get(call - 1).prompt(), calls.get(call).prompt());
  }

  /// Whether a call has as many prompt tokens as the one before, of the same model.
  boolean repeats(int call) {
    return call > 0
        && calls.get(call).prompt() >= WORTH_TELLING
        && calls.get(call).prompt() == calls.get(call - 1).prompt()
        && calls.get(call).span().model().equals(calls.get(call - 1).span().model());
  }
}
