package dev.clew.models.guard;

import dev.clew.models.LanguageModel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// The language models of a deployment, or why there are none.
public final class Models {
  private final Optional<LanguageModel> model;
  private final String off;
  private final Guarded.Settings settings;

  private Models(Optional<LanguageModel> model, String off, Guarded.Settings settings) {
    this.model = model;
    this.off = off;
    this.settings = settings;
  }

  /// None.
  ///
  /// @param why for the reader, such as `CLEW_MODEL is off`
  public static Models off(String why) {
    return new Models(
        Optional.empty(), why, settings(true, Prices.UNKNOWN, Sending.SILENT, () -> Duration.ZERO));
  }

  /// These.
  ///
  /// @param settings how calls are made; its allowance is the most one question may spend
  public static Models of(LanguageModel model, Guarded.Settings settings) {
    return new Models(Optional.of(model), "", settings);
  }

  /// The usual way to make calls: the usual allowance, real randomness and real waiting.
  public static Guarded.Settings settings(
      boolean redacts, Prices prices, Sending sending, Supplier<Duration> timeLeft) {
    return new Guarded.Settings(
        Allowance.USUAL,
        redacts,
        prices,
        sending,
        timeLeft,
        most -> ThreadLocalRandom.current().nextLong(most + 1),
        time -> LockSupport.parkNanos(time.toNanos()),
        System::nanoTime);
  }

  /// What one question may spend.
  public Allowance allowance() {
    return settings.allowance();
  }

  /// The same with no more money than this for a question, where this is a limit.
  public Models within(OptionalDouble usd) {
    return new Models(model, off, settings.within(settings.allowance().within(usd)));
  }

  /// Why there are none; empty where there are.
  public String off() {
    return off;
  }

  /// The model for (the rest of) a question.
  ///
  /// @param left what the question may still spend
  public Optional<Guarded> within(Allowance left) {
    return model.map(one -> new Guarded(one, settings.within(left)));
  }
}
