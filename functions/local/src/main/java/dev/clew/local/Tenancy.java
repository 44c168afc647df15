package dev.clew.local;

import dev.clew.investigation.routing.TargetNames;
import dev.clew.investigation.targets.Reading;
import dev.clew.investigation.targets.Target;
import dev.clew.investigation.targets.Targets;
import dev.clew.skills.Card;
import dev.clew.traces.store.ObjectStore;
import java.util.List;
import java.util.Optional;

/// The data that a command works on.
///
/// @param store where it lies
/// @param found what is in it
/// @param reading reads it
/// @param own whether it is what Clew did itself on this machine
record Tenancy(ObjectStore store, Targets found, Reading reading, boolean own) {

  /// What is in it, as questions name it.
  List<TargetNames> targets() {
    return reading.names();
  }

  /// The target that was named, or the only one of the kind.
  ///
  /// @throws dev.clew.evidence.ClewException naming what there is, when that leaves a choice or
  ///   nothing
  String fitting(Optional<String> named, Card card) {
    if (card.reads(Card.Reads.DOCUMENTATION)) {
      return found.documentation().name();
    }
    if (named.isPresent()) {
      return found.require(named.get()).name();
    }
    var fitting =
        found.all().stream().filter(one -> card.reads(one.reads())).map(Target::name).toList();
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    if (found.nothing().isPresent()) {
      throw found.nothing().get().asException();
    }
    var kind = card.readsWords();
    throw Commands.usage(
        fitting.isEmpty()
            ? "there is no " + kind + " in " + store.describe()
            : "there are several: " + kind.replace(" or ", "s and ") + "s in " + store.describe(),
        fitting.isEmpty()
            ? "Give --data a folder that holds one"
            : "Choose one with --target: " + String.join(", ", fitting));
  }
}
