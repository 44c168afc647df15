package dev.clew.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Answer;
import dev.clew.evidence.Fact;
import dev.clew.evidence.Unit;
import dev.clew.interpretation.EqualFacts;
import dev.clew.interpretation.FactWriter;
import dev.clew.interpretation.Interpreter;
import dev.clew.interpretation.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    String before,
    long equal,
    List<Pair> changed,
    List<Fact> added,
    List<Fact> gone,
    List<Wording> words,
    Tokens tokens) {
  private static final int SHOWN = 30;

  Comparison {
    changed = List.copyOf(changed);
    added = List.copyOf(added);
    gone = List.copyOf(gone);
    words = List.copyOf(words);
  }

  /// What one place of the answers says, where they differ.
  ///
  /// @param place `summary`, `meaning` or a finding's title
  record Wording(String place, String before, String now) {}

  /// Tokens sent to models and received.
  record Tokens(long sentBefore, long sentNow, long receivedBefore, long receivedNow) {}

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
    return new Comparison(
        before.answerId(),
        equal,
        changed,
        added,
        List.copyOf(old.values()),
        words(before, now),
        new Tokens(
            before.usage().inputTokens(),
            now.usage().inputTokens(),
            before.usage().outputTokens(),
            now.usage().outputTokens()));
  }

  private static List<Wording> words(Answer before, Answer now) {
    var then = said(before);
    var today = said(now);
    var places = new LinkedHashSet<>(today.keySet());
    places.addAll(then.keySet());
    return places.stream()
        .map(place ->
            new Wording(place, then.getOrDefault(place, ""), today.getOrDefault(place, "")))
        .filter(one -> !one.before().equals(one.now()))
        .toList();
  }

  /// Each place of an answer with its figures put in.
  private static Map<String, String> said(Answer answer) {
    var said = new LinkedHashMap<String, String>();
    said.put("summary", Interpreter.fill(answer.summary(), answer.facts()));
    said.put("meaning", Interpreter.fill(answer.voice().meaning(), answer.facts()));
    said.put(
        "what to do", Interpreter.fill(String.join(" ", answer.voice().advice()), answer.facts()));
    answer
        .findings()
        .forEach(finding ->
            said.merge(
                Interpreter.fill(finding.title(), answer.facts()),
                Interpreter.fill(finding.statement(), answer.facts()),
                (one, other) -> one + " " + other));
    return said;
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
    var wordings = node.putArray("words");
    words.forEach(one ->
        wordings
            .addObject()
            .put("place", one.place())
            .put("before", one.before())
            .put("now", one.now()));
    node.putObject("tokens")
        .put("sentBefore", tokens.sentBefore())
        .put("sentNow", tokens.sentNow())
        .put("receivedBefore", tokens.receivedBefore())
        .put("receivedNow", tokens.receivedNow());
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
    if (tokens.sentBefore() + tokens.sentNow() > 0) {
      page.faint(
              "tokens sent "
                  + count(tokens.sentBefore(), "")
                  + " before, "
                  + count(tokens.sentNow(), "")
                  + " now; received "
                  + count(tokens.receivedBefore(), "")
                  + " before, "
                  + count(tokens.receivedNow(), "")
                  + " now")
          .end();
    }
    for (var one : words) {
      page.end().bold(one.place()).end();
      page.text("before: ", one.before().isEmpty() ? "(nothing)" : one.before());
      page.text("now:    ", one.now().isEmpty() ? "(nothing)" : one.now());
    }
    return page.toString();
  }

  private static String count(long count, String what) {
    return FactWriter.count(count, what.isEmpty() ? Unit.NONE : Unit.of(what));
  }
}
