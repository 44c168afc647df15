package dev.clew.evaluators.checks;

import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Whether tools were called in a sensible order: none twice in a row with the same arguments, and
/// none before those that setting `order` puts first: `look_up < book, log_in < look_up`.
///
/// @param before of each pair the first must have been called, and have worked, when the second is
record ToolOrder(List<Pair> before, Saying say) implements Check {

  /// One tool before another.
  record Pair(String first, String then) {}

  static ToolOrder of(Settings settings, Saying say) {
    settings.only("order");
    var pairs = new ArrayList<Pair>();
    var written = settings.text("order", "");
    if (!written.isBlank()) {
      for (var pair : written.split(",", -1)) {
        var names = pair.split("<", -1);
        if (names.length != 2 || names[0].isBlank() || names[1].isBlank()) {
          throw settings.wrong(
              "setting order holds '" + pair.strip() + "'", "write first < then, ...", null);
        }
        pairs.add(new Pair(names[0].strip(), names[1].strip()));
      }
    }
    return new ToolOrder(pairs, say);
  }

  @Override
  public Optional<Verdict> look(Example example) {
    var calls = example.calls();
    if (calls.isEmpty()) {
      return Saying.nothing("no tool was called");
    }
    var worked = new HashSet<String>();
    for (int i = 0; i < calls.size(); i++) {
      var call = calls.get(i).call();
      for (var pair : before) {
        if (pair.then().equals(call.name()) && !worked.contains(pair.first())) {
          return say.bad(call.name() + " was called before " + pair.first() + " had worked");
        }
      }
      if (i > 0) {
        var last = calls.get(i - 1).call();
        if (last.name().equals(call.name())
            && !call.arguments().isBlank()
            && last.arguments().equals(call.arguments())) {
          return say.bad(call.name() + " was called twice in a row with the same arguments");
        }
      }
      if (!calls.get(i).failed()) {
        worked.add(call.name());
      }
    }
    return say.good(
        before.isEmpty()
            ? "no call repeats the one before; no order was set"
            : "every tool came after those that it needs");
  }
}
