package dev.clew.investigation.expressions;

import dev.clew.evidence.Unit;

/// What an expression comes to.
public sealed interface Value {

  /// @param unit of a fact, or what became of it
  /// @param literal whether it was written down rather than measured: it takes any unit
  record Amount(double value, Unit unit, boolean literal) implements Value {}

  record Text(String value) implements Value {}

  record Flag(boolean value) implements Value {}

  /// It can not be told, such as what rests on a fact that is not there.
  ///
  /// @param why in words
  record Unknown(String why) implements Value {}
}
