package dev.clew.statistics.slice;

/// A column cut into cells, of both samples: what slices are made of. The arrays are kept, not
/// copied: do not write to them.
///
/// @param reference cell of each row of the reference, in [0, cells), or -1 for a row in no cell
/// @param current likewise of the current sample
/// @param cells how many there are, at most 127
/// @param ordered how many of them, from the first, lie along an axis, so that neighbours may be
///   taken together
public record SliceFeature(byte[] reference, byte[] current, int cells, int ordered) {

  public SliceFeature {
    if (cells < 1 || cells > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("count of cells " + cells + " is not in [1, 127]");
    }
    if (ordered < 0 || ordered > cells) {
      throw new IllegalArgumentException(
          "count of ordered cells " + ordered + " is not in [0, " + cells + "]");
    }
  }
}
