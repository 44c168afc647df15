package dev.clew.evidence;

import java.util.List;

/// A claim tied to facts.
///
/// @param id unique in its answer, `N` and a number
/// @param title a few words, no figures of its own
/// @param confidence 0 to 1: how far the evidence supports the claim, by the rule the skill's card
///   states
/// @param statement sentences in which every figure stands as `{F7}`; after rendering, the figures
///   themselves
/// @param factIds the facts the claim rests on, at least one
/// @param evidenceIds what lets a reader check it
/// @param judged whether a model judged, rather than code computed
public record Finding(
    String id,
    String title,
    Severity severity,
    double confidence,
    String statement,
    List<String> factIds,
    List<String> evidenceIds,
    boolean judged) {

  public Finding {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " is not in [0, 1]");
    }
    if (factIds.isEmpty()) {
      throw new IllegalArgumentException("finding '" + title + "' names no fact");
    }
    factIds = List.copyOf(factIds);
    evidenceIds = List.copyOf(evidenceIds);
  }

  /// The same claim with other words.
  public Finding saying(String newStatement) {
    return new Finding(id, title, severity, confidence, newStatement, factIds, evidenceIds, judged);
  }
}
