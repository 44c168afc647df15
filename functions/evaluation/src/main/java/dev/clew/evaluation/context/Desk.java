package dev.clew.evaluation.context;

import dev.clew.investigation.Investigator;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.models.guard.Models;
import dev.clew.traces.store.ObjectStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where questions are asked: opens data as the command line does.
public interface Desk {

  /// @param data a folder; empty for the bundled samples
  Opened open(Optional<Path> data);

  /// Data, and who answers questions about it with given models.
  record Opened(
      ObjectStore store, List<TargetNames> targets, Function<Models, Investigator> investigators) {
    public Opened {
      targets = List.copyOf(targets);
    }
  }
}
