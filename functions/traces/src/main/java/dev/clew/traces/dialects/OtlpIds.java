package dev.clew.traces.dialects;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/// Ids of OTLP: hex in any case as OTLP JSON writes them, or base64 as the plain JSON mapping of
/// protobuf does; both become hex in lower case.
final class OtlpIds {
  private static final String NO_ID = "";

  private OtlpIds() {}

  /// An id of so many bytes.
  ///
  /// @return hex digits in lower case; empty for an id of zeros, which stands for none
  /// @throws IllegalArgumentException when it is no such id; the message quotes it
  static String parse(String what, String written, int bytes) {
    int digits = bytes * 2;
    if (written.isEmpty()) {
      return NO_ID;
    }
    if (written.length() == digits) {
      int form = form(written);
      if (form == HEX) {
        return nonZero(written);
      }
      if (form == HEX_UPPER) {
        return nonZero(written.toLowerCase(Locale.ROOT));
      }
    }
    if (written.startsWith("0x") && written.length() == digits + 2) {
      return parse(what, written.substring(2), bytes);
    }
    if (written.length() == digits + 4 && written.charAt(8) == '-') {
      return parse(what, written.replace("-", ""), bytes);
    }
    if (written.length() == (bytes + 2) / 3 * 4 || written.length() == (bytes * 8 + 5) / 6) {
      try {
        byte[] decoded = Base64.getDecoder().decode(written);
        if (decoded.length == bytes) {
          return nonZero(HexFormat.of().formatHex(decoded));
        }
      } catch (IllegalArgumentException _) {
        // Not base64 either: said below.
      }
    }
    throw new IllegalArgumentException(
        what + " '" + Texts.cut(written, 40) + "' is not " + digits + " hex digits");
  }

  static String hex(byte[] bytes) {
    return nonZero(HexFormat.of().formatHex(bytes));
  }

  private static final int OTHER = 0;
  private static final int HEX = 1;
  private static final int HEX_UPPER = 2;

  private static int form(String text) {
    int form = HEX;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if ((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f')) {
        continue;
      }
      if (digit >= 'A' && digit <= 'F') {
        form = HEX_UPPER;
      } else {
        return OTHER;
      }
    }
    return form;
  }

  private static String nonZero(String hex) {
    for (int i = 0; i < hex.length(); i++) {
      if (hex.charAt(i) != '0') {
        return hex;
      }
    }
    return NO_ID;
  }
}
