package dev.clew.investigation.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What every implementation of [Counters] must do.
public abstract class CountersContract {
  private static final Tenant ACME = new Tenant("acme");
  private static final Tenant OTHER = new Tenant("other");
  private static final Instant LATER = Instant.parse("2026-12-20T10:00:00Z");
  private static final Limits TEN = Limits.parse("tokens=10,calls=2", "test");

  /// Counters on which nothing was counted yet.
  protected abstract Counters empty();

  private static Optional<Cost> add(Counters counters, Cost cost, long amount) {
    return counters.add(ACME, "i1", Amounts.NONE.with(cost, amount), TEN, LATER);
  }

  @Test
  void whatFitsIsCountedAndWhatPassesTheLimitIsNot() {
    var counters = empty();
    assertEquals(Optional.empty(), add(counters, Cost.TOKENS, 4));
    assertEquals(Optional.empty(), add(counters, Cost.TOKENS, 6));
    assertEquals(Optional.of(Cost.TOKENS), add(counters, Cost.TOKENS, 1));
    assertEquals(10, counters.read(ACME, "i1").get(Cost.TOKENS));
  }

  @Test
  void aFirstAmountOverTheLimitIsRefused() {
    var counters = empty();
    assertEquals(Optional.of(Cost.TOKENS), add(counters, Cost.TOKENS, 11));
    assertEquals(0, counters.read(ACME, "i1").get(Cost.TOKENS));
  }

  @Test
  void severalCostsAreCountedTogetherOrNotAtAll() {
    var counters = empty();
    var both = Amounts.NONE.with(Cost.TOKENS, 1).with(Cost.CALLS, 2);
    assertEquals(Optional.empty(), counters.add(ACME, "i1", both, TEN, LATER));
    assertEquals(Optional.of(Cost.CALLS), counters.add(ACME, "i1", both, TEN, LATER));
    assertEquals(1, counters.read(ACME, "i1").get(Cost.TOKENS));
  }

  @Test
  void whatIsNotYetKnownNeedsRoomBelowTheLimit() {
    var counters = empty();
    assertEquals(Optional.empty(), add(counters, Cost.TOKENS, 0));
    assertEquals(Optional.empty(), add(counters, Cost.TOKENS, 9));
    assertEquals(Optional.empty(), add(counters, Cost.TOKENS, 0));
    assertEquals(Optional.empty(), add(counters, Cost.TOKENS, 1));
    assertEquals(Optional.of(Cost.TOKENS), add(counters, Cost.TOKENS, 0));
    var none = Limits.parse("bytes=0", "test");
    assertEquals(
        Optional.of(Cost.BYTES),
        counters.add(ACME, "i1", Amounts.yetUnknown(Cost.BYTES), none, LATER));
  }

  @Test
  void whatHasNoLimitIsOnlyCounted() {
    var counters = empty();
    assertEquals(Optional.empty(), add(counters, Cost.BYTES, 1_000_000_000_000L));
    assertEquals(1_000_000_000_000L, counters.read(ACME, "i1").get(Cost.BYTES));
  }

  @Test
  void correctionsGoBothWays() {
    var counters = empty();
    add(counters, Cost.TOKENS, 8);
    counters.correct(ACME, "i1", Amounts.NONE.with(Cost.TOKENS, -5).with(Cost.BYTES, 7), LATER);
    assertEquals(3, counters.read(ACME, "i1").get(Cost.TOKENS));
    assertEquals(7, counters.read(ACME, "i1").get(Cost.BYTES));
    assertEquals(Optional.empty(), add(counters, Cost.TOKENS, 7));
  }

  @Test
  void tenantsAndAccountsAreApart() {
    var counters = empty();
    add(counters, Cost.TOKENS, 10);
    var one = Amounts.NONE.with(Cost.TOKENS, 1);
    assertEquals(Optional.empty(), counters.add(OTHER, "i1", one, TEN, LATER));
    assertEquals(Optional.empty(), counters.add(ACME, "i2", one, TEN, LATER));
    assertEquals(1, counters.read(OTHER, "i1").get(Cost.TOKENS));
  }

  /// 64 threads that each try to take 1 of 10 tokens 4 times: 10 of the 256 come through.
  @Test
  void ofManyAtOnceAsManyComeThroughAsTheLimitSays() throws Exception {
    var counters = empty();
    var through = new AtomicLong();
    try (var threads = Executors.newFixedThreadPool(64)) {
      var all = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 64; i++) {
        all.add(() -> {
          for (int j = 0; j < 4; j++) {
            through.addAndGet(add(counters, Cost.TOKENS, 1).isEmpty() ? 1 : 0);
          }
          return true;
        });
      }
      for (var one : threads.invokeAll(all)) {
        assertTrue(one.get());
      }
    }
    assertEquals(10, through.get());
    assertEquals(10, counters.read(ACME, "i1").get(Cost.TOKENS));
  }
}
