package dev.clew.skills.tracediagnosis;

import dev.clew.skills.tracediagnosis.Sign.Kind;
import dev.clew.traces.spans.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Steps that do again what their agent has done: the same call that brings the same, or nearly the
/// same code.
///
/// One who looks something up a second time, long after the first, makes sure; one who does so at
/// once, or over and over, is in a loop.
final class Repeats {
  private static final int DETAIL = 240;

  /// Within so many of the agent's acts a repeated call is one at once; from this time on it is one
  /// over and over.
  private static final int AT_ONCE = 2;

  private static final int OVER_AND_OVER = 3;

  /// Code of fewer words is alike by chance; this share of common words is no chance.
  private static final int FEWEST_WORDS = 8;

  private static final double NEARLY_SAME = 0.8;

  /// So many runs before are remembered, so that a long run is read in time that grows with it.
  private static final int MOST_BEFORE = 20;

  private final Map<String, Integer> acts = new HashMap<>();
  private final Map<String, Seen> calls = new HashMap<>();
  private final Map<String, List<Set<String>>> ran = new HashMap<>();

  /// @param at which of the agent's acts it was last
  private record Seen(int at, int times) {}

  /// What a step repeats; steps are to be shown in their order.
  Optional<Sign> sign(Step step) {
    return same(step).or(() -> nearlySame(step));
  }

  private Optional<Sign> same(Step step) {
    boolean names =
        !step.code().isEmpty()
            || step.asked().stream().map(ToolCall::name).anyMatch(name -> !name.isEmpty())
            || step.results().stream().anyMatch(result -> !result.tool().isEmpty());
    if (step.results().isEmpty() || !names) {
      return Optional.empty();
    }
    int act = acts.merge(step.agent(), 1, Integer::sum);
    var call = call(step);
    var key = new StringBuilder(step.agent()).append(call);
    step.results()
        .forEach(result ->
            key.append('\n').append(result.text().strip()).append(result.error().orElse("")));
    var before = calls.get(key.toString());
    calls.put(key.toString(), new Seen(act, before == null ? 1 : before.times() + 1));
    if (before == null || step.failure().isPresent()) {
      return Optional.empty();
    }
    return act - before.at() <= AT_ONCE || before.times() + 1 >= OVER_AND_OVER
        ? Optional.of(sign(Kind.SAME_CALL, step, call))
        : Optional.empty();
  }

  /// What it called, as written.
  private static String call(Step step) {
    var call = new StringBuilder();
    for (var asked : step.asked()) {
      call.append('\n').append(asked.name()).append(' ').append(asked.arguments());
    }
    call.append('\n').append(step.code());
    if (step.asked().isEmpty() && step.code().isEmpty()) {
      for (var result : step.results()) {
        call.append('\n').append(result.tool()).append(' ').append(result.arguments());
      }
    }
    return call.toString();
  }

  private Optional<Sign> nearlySame(Step step) {
    var words = Words.content(step.code());
    if (words.size() < FEWEST_WORDS) {
      return Optional.empty();
    }
    var before = ran.computeIfAbsent(step.agent(), _ -> new ArrayList<>());
    boolean repeats =
        before.stream().anyMatch(other -> Words.likeness(words, other) >= NEARLY_SAME);
    if (before.size() == MOST_BEFORE) {
      before.removeFirst();
    }
    before.add(words);
    return repeats ? Optional.of(sign(Kind.NEARLY_SAME, step, step.code())) : Optional.empty();
  }

  private static Sign sign(Kind kind, Step step, String detail) {
    return new Sign(kind, step.place(), Category.ABUSE, Words.line(detail, DETAIL));
  }
}
