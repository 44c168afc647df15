package dev.clew.models.settings;

import dev.clew.evidence.ClewException;
import dev.clew.models.LanguageModel;
import dev.clew.models.guard.Guarded;
import dev.clew.models.guard.Models;
import dev.clew.models.guard.Prices;
import dev.clew.models.guard.Sending;
import dev.clew.models.openai.OpenAiModel;
import dev.clew.models.prices.ListPrices;
import dev.clew.models.prices.PriceTable;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the one client of a process as settings say, when it is first needed. The client's classes
/// are loaded only where there is a model.
public final class ModelClients implements AutoCloseable {
  private final Supplier<ModelSettings> settings;
  private final Clock clock;
  private @Nullable OpenAiModel model;
  private @Nullable ListPrices prices;

  /// @param settings asked for when a model is first needed, and again after it failed; complete
  ///   with the key
  public ModelClients(Supplier<ModelSettings> settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// Models of a client of their own.
  ///
  /// @param sending told before each request leaves
  /// @param timeLeft what a call may take
  public static Models of(
      ModelSettings settings, Sending sending, Supplier<Duration> timeLeft, Clock clock) {
    return new ModelClients(() -> settings, clock).models(sending, timeLeft);
  }

  /// The models, for calls that must be done in a time. Where the settings can not be had (a key
  /// that can not be fetched), there are none, and they say why.
  ///
  /// @param sending told before each request leaves
  /// @param timeLeft what a call may take
  public Models models(Sending sending, Supplier<Duration> timeLeft) {
    return models(sending, timeLeft, (one, _) -> one);
  }

  /// As the other one, with something around each request.
  ///
  /// @param around makes a model of the client and the prices: one that counts, or watches
  public synchronized Models models(
      Sending sending,
      Supplier<Duration> timeLeft,
      BiFunction<LanguageModel, Prices, LanguageModel> around) {
    ModelSettings had;
    try {
      had = settings.get();
    } catch (ClewException e) {
      return Models.off(e.problem().what());
    }
    if (had.endpoint().isEmpty()) {
      return Models.off("no language model is configured");
    }
    var longest = had.longestCall();
    Supplier<Duration> left =
        () -> {
          var time = timeLeft.get();
          return time.compareTo(longest) < 0 ? time : longest;
        };
    var one = model;
    if (one == null) {
      one = new OpenAiModel(had.endpoint().get(), left, clock);
      model = one;
    }
    var known = prices;
    if (known == null) {
      known = new ListPrices(PriceTable.bundled(), clock);
      prices = known;
    }
    Guarded.Settings usual = Models.settings(had.redacts(), known, sending, left);
    return Models.of(around.apply(one.within(left), known), usual.within(had.allowance()));
  }

  @Override
  public synchronized void close() {
    if (model != null) {
      model.close();
      model = null;
    }
  }
}
