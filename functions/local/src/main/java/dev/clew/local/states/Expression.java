package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/// A value that is computed from a state's data: a path, or a call of an intrinsic function.
sealed interface Expression permits Path, Call, Literal {

  /// @throws TaskFailure `States.Runtime` where a path leads nowhere, `States.IntrinsicFailure`
  ///   where a function can not be computed
  JsonNode value(Scope scope) throws TaskFailure;

  /// @throws IllegalArgumentException what is wrong with it
  static Expression parse(String text) {
    return text.startsWith("$") ? Path.parse(text) : Call.parse(text);
  }
}
