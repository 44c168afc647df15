package dev.clew.skills.tokencost;

import dev.clew.statistics.ExactSum;
import java.util.OptionalDouble;

/// Tokens and money of some calls, added up. Mutable while adding; sums of money do not depend on
/// the order.
final class Spend {
  private final ExactSum stated = new ExactSum();
  private final ExactSum computed = new ExactSum();
  private final ExactSum known = new ExactSum();
  long calls;
  long tokens;
  long prompt;
  long completion;
  long cached;
  long cacheWritten;
  long reasoning;
  long unallocated;
  long statedCalls;
  long pricedCalls;
  long pricedTokens;
  long knownCalls;
  long knownTokens;

  static Spend of(Iterable<Call> calls) {
    var spend = new Spend();
    calls.forEach(spend::add);
    return spend;
  }

  void add(Call call) {
    var counts = call.span().tokens();
    calls++;
    tokens += call.tokens();
    prompt += call.prompt();
    completion += call.completion();
    cached += counts.cacheRead().orElse(0);
    cacheWritten += counts.cacheWrite().orElse(0);
    reasoning += counts.reasoning().orElse(0);
    unallocated += call.unallocated();
    pricedTokens += call.priced();
    call.stated()
        .ifPresent(cost -> {
          stated.add(cost);
          statedCalls++;
        });
    call.computed()
        .ifPresent(cost -> {
          computed.add(cost);
          pricedCalls++;
        });
    call.known()
        .ifPresent(cost -> {
          known.add(cost);
          knownCalls++;
          knownTokens += call.stated().isPresent() ? call.tokens() : call.priced();
        });
  }

  /// US dollars as the source states them; empty where it states none.
  OptionalDouble stated() {
    return statedCalls == 0 ? OptionalDouble.empty() : OptionalDouble.of(stated.value());
  }

  /// US dollars by the price table; empty where no call has a price.
  OptionalDouble computed() {
    return pricedCalls == 0 ? OptionalDouble.empty() : OptionalDouble.of(computed.value());
  }

  /// Stated where stated, else computed; empty where no call has either.
  OptionalDouble known() {
    return knownCalls == 0 ? OptionalDouble.empty() : OptionalDouble.of(known.value());
  }

  /// `part / whole`, 0 of nothing.
  static double share(long part, long whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }

  /// `part / whole`, 0 of nothing.
  static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
