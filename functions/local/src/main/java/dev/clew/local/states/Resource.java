package dev.clew.local.states;

import java.util.regex.Pattern;

/// What a Task state calls.
sealed interface Resource {
  Pattern FUNCTION =
      Pattern.compile(
          "arn:[a-z-]+:lambda:[a-z0-9-]*:[0-9]*:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?");

  /// A function by its ARN: the state's input is its payload.
  record Function(String arn) implements Resource {}

  /// `lambda:invoke`: function and payload stand in the parameters.
  record Invoke() implements Resource {}

  /// `states:startExecution.sync:2`: another machine, waited for.
  record StartExecution() implements Resource {}

  /// @throws IllegalArgumentException for an integration that is not known
  static Resource parse(String text) {
    if (FUNCTION.matcher(text).matches()) {
      return new Function(text);
    }
    return switch (text.replaceFirst("^arn:aws[a-z-]*:", "")) {
      case "states:::lambda:invoke" -> new Invoke();
      case "states:::states:startExecution.sync:2" -> new StartExecution();
      default -> throw new IllegalArgumentException("the integration '" + text + "' is not known");
    };
  }
}
