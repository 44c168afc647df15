package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.traces.spans.Outcome;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// How a run ended, from a field that says so.
///
/// A number is a reward: within [0, 1] anything short of 1 is a failure, elsewhere what is not
/// above 0. Words are taken for what they say; other words say nothing.
final class Outcomes {
  private Outcomes() {}

  static Optional<Outcome> of(String field, JsonNode value) {
    if (value.isBoolean()) {
      return Optional.of(new Outcome(!value.booleanValue(), OptionalDouble.empty(), field));
    }
    if (value.isNumber()) {
      double reward = value.doubleValue();
      if (!Double.isFinite(reward)) {
        return Optional.empty();
      }
      boolean isShare = reward >= 0 && reward <= 1;
      boolean failed = isShare ? reward < 1 : reward <= 0;
      return Optional.of(new Outcome(failed, OptionalDouble.of(reward), field));
    }
    return switch (value.asText("").strip().toLowerCase(Locale.ROOT)) {
      case "true",
          "yes",
          "success",
          "succeeded",
          "pass",
          "passed",
          "correct",
          "resolved",
          "solved",
          "ok" ->
          Optional.of(new Outcome(false, OptionalDouble.empty(), field));
      case "false",
          "no",
          "failure",
          "failed",
          "fail",
          "error",
          "incorrect",
          "unresolved",
          "unsolved",
          "wrong" ->
          Optional.of(new Outcome(true, OptionalDouble.empty(), field));
      default -> Optional.empty();
    };
  }
}
