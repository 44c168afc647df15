package dev.clew.skills.tokencost;

import dev.clew.traces.spans.Tokens;
import java.time.LocalDate;
import java.util.Optional;

/// What a model's tokens cost from a day on.
///
/// @param model the table's name for it
/// @param from first day (UTC) of this price; [LocalDate#MIN] since the model's release
/// @param usual the rates
/// @param large the rates of a whole call whose prompt holds more than [#above] tokens
/// @param above in tokens; without meaning where there are no other rates
record Price(String model, LocalDate from, Rates usual, Optional<Rates> large, long above) {

  /// US dollars per million tokens.
  ///
  /// @param cached for input read from a cache
  /// @param cacheWrite for input written to a cache
  record Rates(double input, double cached, double cacheWrite, double output) {
    Rates {
      if (!(input >= 0 && cached >= 0 && cacheWrite >= 0 && output >= 0)) {
        throw new IllegalArgumentException(
            "rates %s, %s, %s, %s are not all at least 0"
                .formatted(input, cached, cacheWrite, output));
      }
    }
  }

  /// Rates of a call with such a prompt.
  Rates rates(long promptTokens) {
    return promptTokens > above ? large.orElse(usual) : usual;
  }

  /// What a call's prompt and completion cost, in US dollars. Tokens that are in the total but in
  /// neither are not in it. Cached and cache-writing tokens lie inside the prompt, reasoning tokens
  /// inside the completion: each is billed once.
  double cost(Tokens tokens) {
    long prompt = tokens.prompt().orElse(0);
    var rates = rates(prompt);
    long cached = Math.min(prompt, tokens.cacheRead().orElse(0));
    long written = Math.min(prompt - cached, tokens.cacheWrite().orElse(0));
    double millionths =
        (prompt - cached - written) * rates.input()
            + cached * rates.cached()
            + written * rates.cacheWrite()
            + tokens.completion().orElse(0) * rates.output();
    return millionths / 1e6;
  }
}
