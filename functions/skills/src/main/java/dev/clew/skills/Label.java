package dev.clew.skills;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// A value from the data as the qualifier of a fact's name: `tokens.total[model=gpt-4o]`.
///
/// Control characters and brackets become spaces, and a value longer than [#LONGEST] characters
/// keeps its beginning and a checksum of the whole, so that different values stay different names.
public final class Label {
  public static final int LONGEST = 120;

  /// What stands where the data say nothing.
  public static final String NONE = "(none)";

  private static final int KEPT = 108;

  private Label() {}

  /// `name[dimension=value]`.
  public static String of(String name, String dimension, String value) {
    return name + "[" + dimension + "=" + shown(value) + "]";
  }

  /// The value on one line, short enough to read.
  public static String shown(String value) {
    if (value.isBlank()) {
      return NONE;
    }
    var clean = value.replaceAll("[\\p{Cntrl}\\[\\]]", " ").strip();
    if (clean.equals(value) && value.length() <= LONGEST && !value.equals(NONE)) {
      return value;
    }
    var checksum = new CRC32();
    checksum.update(value.getBytes(StandardCharsets.UTF_8));
    var end = Math.min(clean.length(), KEPT);
    if (end > 0 && end < clean.length() && Character.isHighSurrogate(clean.charAt(end - 1))) {
      end--;
    }
    return "%s…%08x".formatted(clean.substring(0, end), checksum.getValue());
  }
}
