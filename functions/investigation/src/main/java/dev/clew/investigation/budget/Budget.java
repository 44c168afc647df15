package dev.clew.investigation.budget;

import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// What one investigation may still spend: its own limits, and those of its tenant's day (UTC),
/// whichever function spends it.
///
/// Before a call the most that it can cost is reserved, and after it what it did cost is put in its
/// place. So a limit is never passed by what was known before, and by no more than the calls in
/// flight where only the end tells.
public final class Budget {
  /// An investigation is over long before.
  private static final Duration KEPT = Duration.ofDays(31);

  private final Counters counters;
  private final Limits perInvestigation;
  private final Limits perDay;
  private final Tenant tenant;
  private final String investigationId;
  private final Clock clock;

  public Budget(
      Counters counters,
      Limits perInvestigation,
      Limits perDay,
      Tenant tenant,
      String investigationId,
      Clock clock) {
    this.counters = counters;
    this.perInvestigation = perInvestigation;
    this.perDay = perDay;
    this.tenant = tenant;
    this.investigationId = investigationId;
    this.clock = clock;
  }

  /// What came of asking.
  public sealed interface Asked {
    /// It is set aside: settle it after the call, however that ended.
    record Reserved(Amounts amounts, String day, Instant expiresAt) implements Asked {}

    /// It is not there.
    ///
    /// @param ofDay whether it is the tenant's day that is spent; else the investigation
    record Spent(Cost cost, boolean ofDay) implements Asked {
      /// For the one who asked.
      public Problem problem() {
        return new Problem(
            Problem.Kind.LIMIT,
            "the budget of " + cost.said() + (ofDay ? " for today" : "") + " is spent",
            "",
            ofDay
                ? "Go on tomorrow, or have the limit for a day raised (CLEW_BUDGET_DAY)"
                : "Ask for less at a time, or have the limit raised (CLEW_BUDGET)");
      }
    }
  }

  /// Sets aside the most that a call can cost; 0 for what only its end can tell.
  public Asked reserve(Amounts atMost) {
    var now = clock.instant();
    var expiresAt = now.plus(KEPT);
    var day = "DAY#" + now.atZone(ZoneOffset.UTC).toLocalDate();
    var own = counters.add(tenant, account(), atMost, perInvestigation, expiresAt);
    if (own.isPresent()) {
      return new Asked.Spent(own.get(), false);
    }
    Optional<Cost> spent;
    try {
      spent = counters.add(tenant, day, atMost, perDay, expiresAt);
    } catch (RuntimeException e) {
      counters.correct(tenant, account(), Amounts.NONE.minus(atMost), expiresAt);
      throw e;
    }
    if (spent.isPresent()) {
      counters.correct(tenant, account(), Amounts.NONE.minus(atMost), expiresAt);
      return new Asked.Spent(spent.get(), true);
    }
    return new Asked.Reserved(atMost, day, expiresAt);
  }

  /// Puts what a call did cost in the place of what was set aside for it.
  public void settle(Asked.Reserved reserved, Amounts actual) {
    var difference = actual.minus(reserved.amounts());
    counters.correct(tenant, account(), difference, reserved.expiresAt());
    counters.correct(tenant, reserved.day(), difference, reserved.expiresAt());
  }

  /// What the investigation has spent or set aside so far.
  public Amounts spent() {
    return counters.read(tenant, account());
  }

  private String account() {
    return "INVESTIGATION#" + investigationId;
  }
}
