package dev.clew.models.guard;

import dev.clew.models.TokenUsage;
import java.util.OptionalDouble;

/// What calls cost.
public interface Prices {
  /// Nothing is known of any model.
  Prices UNKNOWN = (_, _) -> OptionalDouble.empty();

  /// US dollars; empty for a model without a price, which is not a price of 0.
  OptionalDouble usd(String model, TokenUsage usage);
}
