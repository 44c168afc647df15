package dev.clew.traces.store;

/// How much one object may become when it is decompressed.
///
/// Reading is streaming, so a bomb costs time, not memory; these limits cap the time.
///
/// @param expandedBytes most bytes one object may expand to
/// @param ratio most expanded bytes per stored byte, looked at once [#RATIO_FROM_BYTES] have come
public record Limits(long expandedBytes, int ratio) {

  /// Below this many expanded bytes no ratio is suspicious: short repetitive files compress to
  /// nothing.
  public static final long RATIO_FROM_BYTES = 64L << 20;

  /// 64 GiB, and 500 to 1: logs of repeated lines were seen at 100 to 1, gzip ends at 1,030 to 1.
  public static final Limits DEFAULT = new Limits(64L << 30, 500);

  public Limits {
    if (expandedBytes < 1 || ratio < 1) {
      throw new IllegalArgumentException(
          "limits of " + expandedBytes + " bytes and ratio " + ratio + " are not positive");
    }
  }
}
