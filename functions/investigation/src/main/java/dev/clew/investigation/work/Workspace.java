package dev.clew.investigation.work;

import dev.clew.evidence.Tenant;
import java.time.Instant;
import java.util.Optional;

/// What an investigation in progress has written down, name by name: `plan`, `S1` (a step's
/// result), `answer`. One primitive: a conditional write. Two implementations: DynamoDB with large
/// bodies in S3, and memory.
///
/// What has expired is not there: implementations filter on read, since stores delete late.
/// Failures of the store are [dev.clew.evidence.ClewException]s of kind DEPENDENCY.
public interface Workspace {

  /// What stands under a name.
  ///
  /// @param name letters, digits, `.`, `_` and `-`, at most [#LONGEST_NAME]
  /// @throws IllegalArgumentException for another name
  Optional<Kept> read(Tenant tenant, String investigationId, String name, Instant now);

  /// @param body as written; not shared with the store
  /// @param version 1 for the first write, one higher with each
  record Kept(byte[] body, long version) {}

  /// Writes, if nobody else wrote since.
  ///
  /// @param basedOn the version that was read; 0: there must be nothing yet, the first writer wins
  /// @return false when something else stands there: read again. Nothing is changed then
  boolean write(
      Tenant tenant,
      String investigationId,
      String name,
      byte[] body,
      long basedOn,
      Instant now,
      Instant expiresAt);

  /// Forgets all that an investigation wrote down; what was never there is no error.
  void forget(Tenant tenant, String investigationId);

  /// Longer names are none of ours.
  int LONGEST_NAME = 80;

  /// The name, if it may stand in a key.
  ///
  /// @throws IllegalArgumentException when it may not
  static String checked(String name) {
    if (!name.matches("[A-Za-z0-9._-]{1," + LONGEST_NAME + "}")) {
      throw new IllegalArgumentException("'" + name + "' can not be a name in a workspace");
    }
    return name;
  }
}
