package dev.clew.investigation.budget;

import dev.clew.evidence.Tenant;
import java.time.Instant;
import java.util.Optional;

/// Counts what is spent. Two implementations: DynamoDB, and memory.
///
/// Failures of the store are [dev.clew.evidence.ClewException]s of kind DEPENDENCY.
public interface Counters {

  /// Adds amounts if no sum passes its limit, all of them or none. An amount of 0 is added where
  /// the sum is below its limit: for what will be known later.
  ///
  /// @param account letters, digits, `-` and `#`; it comes to be with its first amount
  /// @param expiresAt when a new account may be forgotten
  /// @return the first cost, in their order, whose limit stands in the way; empty when it was added
  Optional<Cost> add(
      Tenant tenant, String account, Amounts amounts, Limits limits, Instant expiresAt);

  /// Adds amounts whatever the limits, negative ones too: what a call came to in the end.
  void correct(Tenant tenant, String account, Amounts amounts, Instant expiresAt);

  /// The sums.
  Amounts read(Tenant tenant, String account);
}
