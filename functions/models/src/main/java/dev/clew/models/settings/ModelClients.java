package dev.clew.models.settings;

import dev.clew.models.guard.Guarded;
import dev.clew.models.guard.Models;
import dev.clew.models.guard.Sending;
import dev.clew.models.openai.OpenAiModel;
import dev.clew.models.prices.ListPrices;
import dev.clew.models.prices.PriceTable;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/// Makes clients as settings say. The client's classes are loaded only where there is a model.
public final class ModelClients {
  private ModelClients() {}

  /// @param sending told before each request leaves
  /// @param timeLeft what a call may take
  public static Models of(
      ModelSettings settings, Sending sending, Supplier<Duration> timeLeft, Clock clock) {
    if (settings.endpoint().isEmpty()) {
      return Models.off("no language model is configured");
    }
    Guarded.Settings usual =
        Models.settings(
            settings.redacts(), new ListPrices(PriceTable.bundled(), clock), sending, timeLeft);
    return Models.of(
        new OpenAiModel(settings.endpoint().get(), timeLeft, clock),
        usual.within(settings.allowance()));
  }
}
