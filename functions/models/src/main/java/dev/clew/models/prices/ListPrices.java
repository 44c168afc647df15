package dev.clew.models.prices;

import dev.clew.models.TokenUsage;
import dev.clew.models.guard.Prices;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalDouble;

/// What calls cost at the list prices of the day they are made. Input is billed as not cached, so
/// that a budget is not overspent.
///
/// @param clock says the day
public record ListPrices(PriceTable table, Clock clock) implements Prices {

  @Override
  public OptionalDouble usd(String model, TokenUsage usage) {
    var price = table.price(model, Optional.of(clock.instant()));
    return price.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(price.get().cost(usage.input(), 0, 0, usage.output()));
  }
}
