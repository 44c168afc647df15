package dev.clew.investigation.agent;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.investigation.expressions.KnownFacts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A playbook's sentences with the facts they name put in: `{drift.columns.drifted} moved` becomes
/// `{F12} moved`. A name with `*` takes the first fact of it, `{each:...}` lists the first few. A
/// sentence that names a fact which is not there is left out.
final class Sentence {
  private static final int LISTED = 3;
  private static final Pattern NAME = Pattern.compile("\\{(each:)?([^{}]+)\\}");
  private static final Pattern QUALIFIED = Pattern.compile("([A-Za-z0-9-]+)/([^/].*)");

  private Sentence() {}

  /// The sentences that can be said.
  ///
  /// @param answered the answer's facts, by where they come from: `S2.F7`
  static String of(String template, KnownFacts facts, Map<String, Fact> answered) {
    var said = new ArrayList<String>();
    for (var sentence : sentences(template)) {
      filled(sentence, facts, answered).ifPresent(said::add);
    }
    return String.join(" ", said);
  }

  private static List<String> sentences(String template) {
    var sentences = new ArrayList<String>();
    var depth = 0;
    var from = 0;
    for (int i = 0; i < template.length(); i++) {
      depth += template.charAt(i) == '{' ? 1 : template.charAt(i) == '}' ? -1 : 0;
      if (depth == 0
          && template.charAt(i) == '.'
          && (i + 1 == template.length() || template.charAt(i + 1) == ' ')) {
        sentences.add(template.substring(from, i + 1).strip());
        from = i + 1;
      }
    }
    if (!template.substring(from).isBlank()) {
      sentences.add(template.substring(from).strip());
    }
    return sentences;
  }

  private static Optional<String> filled(
      String sentence, KnownFacts facts, Map<String, Fact> answered) {
    var out = new StringBuilder();
    var matcher = NAME.matcher(sentence);
    while (matcher.find()) {
      var found = found(matcher.group(2), facts, answered);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      var text =
          matcher.group(1) == null
              ? place(found.getFirst())
              : listed(found.stream().limit(LISTED).map(Sentence::place).toList());
      matcher.appendReplacement(out, Matcher.quoteReplacement(text));
    }
    var text = matcher.appendTail(out).toString();
    return Optional.of(text);
  }

  /// The facts of a name, those of the same value once.
  private static List<Fact> found(String name, KnownFacts facts, Map<String, Fact> answered) {
    var qualified = QUALIFIED.matcher(name);
    var known =
        qualified.matches()
            ? facts.named(qualified.group(1), qualified.group(2))
            : facts.named("", name);
    var found = new ArrayList<Fact>();
    var values = new LinkedHashSet<FactValue>();
    for (var one : known) {
      var fact = answered.get(one.ref());
      if (fact != null
          && !(fact.value() instanceof FactValue.Nothing)
          && values.add(fact.value())) {
        found.add(fact);
      }
    }
    return found;
  }

  private static String place(Fact fact) {
    return "{" + fact.id() + "}";
  }

  private static String listed(List<String> all) {
    return all.size() < 2
        ? String.join("", all)
        : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.getLast();
  }
}
