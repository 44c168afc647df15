package dev.clew.models.guard;

import java.time.Duration;
import java.util.OptionalDouble;

/// What one question may spend on models.
///
/// @param calls requests, retries included
/// @param tokens input and output together
/// @param usd money, where a limit is set; a model without a price is not held to it, which the
///   answer says
/// @param time for all calls together, waits between them included
public record Allowance(long calls, long tokens, OptionalDouble usd, Duration time) {
  /// Twice what one call may take: a server that hangs is tried again once.
  public static final Duration USUAL_TIME = Duration.ofMinutes(3);

  /// Enough for a question that several skills answer; a hundredth of what a runaway loop costs.
  public static final Allowance USUAL = new Allowance(40, 200_000, OptionalDouble.of(1));

  public Allowance {
    if (calls < 0
        || tokens < 0
        || time.isNegative()
        || (usd.isPresent() && !(usd.getAsDouble() >= 0))) {
      throw new IllegalArgumentException(
          "an allowance of " + calls + ", " + tokens + ", " + usd + ", " + time);
    }
  }

  /// With the usual time.
  public Allowance(long calls, long tokens, OptionalDouble usd) {
    this(calls, tokens, usd, USUAL_TIME);
  }

  /// The same with no more money than this, where this is a limit.
  public Allowance within(OptionalDouble most) {
    return most.isEmpty() || usd.orElse(Double.MAX_VALUE) <= most.getAsDouble()
        ? this
        : new Allowance(calls, tokens, most, time);
  }

  /// What is left of it.
  public Allowance less(ModelUse use) {
    return new Allowance(
        Math.max(0, calls - use.calls()),
        Math.max(0, tokens - use.inputTokens() - use.outputTokens()),
        usd.isPresent()
            ? OptionalDouble.of(Math.max(0, usd.getAsDouble() - use.usd().orElse(0)))
            : usd,
        time.compareTo(use.time()) > 0 ? time.minus(use.time()) : Duration.ZERO);
  }
}
