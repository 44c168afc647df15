package dev.clew.investigation.budget;

import dev.clew.evidence.Tenant;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Counters in memory, for one process. Thread-safe.
public final class MemoryCounters implements Counters {
  private final Map<Account, Amounts> sums = new HashMap<>();

  private record Account(Tenant tenant, String name) {}

  @Override
  public synchronized Optional<Cost> add(
      Tenant tenant, String account, Amounts amounts, Limits limits, Instant expiresAt) {
    var sum = read(tenant, account);
    for (var amount : amounts.of().entrySet()) {
      var limit = limits.get(amount.getKey());
      long before = sum.get(amount.getKey());
      boolean fits =
          limit.isEmpty()
              || (amount.getValue() == 0
                  ? before < limit.getAsLong()
                  : before <= limit.getAsLong() - amount.getValue());
      if (!fits) {
        return Optional.of(amount.getKey());
      }
    }
    sums.put(new Account(tenant, account), sum.plus(amounts));
    return Optional.empty();
  }

  @Override
  public synchronized void correct(
      Tenant tenant, String account, Amounts amounts, Instant expiresAt) {
    sums.merge(new Account(tenant, account), amounts, Amounts::plus);
  }

  @Override
  public synchronized Amounts read(Tenant tenant, String account) {
    return sums.getOrDefault(new Account(tenant, account), Amounts.NONE);
  }
}
