package dev.clew.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Answer;
import dev.clew.evidence.Fact;
import dev.clew.evidence.Unit;
import dev.clew.interpretation.EqualFacts;
import dev.clew.interpretation.FactWriter;
import dev.clew.interpretation.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What differs between the facts of two answers, by name.
///
/// @param before id of the earlier answer
/// @param equal facts that are the same in both
/// @param changed facts with another value, as pairs
/// @param added facts that only the later answer has
/// @param gone facts that only the earlier answer had
record Comparison(
    String before, long equal, List<Pair> changed, List<Fact> added, List<Fact> gone) {
  private static final int SHOWN = 30;

  Comparison {
    changed = List.copyOf(changed);
    added = List.copyOf(added);
    gone = List.copyOf(gone);
  }

  /// One fact, before and now.
  record Pair(Fact before, Fact now) {}

  static Comparison of(Answer before, Answer now) {
    var old = byName(before);
    var changed = new ArrayList<Pair>();
    var added = new ArrayList<Fact>();
    long equal = 0;
    for (var fact : now.facts()) {
      var then = old.remove(fact.name());
      if (then == null) {
        added.add(fact);
      } else if (EqualFacts.canonical(then).equals(EqualFacts.canonical(fact))) {
        equal++;
      } else {
        changed.add(new Pair(then, fact));
      }
    }
    return new Comparison(before.answerId(), equal, changed, added, List.copyOf(old.values()));
  }

  private static Map<String, Fact> byName(Answer answer) {
    var facts = new LinkedHashMap<String, Fact>();
    answer.facts().forEach(fact -> facts.put(fact.name(), fact));
    return facts;
  }

  ObjectNode tree() {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("answerId", before);
    node.put("equal", equal);
    var pairs = node.putArray("changed");
    for (var pair : changed) {
      pairs
          .addObject()
          .put("name", pair.now().name())
          .put("before", FactWriter.write(pair.before()))
          .put("now", FactWriter.write(pair.now()));
    }
    var more = node.putArray("added");
    added.forEach(fact -> more.add(fact.name()));
    var less = node.putArray("gone");
    gone.forEach(fact -> less.add(fact.name()));
    return node;
  }

  String text(Terminal terminal) {
    var page = new Page(terminal);
    page.end()
        .bold("Compared with " + before)
        .faint("  " + count(equal, "facts") + " equal, " + count(changed.size(), "") + " changed, ")
        .faint(count(added.size(), "") + " new, " + count(gone.size(), "") + " gone")
        .end();
    var rows = new ArrayList<List<String>>();
    changed.stream()
        .limit(SHOWN)
        .forEach(pair ->
            rows.add(
                List.of(
                    pair.now().name(),
                    FactWriter.write(pair.before()),
                    FactWriter.write(pair.now()))));
    added.stream()
        .limit(SHOWN)
        .forEach(fact -> rows.add(List.of(fact.name(), "", FactWriter.write(fact))));
    gone.stream()
        .limit(SHOWN)
        .forEach(fact -> rows.add(List.of(fact.name(), FactWriter.write(fact), "")));
    if (!rows.isEmpty()) {
      page.table(List.of("fact", "before", "now"), rows, List.of());
    }
    if (Math.max(changed.size(), Math.max(added.size(), gone.size())) > SHOWN) {
      page.faint("... more in --json").end();
    }
    return page.toString();
  }

  private static String count(long count, String what) {
    return FactWriter.count(count, what.isEmpty() ? Unit.NONE : Unit.of(what));
  }
}
