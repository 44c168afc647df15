package dev.clew.interpretation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Enum constants as they stand on the wire: in lower case.
final class Names {
  private Names() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException that lists the known names
  static <E extends Enum<E>> E parse(Class<E> type, String name) {
    for (var constant : type.getEnumConstants()) {
      if (of(constant).equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + name
            + "' is none of "
            + Arrays.stream(type.getEnumConstants())
                .map(Names::of)
                .collect(Collectors.joining(", ")));
  }
}
