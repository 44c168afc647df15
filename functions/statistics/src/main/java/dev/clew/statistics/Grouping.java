package dev.clew.statistics;

import java.util.Arrays;

/// Sorts numbers roughly, in linear time: gives each the number of its group, so that a smaller
/// number never gets a higher one.
///
/// The groups hold about equally many values of a column like the one it was laid out for. Around
/// the column's median each power of two of the distance is cut evenly, into as many groups as it
/// holds values of a sample. So a heavy tail, a distant sentinel or a column far from 0 costs
/// nothing; several narrow peaks far apart fall into few groups each, which is slower, not wrong.
/// Immutable.
final class Grouping {

  /// Values that are looked at.
  private static final int PROBES = 1 << 10;

  /// Signs and exponents of a double: the upper 12 bits.
  private static final int OCTAVES = 1 << 12;

  private static final int NEGATIVE = OCTAVES / 2;

  private final double centre;
  private final int groups;
  private final int[] first = new int[OCTAVES];
  private final int[] cuts = new int[OCTAVES];

  private Grouping(double centre, int[] held, int wanted) {
    this.centre = centre;
    int next = 0;
    // From the most negative distance up: those with a sign bit count down towards zero.
    for (int octave = OCTAVES - 1; octave >= NEGATIVE; octave--) {
      int cut = 1 + (int) ((long) held[octave] * wanted / PROBES);
      next += cut;
      first[octave] = next;
      cuts[octave] = -cut;
      next++;
    }
    for (int octave = 0; octave < NEGATIVE; octave++) {
      int cut = 1 + (int) ((long) held[octave] * wanted / PROBES);
      first[octave] = next;
      cuts[octave] = cut;
      next += cut;
    }
    groups = next;
  }

  /// Lays out about `wanted` groups for `size` finite values in any order, one at least.
  static Grouping of(double[] values, int first, int size, int wanted) {
    double[] probes = new double[PROBES];
    for (int i = 0; i < PROBES; i++) {
      probes[i] = values[first + (int) ((long) i * size / PROBES)];
    }
    Arrays.sort(probes);
    double centre = probes[PROBES / 2];
    int[] held = new int[OCTAVES];
    for (double probe : probes) {
      held[octave(Double.doubleToRawLongBits(probe - centre))]++;
    }
    return new Grouping(centre, held, wanted);
  }

  int groups() {
    return groups;
  }

  /// The group of a number that is not NaN, in `0..groups() - 1`.
  int of(double value) {
    long bits = Double.doubleToRawLongBits(value - centre);
    int octave = octave(bits);
    return first[octave] + (int) (((bits >>> 20 & 0xFFFF_FFFFL) * cuts[octave]) >> 32);
  }

  private static int octave(long bits) {
    return (int) (bits >>> 52);
  }
}
