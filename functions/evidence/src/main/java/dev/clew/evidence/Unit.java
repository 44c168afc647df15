package dev.clew.evidence;

/// The unit of a fact, a word on the wire. Known units decide how a value is written; any other
/// word is written after the number as it is.
///
/// @param symbol the word on the wire; empty for a bare number
public record Unit(String symbol) {
  /// A bare number: a statistic, an index, an effect size.
  public static final Unit NONE = new Unit("");

  /// A share from 0 to 1, written as a percentage.
  public static final Unit SHARE = new Unit("share");

  /// A difference of two shares, written in percentage points with its sign.
  public static final Unit POINTS = new Unit("points");

  /// A difference of two bare numbers, written with its sign.
  public static final Unit CHANGE = new Unit("change");

  /// A ratio of two quantities, written with a multiplication sign: `2.4x`.
  public static final Unit RATIO = new Unit("ratio");

  public static final Unit ROWS = new Unit("rows");
  public static final Unit ROW_NUMBER = new Unit("row number");
  public static final Unit SPANS = new Unit("spans");
  public static final Unit TRACES = new Unit("traces");
  public static final Unit CALLS = new Unit("calls");
  public static final Unit TOKENS = new Unit("tokens");

  /// US dollars.
  public static final Unit USD = new Unit("USD");

  /// Seconds.
  public static final Unit SECONDS = new Unit("s");

  /// An instant or a date in ISO 8601, as text.
  public static final Unit INSTANT = new Unit("instant");

  /// A count of anything else: `Unit.of("columns")`.
  public static Unit of(String symbol) {
    return new Unit(symbol);
  }
}
