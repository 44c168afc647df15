package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// A call of an intrinsic function: `States.Format('{}-{}', $.id, States.UUID())`.
record Call(Intrinsic function, List<Expression> arguments) implements Expression {

  /// @throws IllegalArgumentException what is wrong with it
  static Call parse(String text) {
    return new CallParser(text).whole();
  }

  @Override
  public JsonNode value(Scope scope) throws TaskFailure {
    var values = new ArrayList<JsonNode>();
    for (var argument : arguments) {
      values.add(argument.value(scope));
    }
    try {
      return function.of(values, scope.random());
    } catch (IllegalArgumentException e) {
      throw new TaskFailure(ErrorNames.INTRINSIC, function.spelling() + ": " + e.getMessage());
    }
  }
}
