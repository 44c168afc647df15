package dev.clew.models.prices;

import java.time.LocalDate;
import java.util.Optional;

/// What a model's tokens cost from a day on.
///
/// @param model the table's name for it
/// @param from first day (UTC) of this price; [LocalDate#MIN] since the model's release
/// @param usual the rates
/// @param large the rates of a whole call whose prompt holds more than [#above] tokens
/// @param above in tokens; without meaning where there are no other rates
public record Price(String model, LocalDate from, Rates usual, Optional<Rates> large, long above) {

  /// US dollars per million tokens.
  ///
  /// @param cached for input read from a cache
  /// @param cacheWrite for input written to a cache
  public record Rates(double input, double cached, double cacheWrite, double output) {
    public Rates {
      if (!(input >= 0 && cached >= 0 && cacheWrite >= 0 && output >= 0)) {
        throw new IllegalArgumentException(
            "rates %s, %s, %s, %s are not all at least 0"
                .formatted(input, cached, cacheWrite, output));
      }
    }
  }

  /// Rates of a call with such a prompt.
  public Rates rates(long promptTokens) {
    return promptTokens > above ? large.orElse(usual) : usual;
  }

  /// What a call's prompt and completion cost, in US dollars. Cached and cache-writing tokens lie
  /// inside the prompt, reasoning tokens inside the completion: each is billed once.
  ///
  /// @param cached of the prompt, read from a cache; at most the prompt counts
  /// @param written of the rest of the prompt, written to a cache; at most the rest counts
  public double cost(long prompt, long cached, long written, long completion) {
    var rates = rates(prompt);
    long read = Math.min(prompt, cached);
    long kept = Math.min(prompt - read, written);
    double millionths =
        (prompt - read - kept) * rates.input()
            + read * rates.cached()
            + kept * rates.cacheWrite()
            + completion * rates.output();
    return millionths / 1e6;
  }
}
