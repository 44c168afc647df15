package dev.clew.skills.cohortcomparison;

import dev.clew.skills.applications.Feature.Family;
import dev.clew.skills.applications.RunFeatures;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is no news about two cohorts, since they were made by it or it follows from how they were
/// made: the duration of slow runs, errors of runs that failed by an error, the tool that one
/// cohort calls.
final class Leaks {
  private Leaks() {}

  /// @param group the attribute that groups runs
  static RunFeatures.Left of(Pair pair, Readings readings, Optional<String> group) {
    Set<Family> families = EnumSet.noneOf(Family.class);
    Set<String> attributes = new HashSet<>();
    Set<String> phrases = new HashSet<>();
    group.ifPresent(attributes::add);
    List<Condition> all = new ArrayList<>(pair.first());
    all.addAll(pair.second());
    for (var condition : all) {
      switch (condition.field()) {
        case "outcome" -> {
          if (!readings.outcomesAreStated()) {
            families.add(Family.ERROR);
            phrases.add("calls right after a failed one of the same tool");
          }
        }
        case "reward", "user", "session", "window", "call", "result" -> {}
        case "model" -> families.add(Family.MODEL);
        case "agent" -> families.add(Family.AGENT);
        case "service" -> families.add(Family.SERVICE);
        case "operation" -> families.add(Family.SPAN);
        case "said" -> families.add(Family.WORDS);
        case "duration" -> families.add(Family.TIME);
        case "tokens", "cost" -> {
          families.add(Family.TOKENS);
          families.add(Family.COST);
        }
        case "model-calls" -> {
          phrases.add("model calls");
          phrases.add("spans");
        }
        case "tool-calls" -> {
          phrases.add("tool calls");
          phrases.add("spans");
        }
        case "tool" ->
            families.addAll(
                List.of(Family.TOOL, Family.FIRST_TOOL, Family.LAST_TOOL, Family.SEQUENCE));
        default -> attributes.add(condition.field());
      }
    }
    return new RunFeatures.Left(families, attributes, phrases);
  }
}
