package dev.clew.skills.cohortcomparison;

import java.util.List;

/// Which two cohorts are compared.
///
/// @param first what the first one's members meet
/// @param second what the second one's meet; empty for all others
/// @param chosen how they came to be chosen, in words
record Pair(List<Condition> first, List<Condition> second, String chosen) {
  Pair {
    first = List.copyOf(first);
    second = List.copyOf(second);
  }

  boolean ofCalls() {
    return first.stream().anyMatch(condition -> condition.field().equals("call"));
  }

  Noun firstNoun() {
    return Noun.of(first);
  }

  Noun secondNoun() {
    return second.isEmpty()
        ? Noun.of(ofCalls() ? "the other calls" : "the other runs")
        : Noun.of(second);
  }
}
