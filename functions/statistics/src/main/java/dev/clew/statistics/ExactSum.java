package dev.clew.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A sum of doubles without any rounding, so that its value depends neither on the order of the
/// terms nor on how they were split between threads or objects. It rounds once, when read.
///
/// A fixed-point number wide enough for every double: 32-bit digits held in longs, whose upper half
/// takes carries until they are spread. Neal, *Fast exact summation using small and large
/// superaccumulators*, 2015, doi:10.48550/arXiv.1505.05571, section 2. Mutable and not thread-safe:
/// one per thread, then [#add(ExactSum)].
public final class ExactSum {

  /// The unit of the lowest digit is 2^-1075, half the smallest subnormal, so that exponents need
  /// no special case.
  private static final int UNIT_EXPONENT = -1075;

  /// 2,098 bits of doubles and room for 2^60 terms above them.
  private static final int DIGITS = 69;

  /// A digit takes terms below 2^53: after this many of them carries must be spread.
  private static final int TERMS_BEFORE_CARRY = 1 << 9;

  private static final long LOW_32 = 0xFFFF_FFFFL;

  private final long[] digits = new long[DIGITS];
  private int uncarried;

  /// Adds one number.
  ///
  /// @throws IllegalArgumentException when it is NaN or infinite
  public void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7FF;
    long mantissa = bits & 0xF_FFFF_FFFF_FFFFL;
    if (exponent == 0x7FF) {
      throw new IllegalArgumentException("a sum takes finite numbers, not " + value);
    }
    if (exponent == 0) {
      exponent = 1;
    } else {
      mantissa |= 0x10_0000_0000_0000L;
    }
    int digit = exponent >>> 5;
    int shift = exponent & 31;
    long low = (mantissa << shift) & LOW_32;
    long high = mantissa >>> (32 - shift);
    if (bits >= 0) {
      digits[digit] += low;
      digits[digit + 1] += high;
    } else {
      digits[digit] -= low;
      digits[digit + 1] -= high;
    }
    if (++uncarried == TERMS_BEFORE_CARRY) {
      carry();
    }
  }

  /// Adds the square of a number, exactly (as long as the square neither overflows nor falls under
  /// 1e-290).
  public void addSquare(double value) {
    addProduct(value, value);
  }

  /// Adds the product of two numbers, exactly under the same condition as [#addSquare(double)].
  public void addProduct(double a, double b) {
    double product = a * b;
    add(product);
    add(Math.fma(a, b, -product));
  }

  /// Adds all that another sum holds.
  public void add(ExactSum other) {
    carry();
    other.carry();
    for (int i = 0; i < DIGITS; i++) {
      digits[i] += other.digits[i];
    }
    carry();
  }

  /// The sum, rounded to the nearest double once.
  public double value() {
    return toBigDecimal().doubleValue();
  }

  /// The sum without rounding.
  public BigDecimal toBigDecimal() {
    carry();
    BigInteger total = BigInteger.ZERO;
    int lowest = 0;
    while (lowest < DIGITS && digits[lowest] == 0) {
      lowest++;
    }
    for (int i = DIGITS - 1; i >= lowest; i--) {
      total = total.shiftLeft(32).add(BigInteger.valueOf(digits[i]));
    }
    int exponent = UNIT_EXPONENT + 32 * lowest;
    int zeros = total.signum() == 0 ? 0 : Math.min(total.getLowestSetBit(), -Math.min(exponent, 0));
    BigDecimal mantissa = new BigDecimal(total.shiftRight(zeros));
    int rest = exponent + zeros;
    return rest >= 0
        ? mantissa.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(rest)))
        : mantissa.divide(new BigDecimal(BigInteger.ONE.shiftLeft(-rest)));
  }

  /// Brings every digit but the highest into [0, 2^32).
  private void carry() {
    long carried = 0;
    for (int i = 0; i < DIGITS - 1; i++) {
      long digit = digits[i] + carried;
      carried = digit >> 32;
      digits[i] = digit & LOW_32;
    }
    digits[DIGITS - 1] += carried;
    uncarried = 0;
  }
}
