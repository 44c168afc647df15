package dev.clew.edge;

import dev.clew.edge.http.Request;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import java.util.Optional;

/// Whose request it is: what the verified token claims, or the one tenant of callers with IAM
/// credentials. Nothing that a caller writes into a request has a say.
///
/// @param claim the token's claim, where tokens are used
/// @param only the one tenant, where they are not
public record Tenants(Optional<String> claim, Optional<Tenant> only) {
  public Tenants {
    if (claim.isPresent() == only.isPresent()) {
      throw new IllegalArgumentException(
          "either a claim names the tenant or there is one: " + claim + ", " + only);
    }
  }

  /// One tenant for everybody.
  public static Tenants only(Tenant tenant) {
    return new Tenants(Optional.empty(), Optional.of(tenant));
  }

  /// @throws ClewException when the token names no tenant
  public Tenant of(Request request) {
    if (only.isPresent()) {
      return only.get();
    }
    var name = claim.map(request.claims()::get).orElse("");
    try {
      return new Tenant(name == null ? "" : name);
    } catch (IllegalArgumentException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.USER,
              "the token names no tenant",
              "claim " + claim.orElseThrow(),
              "Have the issuer put the tenant's name into it"),
          e);
    }
  }
}
