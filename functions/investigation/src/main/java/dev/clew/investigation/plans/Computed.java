package dev.clew.investigation.plans;

import dev.clew.evidence.Unit;
import java.util.List;

/// A number that was worked out from facts.
///
/// @param expression over facts by id: `S1.F7 / S2.F3`
/// @param settles what it is good for, in words
/// @param facts the ids of the facts that went in, in order
public record Computed(
    String id, String expression, String settles, double value, Unit unit, List<String> facts) {
  public Computed {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(expression + " is " + value);
    }
    facts = List.copyOf(facts);
  }
}
