package dev.clew.investigation.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Tenant;
import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.TokenUsage;
import dev.clew.models.context.Tokens;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Tenant ACME = new Tenant("acme");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

  private static Budget budget(Counters counters, String id, String own, String day) {
    return new Budget(
        counters, Limits.parse(own, "own"), Limits.parse(day, "day"), ACME, id, CLOCK);
  }

  private static Amounts tokens(long amount) {
    return Amounts.NONE.with(Cost.TOKENS, amount);
  }

  @Test
  void whatWasSetAsideAndNotUsedCanBeSpent() {
    var budget = budget(new MemoryCounters(), "i1", "tokens=100", "tokens=1000");
    var first = assertInstanceOf(Budget.Asked.Reserved.class, budget.reserve(tokens(80)));
    assertInstanceOf(Budget.Asked.Spent.class, budget.reserve(tokens(30)));
    budget.settle(first, tokens(20));
    assertEquals(20, budget.spent().get(Cost.TOKENS));
    assertInstanceOf(Budget.Asked.Reserved.class, budget.reserve(tokens(80)));
  }

  @Test
  void theDayOfATenantIsSharedByItsInvestigations() {
    var counters = new MemoryCounters();
    var one = budget(counters, "i1", "tokens=100", "tokens=120");
    var other = budget(counters, "i2", "tokens=100", "tokens=120");
    one.reserve(tokens(90));
    assertEquals(new Budget.Asked.Spent(Cost.TOKENS, true), other.reserve(tokens(40)));
    assertEquals(0, other.spent().get(Cost.TOKENS), "what the day refused is given back");
    assertInstanceOf(Budget.Asked.Reserved.class, other.reserve(tokens(30)));
  }

  @Test
  void limitsAreReadAsSettingsWriteThem() {
    var limits = Limits.parse(" tokens=400000, usd=2.50,seconds=1.5,bytes=7 ", "CLEW_BUDGET");
    assertEquals(400_000, limits.get(Cost.TOKENS).getAsLong());
    assertEquals(2_500_000, limits.get(Cost.MICRO_USD).getAsLong());
    assertEquals(1_500, limits.get(Cost.MILLIS).getAsLong());
    assertTrue(limits.get(Cost.CALLS).isEmpty());
    assertEquals(Limits.NONE, Limits.parse("", "CLEW_BUDGET"));
    var name = assertThrows(ClewException.class, () -> Limits.parse("tokns=4", "CLEW_BUDGET"));
    assertEquals("CLEW_BUDGET", name.problem().where());
    assertEquals("did you mean 'tokens'?", name.problem().remedy());
    for (var bad : List.of("tokens", "tokens=", "tokens=-1", "usd=1e3", "tokens=x")) {
      assertThrows(ClewException.class, () -> Limits.parse(bad, "CLEW_BUDGET"), bad);
    }
  }

  /// Costs 3 tokens of output whatever it is asked, and counts what it was asked.
  private static final class Counting implements LanguageModel {
    final AtomicLong sent = new AtomicLong();

    @Override
    public Reply complete(Call call) {
      long input = Tokens.of(call);
      sent.addAndGet(input + 3);
      return new Reply("yes", List.of(), Reply.Finish.STOP, TokenUsage.of(input, 3), "m");
    }

    @Override
    public String host() {
      return "none";
    }

    @Override
    public String name(Tier tier) {
      return "m";
    }
  }

  private static Call call() {
    return new Call(
        "test",
        Tier.FAST,
        List.of(new Message.User("How is the weather today?")),
        List.of(),
        false,
        Optional.empty(),
        20);
  }

  /// The price is a micro-dollar a token, so that both limits say the same.
  private static LanguageModel paid(LanguageModel model, Budget budget) {
    return new BudgetedModel(
        model,
        budget,
        (_, usage) -> OptionalDouble.of((usage.input() + usage.output()) / 1e6),
        System::nanoTime);
  }

  @Test
  void sixtyFourThreadsNeverSpendMoreThanThereIs() throws Exception {
    var counters = new MemoryCounters();
    var model = new Counting();
    long most = Tokens.of(call()) + 20;
    long limit = 50 * most;
    var refused = new AtomicLong();
    try (var threads = Executors.newFixedThreadPool(64)) {
      var all = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 64; i++) {
        // Four investigations of one tenant: their own limits are wide, the day's is not.
        var paid = paid(model, budget(counters, "i" + i % 4, "tokens=1000000", "tokens=" + limit));
        all.add(() -> {
          for (int j = 0; j < 10; j++) {
            try {
              paid.complete(call());
            } catch (ModelException e) {
              assertEquals(ModelException.Kind.SPENT, e.kind());
              refused.incrementAndGet();
            }
          }
          return true;
        });
      }
      for (var one : threads.invokeAll(all)) {
        assertTrue(one.get());
      }
    }
    assertTrue(model.sent.get() <= limit, model.sent.get() + " of " + limit);
    assertTrue(refused.get() > 0, "640 calls do not fit");
    // Nothing is left reserved: what is counted is what was sent, and the next call that fits goes.
    long counted = 0;
    for (int i = 0; i < 4; i++) {
      counted += counters.read(ACME, "INVESTIGATION#i" + i).get(Cost.TOKENS);
    }
    assertEquals(model.sent.get(), counted);
    assertEquals(model.sent.get(), counters.read(ACME, "DAY#2026-11-20").get(Cost.TOKENS));
    assertEquals(model.sent.get(), counters.read(ACME, "DAY#2026-11-20").get(Cost.MICRO_USD));
  }

  @Test
  void aCallThatCanNotBePaidIsNotMade() {
    var model = new Counting();
    var spent =
        assertThrows(
            ModelException.class,
            () -> paid(model, budget(new MemoryCounters(), "i1", "usd=0", "")).complete(call()));
    assertEquals(ModelException.Kind.SPENT, spent.kind());
    assertEquals("the budget of money for language models is spent", spent.getMessage());
    assertEquals(0, model.sent.get());
  }
}
