package dev.clew.skills.predictors;

import java.math.BigDecimal;
import java.util.List;

/// What makes a row belong to a slice, said of one column.
public sealed interface Condition {
  String column();

  /// As a reader would write it: `AGEP < 23`.
  String text();

  /// The column holds this category.
  record Is(String column, String category) implements Condition {
    @Override
    public String text() {
      return column + " = " + category;
    }
  }

  /// The column holds one of these categories.
  record OneOf(String column, List<String> categories) implements Condition {
    public OneOf {
      categories = List.copyOf(categories);
    }

    @Override
    public String text() {
      return column + " in {" + String.join(", ", categories) + "}";
    }
  }

  /// The column holds a category too rare to stand alone.
  record Rare(String column) implements Condition {
    @Override
    public String text() {
      return column + " is a rare value";
    }
  }

  /// The column holds a number from `low` (inclusive) to `high` (exclusive); either may be
  /// infinite.
  record Between(String column, double low, double high) implements Condition {
    public Between {
      if (!(low < high)) {
        throw new IllegalArgumentException(column + ": " + low + ".." + high + " is no range");
      }
    }

    @Override
    public String text() {
      if (Double.isInfinite(low)) {
        return Double.isInfinite(high) ? column + " is there" : column + " < " + number(high);
      }
      return Double.isInfinite(high)
          ? column + " >= " + number(low)
          : number(low) + " <= " + column + " < " + number(high);
    }
  }

  /// The column holds exactly this number.
  record Equal(String column, double value) implements Condition {
    @Override
    public String text() {
      return column + " = " + number(value);
    }
  }

  /// The cell is empty.
  record Missing(String column) implements Condition {
    @Override
    public String text() {
      return column + " is missing";
    }
  }

  /// Without an exponent and without trailing zeros.
  static String number(double value) {
    return value == 0
        ? "0"
        : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
