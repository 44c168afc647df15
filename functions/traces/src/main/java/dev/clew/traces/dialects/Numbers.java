package dev.clew.traces.dialects;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Numbers that were written as text. What is none, NaN and infinities among it, is absent.
final class Numbers {
  private Numbers() {}

  static OptionalLong whole(String text) {
    if (text.isEmpty() || text.length() > 24) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      OptionalDouble real = real(text);
      return real.isPresent() && Math.abs(real.getAsDouble()) < 1L << 53
          ? OptionalLong.of(Math.round(real.getAsDouble()))
          : OptionalLong.empty();
    }
  }

  static OptionalDouble real(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  /// Digits to a number, without making a text.
  ///
  /// @return -1 when it is not just digits, or too many
  static long digits(char[] characters, int offset, int length) {
    if (length == 0 || length > 19 || (length == 19 && characters[offset] > '8')) {
      return -1;
    }
    long number = 0;
    for (int i = offset; i < offset + length; i++) {
      int digit = characters[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
