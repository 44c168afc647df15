package dev.clew.skills.promptoptimization.search;

import dev.clew.models.Call;
import dev.clew.models.Reply;
import dev.clew.models.TokenUsage;
import dev.clew.models.context.Tokens;
import dev.clew.models.guard.Prices;
import java.util.Locale;
import java.util.OptionalDouble;

/// What a search may spend, and what it spent. Answers that were kept from before count like
/// others: the budget is that of the whole search, however often it was broken off.
public final class Purse {
  private final long mostCalls;
  private final double mostUsd;
  private final Prices prices;
  private long calls;
  private long kept;
  private long inputTokens;
  private long outputTokens;
  private double usd;
  private boolean priced = true;

  /// @param mostUsd not held to where a model has no price
  public Purse(long mostCalls, double mostUsd, Prices prices) {
    if (mostCalls < 0 || !(mostUsd >= 0)) {
      throw new IllegalArgumentException("a purse of " + mostCalls + " and " + mostUsd);
    }
    this.mostCalls = mostCalls;
    this.mostUsd = mostUsd;
    this.prices = prices;
  }

  /// Whether a call can be paid, however long its answer.
  ///
  /// @param reservedCalls that must be left after it
  /// @param reservedUsd likewise
  /// @throws Halt where it can not
  void mayAsk(Call call, String model, long reservedCalls, double reservedUsd) {
    if (calls + 1 + reservedCalls > mostCalls) {
      throw new Halt(Halt.Reason.CALLS, "the budget of calls is used up");
    }
    if (prices.usd(model, TokenUsage.of(1, 1)).isEmpty()) {
      return;
    }
    var most = prices.usd(model, TokenUsage.of(Tokens.of(call), call.maxOutputTokens()));
    if (usd + reservedUsd + most.orElse(0) > mostUsd) {
      throw new Halt(
          Halt.Reason.MONEY, "what is left of the budget in money may not pay the next call");
    }
  }

  void pay(Call call, Reply reply, String model, boolean wasKept) {
    calls++;
    kept += wasKept ? 1 : 0;
    var usage =
        reply.usage().known()
            ? reply.usage()
            : TokenUsage.of(Tokens.of(call), Tokens.of(reply.text()));
    inputTokens += usage.input();
    outputTokens += usage.output();
    var cost = prices.usd(model, usage);
    usd += cost.orElse(0);
    priced &= cost.isPresent();
  }

  long callsLeft() {
    return mostCalls - calls;
  }

  public long mostCalls() {
    return mostCalls;
  }

  public double mostUsd() {
    return mostUsd;
  }

  /// Calls that were answered.
  public long calls() {
    return calls;
  }

  /// Of these, answered before and kept.
  public long kept() {
    return kept;
  }

  public long inputTokens() {
    return inputTokens;
  }

  public long outputTokens() {
    return outputTokens;
  }

  /// US dollars; empty where a model has no price.
  public OptionalDouble usd() {
    return priced ? OptionalDouble.of(usd) : OptionalDouble.empty();
  }

  /// Mean cost of a call so far, 0 where nothing is known.
  double meanUsd() {
    return calls == 0 ? 0 : usd / calls;
  }

  /// `at most 200 calls and $1.00`.
  public String words() {
    return String.format(Locale.ROOT, "at most %d calls and $%.2f", mostCalls, mostUsd);
  }
}
