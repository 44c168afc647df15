package dev.clew.models.guard;

import java.util.OptionalDouble;

/// What one question may spend on models.
///
/// @param calls requests, retries included
/// @param tokens input and output together
/// @param usd money, where a limit is set; a model without a price is not held to it
public record Allowance(long calls, long tokens, OptionalDouble usd) {
  /// Enough for a question that several skills answer; a hundredth of what a runaway loop costs.
  public static final Allowance USUAL = new Allowance(40, 200_000, OptionalDouble.of(1));

  public Allowance {
    if (calls < 0 || tokens < 0 || (usd.isPresent() && !(usd.getAsDouble() >= 0))) {
      throw new IllegalArgumentException("an allowance of " + calls + ", " + tokens + ", " + usd);
    }
  }

  /// What is left of it.
  public Allowance less(ModelUse use) {
    return new Allowance(
        Math.max(0, calls - use.calls()),
        Math.max(0, tokens - use.inputTokens() - use.outputTokens()),
        usd.isPresent()
            ? OptionalDouble.of(Math.max(0, usd.getAsDouble() - use.usd().orElse(0)))
            : usd);
  }
}
