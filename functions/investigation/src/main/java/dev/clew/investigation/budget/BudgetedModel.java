package dev.clew.investigation.budget;

import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.ModelException;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.TokenUsage;
import dev.clew.models.context.Tokens;
import dev.clew.models.guard.Prices;
import java.util.function.LongSupplier;

/// A model whose calls are paid from a budget that other functions spend too.
public final class BudgetedModel implements LanguageModel {
  private static final long NANOS = 1_000_000;

  private final LanguageModel model;
  private final Budget budget;
  private final Prices prices;
  private final LongSupplier nanoTime;

  public BudgetedModel(LanguageModel model, Budget budget, Prices prices, LongSupplier nanoTime) {
    this.model = model;
    this.budget = budget;
    this.prices = prices;
    this.nanoTime = nanoTime;
  }

  @Override
  public Reply complete(Call call) {
    long input = Tokens.of(call);
    var name = model.name(call.tier());
    var most = cost(name, TokenUsage.of(input, call.maxOutputTokens())).with(Cost.MILLIS, 0);
    switch (budget.reserve(most)) {
      case Budget.Asked.Spent spent ->
          throw new ModelException(ModelException.Kind.SPENT, spent.problem().what());
      case Budget.Asked.Reserved reserved -> {
        var started = nanoTime.getAsLong();
        // What a server counted that did not answer is not known: its input at least.
        var used = TokenUsage.of(input, 0);
        try {
          var reply = model.complete(call);
          used = reply.usage().known() ? reply.usage() : written(input, reply);
          name = reply.model();
          return reply;
        } finally {
          budget.settle(
              reserved,
              cost(name, used).with(Cost.MILLIS, (nanoTime.getAsLong() - started) / NANOS));
        }
      }
    }
  }

  private static TokenUsage written(long input, Reply reply) {
    long output = Tokens.of(reply.text());
    for (var call : reply.calls()) {
      output += Tokens.of(call.arguments());
    }
    return TokenUsage.of(input, output);
  }

  private Amounts cost(String name, TokenUsage usage) {
    var amounts = Amounts.NONE.with(Cost.TOKENS, usage.input() + usage.output());
    var usd = prices.usd(name, usage);
    return usd.isPresent()
        ? amounts.with(Cost.MICRO_USD, (long) Math.ceil(usd.getAsDouble() * 1e6))
        : amounts;
  }

  @Override
  public String host() {
    return model.host();
  }

  @Override
  public String name(Tier tier) {
    return model.name(tier);
  }
}
