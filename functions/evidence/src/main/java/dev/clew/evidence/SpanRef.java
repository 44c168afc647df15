package dev.clew.evidence;

/// Where a span is found: written `traceId/spanId`.
public record SpanRef(String traceId, String spanId) {
  @Override
  public String toString() {
    return traceId + "/" + spanId;
  }
}
