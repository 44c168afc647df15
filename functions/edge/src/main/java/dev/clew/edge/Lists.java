package dev.clew.edge;

import dev.clew.evidence.Tenant;
import java.util.Optional;

/// Lists of batches' investigations, where the state machine looks for them.
public interface Lists {

  /// @param json an array of objects, each with an `investigationId`
  void put(Tenant tenant, String batchId, byte[] json);

  Optional<byte[]> get(Tenant tenant, String batchId);
}
