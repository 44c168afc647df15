package dev.clew.evidence;

/// What a fact says: one value. On the wire a whole number has no fraction, and [Nothing] is
/// `null`.
public sealed interface FactValue {

  /// A whole number: counts, tokens, row numbers.
  record Whole(long value) implements FactValue {}

  /// A real number; finite, since JSON has no other.
  record Real(double value) implements FactValue {
    public Real {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a fact's value must be finite, got " + value);
      }
    }
  }

  /// A name, a category, a normalised message.
  record Text(String value) implements FactValue {}

  /// Yes or no.
  record Flag(boolean value) implements FactValue {}

  /// Known to be unknown, such as the price of a model without one.
  record Nothing() implements FactValue {}
}
