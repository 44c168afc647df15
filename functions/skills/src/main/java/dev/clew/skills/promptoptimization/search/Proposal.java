package dev.clew.skills.promptoptimization.search;

import java.util.List;
import java.util.Set;

/// Texts that may be better.
///
/// @param parents whom they were made of; the first is whom they are compared with on a few
///   examples
/// @param shown ids of examples that stand in them
/// @param why in a sentence
record Proposal(
    Texts texts, List<Tried> parents, Candidate.Move move, Set<String> shown, String why) {
  Proposal {
    parents = List.copyOf(parents);
  }
}
