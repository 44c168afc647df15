package dev.clew.investigation.targets;

import dev.clew.skills.Card;
import dev.clew.traces.store.StoredObject;
import java.util.List;

/// An application or a predictor, and the objects it is made of.
///
/// @param name as users call it
/// @param folder key of the folder its objects lie below, empty for the tenant's root
/// @param said how it was recognised, where that was concluded rather than stated
public record Target(
    String name, Card.Reads reads, String folder, List<StoredObject> objects, String said) {
  public Target {
    objects = List.copyOf(objects);
  }

  /// As stored, all objects together.
  public long sizeBytes() {
    return objects.stream().mapToLong(StoredObject::sizeBytes).sum();
  }
}
