package dev.clew.investigation.agent;

import dev.clew.evidence.Tenant;

/// Whose investigation, and which.
public record InvestigationId(Tenant tenant, String id) {
  public InvestigationId {
    if (id.isBlank()) {
      throw new IllegalArgumentException("an investigation without an id");
    }
  }
}
