package dev.clew.skills.promptoptimization.search;

import java.util.Optional;

/// Proposes a change.
interface Proposer {
  /// A change; empty where it knows none.
  ///
  /// @throws Halt where it needs the model and can not ask it
  Optional<Proposal> propose(Situation situation);

  /// How often it is asked, beside the others.
  int weight();
}
