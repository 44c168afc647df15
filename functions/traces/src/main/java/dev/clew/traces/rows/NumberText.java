package dev.clew.traces.rows;

import java.math.BigDecimal;

/// Reads a cell as a number, without an object per cell: `-1.5e3`, `12,345.67` (thousands in groups
/// of three), and with a decimal comma `12,5` where a file is told to write so. What Java alone
/// takes for a number (`1d`, `0x1p3`) is none. One instance a reader; the result lies in its
/// fields.
final class NumberText {
  private static final double[] TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long EXACT = 1L << 53;

  private final char decimal;
  private final char grouping;

  /// The number last read.
  double value;

  /// Whether it was written as an integer of more digits than a double holds exactly.
  boolean tooLong;

  /// Whether it was an integer written with a leading zero, as codes are (`02134`).
  boolean leadingZero;

  /// Whether thousands were set apart.
  boolean grouped;

  NumberText(boolean decimalComma) {
    this.decimal = decimalComma ? ',' : '.';
    this.grouping = decimalComma ? '.' : ',';
  }

  /// Whether the text is a finite number; spaces around it do not matter.
  boolean read(char[] text, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && text[at] <= ' ') {
      at++;
    }
    while (at < end && text[end - 1] <= ' ') {
      end--;
    }
    int start = at;
    tooLong = false;
    leadingZero = false;
    grouped = false;
    boolean negative = false;
    if (at < end && (text[at] == '-' || text[at] == '+')) {
      negative = text[at] == '-';
      at++;
    }
    long mantissa = 0;
    int digits = 0; // of the mantissa, leading zeros left out
    int whole = 0; // digits before the point
    int fraction = 0;
    int sinceGroup = -1;
    int first = at;
    for (; at < end; at++) {
      char c = text[at];
      if (c >= '0' && c <= '9') {
        if (digits > 0 || c != '0') {
          digits++;
        }
        if (digits <= 18) {
          mantissa = mantissa * 10 + (c - '0');
        }
        whole++;
        if (sinceGroup >= 0) {
          sinceGroup++;
        }
      } else if (c == grouping && whole > 0 && (sinceGroup < 0 ? whole <= 3 : sinceGroup == 3)) {
        sinceGroup = 0;
        grouped = true;
      } else {
        break;
      }
    }
    if (grouped && sinceGroup != 3) {
      return false;
    }
    boolean integer = true;
    if (at < end && text[at] == decimal) {
      integer = false;
      at++;
      for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
        if (digits > 0 || text[at] != '0') {
          digits++;
        }
        if (digits <= 18) {
          mantissa = mantissa * 10 + (text[at] - '0');
        }
        fraction++;
      }
    }
    if (whole + fraction == 0) {
      return false;
    }
    int exponent = 0;
    if (at < end && (text[at] == 'e' || text[at] == 'E')) {
      integer = false;
      at++;
      boolean down = false;
      if (at < end && (text[at] == '-' || text[at] == '+')) {
        down = text[at] == '-';
        at++;
      }
      int from = at;
      for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
        exponent = Math.min(100_000, exponent * 10 + (text[at] - '0'));
      }
      if (at == from) {
        return false;
      }
      exponent = down ? -exponent : exponent;
    }
    if (at != end) {
      return false;
    }
    leadingZero = integer && whole > 1 && text[first] == '0';
    int power = exponent - fraction;
    if (digits <= 18 && mantissa <= EXACT && power >= -22 && power <= 22) {
      // Both are exact doubles, so one rounding is made: the nearest double (Clinger 1990,
      // doi:10.1145/93542.93557).
      value = power < 0 ? mantissa / TEN[-power] : mantissa * TEN[power];
      value = negative ? -value : value;
    } else {
      tooLong = integer && (digits > 18 || mantissa > EXACT);
      value = slowly(text, start, end);
    }
    return !Double.isInfinite(value);
  }

  private double slowly(char[] text, int start, int end) {
    var plain = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      if (text[i] != grouping) {
        plain.append(text[i] == decimal ? '.' : text[i]);
      }
    }
    return Double.parseDouble(plain.toString());
  }

  /// A number as users write it: `17`, `-0.25`, `1.5E300`.
  static String plain(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    if (Math.abs(value) >= 1e-6 && Math.abs(value) < 1e15) {
      return new BigDecimal(Double.toString(value)).toPlainString();
    }
    return Double.toString(value);
  }
}
