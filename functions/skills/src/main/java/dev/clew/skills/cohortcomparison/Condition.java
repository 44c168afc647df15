package dev.clew.skills.cohortcomparison;

import java.util.List;
import java.util.regex.Pattern;

/// One condition of a cohort: `outcome=failed`, `duration>=p75`, `release=v2`.
///
/// @param field what is looked at, one of [#FIELDS] or the name of an attribute
/// @param operator how it is compared
/// @param value with what, as written
record Condition(String field, Operator operator, String value) {

  /// Fields with a meaning of their own; any other is an attribute of runs or spans.
  static final List<String> FIELDS =
      List.of(
          "outcome",
          "reward",
          "model",
          "tool",
          "agent",
          "service",
          "operation",
          "user",
          "session",
          "said",
          "window",
          "duration",
          "tokens",
          "cost",
          "model-calls",
          "tool-calls",
          "call",
          "result");

  /// Fields that are numbers.
  static final List<String> NUMBERS =
      List.of("reward", "duration", "tokens", "cost", "model-calls", "tool-calls");

  private static final Pattern FORM =
      Pattern.compile("\\s*([^=<>!]+?)\\s*(>=|<=|!=|=|>|<)\\s*(.+?)\\s*");

  /// How a value is compared.
  enum Operator {
    IS("="),
    IS_NOT("!="),
    AT_LEAST(">="),
    AT_MOST("<="),
    OVER(">"),
    UNDER("<");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    static Operator of(String symbol) {
      for (var operator : values()) {
        if (operator.symbol.equals(symbol)) {
          return operator;
        }
      }
      throw new IllegalArgumentException("operator '" + symbol + "' is not known");
    }
  }

  /// Conditions joined by `and`.
  ///
  /// @throws IllegalArgumentException when one is no condition, saying which
  static List<Condition> parse(String text) {
    return Pattern.compile("\\s+and\\s+", Pattern.CASE_INSENSITIVE)
        .splitAsStream(text.strip())
        .map(Condition::one)
        .toList();
  }

  private static Condition one(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("'" + text.strip() + "' is no condition");
    }
    var condition = new Condition(form.group(1), Operator.of(form.group(2)), form.group(3));
    boolean ordered = condition.operator != Operator.IS && condition.operator != Operator.IS_NOT;
    if (ordered && FIELDS.contains(condition.field) && !NUMBERS.contains(condition.field)) {
      throw new IllegalArgumentException(
          "'" + condition.field + "' is no number, so it can only be = or !=");
    }
    return condition;
  }

  static Condition is(String field, String value) {
    return new Condition(field, Operator.IS, value);
  }

  boolean isNumber() {
    return NUMBERS.contains(field) || (operator != Operator.IS && operator != Operator.IS_NOT);
  }

  @Override
  public String toString() {
    return field + operator.symbol + value;
  }
}
