package dev.clew.edge;

import dev.clew.evidence.Tenant;
import java.util.Optional;

/// What is too large for a table: answers, results of steps. Keys are built from a [Tenant].
public interface Bodies {

  /// Keeps bytes; the same key again replaces them.
  ///
  /// @param kind folder within the tenant's: `answers`, `steps`
  /// @param id letters, digits, `-`, `_` and `.`
  void put(Tenant tenant, String kind, String id, byte[] bytes);

  Optional<byte[]> get(Tenant tenant, String kind, String id);

  void delete(Tenant tenant, String kind, String id);
}
