package dev.clew.skills.exploration;

import dev.clew.skills.predictors.Condition;

/// A value that a filter compares with.
public sealed interface Literal {

  /// As it is written in a filter: texts in single quotes, a quote in them twice.
  String text();

  /// A finite number.
  record Num(double value) implements Literal {
    public Num {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a filter's number must be finite, got " + value);
      }
    }

    @Override
    public String text() {
      return Condition.number(value);
    }
  }

  /// A text, or an instant as text where the field holds instants.
  record Word(String value) implements Literal {
    @Override
    public String text() {
      return "'" + value.replace("'", "''") + "'";
    }
  }

  /// Yes or no.
  record Flag(boolean value) implements Literal {
    @Override
    public String text() {
      return Boolean.toString(value);
    }
  }
}
