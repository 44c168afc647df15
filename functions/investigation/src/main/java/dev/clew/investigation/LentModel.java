package dev.clew.investigation;

import dev.clew.models.LanguageModel;
import dev.clew.models.guard.Allowance;
import dev.clew.models.guard.Guarded;
import dev.clew.models.guard.ModelUse;
import dev.clew.models.guard.Models;
import dev.clew.skills.ParameterSchema;
import dev.clew.skills.Parameters;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The model that one step's skill may ask, made when it first does. Not thread-safe.
final class LentModel {
  /// Requests that a call may take, tries again included.
  private static final long REQUESTS_A_CALL = 2;

  private static final long TOKENS_A_CALL = 20_000;

  private final Models models;
  private final Allowance allowance;
  private @Nullable Guarded lent;

  LentModel(Models models, Allowance allowance) {
    this.models = models;
    this.allowance = allowance;
  }

  /// What a step's skill may spend: of a question's allowance, unless the user said how many calls
  /// and how much money this very run may take.
  static Allowance allowance(Allowance usual, Parameters parameters) {
    if (!parameters.has(ParameterSchema.MODEL_CALLS)
        || !parameters.has(ParameterSchema.MODEL_USD)) {
      return usual;
    }
    long calls = parameters.whole(ParameterSchema.MODEL_CALLS);
    return new Allowance(
        calls * REQUESTS_A_CALL,
        calls * TOKENS_A_CALL,
        OptionalDouble.of(parameters.number(ParameterSchema.MODEL_USD)),
        Duration.ofDays(1));
  }

  Optional<LanguageModel> model() {
    if (lent == null) {
      lent = models.within(allowance).orElse(null);
    }
    return Optional.ofNullable(lent);
  }

  /// What it was asked, and what that cost.
  ModelUse use() {
    return lent == null ? ModelUse.NONE : lent.use();
  }

  /// What is left of a question's allowance after it, where it was paid from that.
  Allowance left(Allowance usual) {
    return allowance.equals(usual) ? usual.less(use()) : usual;
  }
}
