package dev.clew.skills.applications;

import dev.clew.skills.Statement;
import java.util.ArrayList;
import java.util.List;

/// A sentence put together piece by piece: our words, and facts by their ids.
public final class Telling {
  private final StringBuilder template = new StringBuilder();
  private final List<String> facts = new ArrayList<>();

  /// Adds words of ours.
  public Telling say(String words) {
    template.append(words);
    return this;
  }

  /// Adds a fact.
  public Telling put(String factId) {
    template.append("{}");
    facts.add(factId);
    return this;
  }

  /// The sentence.
  ///
  /// @throws IllegalArgumentException when our words hold a digit
  public Statement done() {
    return Statement.of(template.toString(), facts.toArray(String[]::new));
  }
}
