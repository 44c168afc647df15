package dev.clew.skills.tokencost;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Statement;
import dev.clew.statistics.ExactSum;
import dev.clew.statistics.Quantile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// Prompts that grow from call to call, and what sending them again costs.
final class ContextGrowth {
  /// A fourth of all prompt tokens is worth changing how the history is kept.
  static final double NOTABLE = 0.25;

  /// From half on, the growth is the bill.
  static final double LARGE = 0.5;

  /// Cache use below this leaves most of what a cache could save.
  static final double LITTLE_CACHED = 0.2;

  /// Repeats rarer than this are chance or a retry.
  static final double MANY_REPEATS = 0.05;

  private static final int FEWEST_REPEATS = 3;
  private static final int FEWEST_AT_STEP = 3;
  private static final int SHOWN = 100;

  private final Account account;
  private final List<Loop> loops;

  private ContextGrowth(Account account) {
    this.account = account;
    loops = Loop.of(account.ledger().calls());
  }

  static void write(Account account) {
    if (account.all().prompt == 0) {
      return;
    }
    account
        .book()
        .computing(
            "calls of each agent in turn: prompts against the first, and against the call before",
            account.all().calls);
    var growth = new ContextGrowth(account);
    growth.growing();
    growth.caching();
    growth.repeating();
  }

  private void growing() {
    var book = account.book();
    var growing = loops.stream().filter(Loop::grows).toList();
    long excess = growing.stream().mapToLong(Loop::excess).sum();
    double share = Spend.share(excess, account.all().prompt);
    var all = book.fact("loops.total", loops.size(), LOOPS);
    var many = book.fact("loops.growing", growing.size(), LOOPS);
    var beyond = book.fact("loops.excess", excess, Unit.TOKENS);
    var beyondShare = book.fact("loops.excess.share", share, Unit.SHARE);
    book.looked(1);
    if (share < NOTABLE || growing.isEmpty()) {
      return;
    }
    var said =
        Statement.of(
            "In {} of {} the prompt grows from call to call. What the calls send beyond the size of"
                + " their first makes {}, {} of all prompt tokens.",
            many,
            all,
            beyond,
            beyondShare);
    var worst =
        growing.stream()
            .max(
                Comparator.comparingLong(Loop::excess)
                    .thenComparing(loop -> loop.calls().getFirst().span().traceId()))
            .orElseThrow();
    said =
        said.then(
            "The largest grows from {} to {} over {}.",
            book.fact("loops.largest.first", worst.calls().getFirst().prompt(), Unit.TOKENS),
            book.fact("loops.largest.last", worst.calls().getLast().prompt(), Unit.TOKENS),
            book.fact("loops.largest.calls", worst.calls().size(), Unit.CALLS));
    book.finding(
        "Prompts grow from call to call",
        share >= LARGE ? Severity.MEDIUM : Severity.LOW,
        Math.min(0.9, account.counted()),
        said.text(),
        said.factIds(),
        List.of(chart(growing), spans(growing)));
  }

  private static final Unit LOOPS = Unit.of("loops");

  private String spans(List<Loop> growing) {
    var refs =
        growing.stream()
            .sorted(Comparator.comparingLong((Loop loop) -> -loop.excess()))
            .map(loop -> loop.calls().getLast().span())
            .limit(SHOWN)
            .map(span -> new SpanRef(span.traceId(), span.spanId()))
            .toList();
    return account
        .book()
        .spans(
            "The last and longest call of each growing loop",
            refs,
            "Read its prompt from the top: what of it did this call still need?");
  }

  /// Prompt tokens at each call, the middle half of the loops around their median.
  private String chart(List<Loop> growing) {
    int longest = growing.stream().mapToInt(loop -> loop.calls().size()).max().orElse(0);
    int fewest = Math.min(FEWEST_AT_STEP, growing.size());
    var points = new ArrayList<Chart.Point>();
    for (int step = 0; step < Math.min(longest, Chart.MAX_POINTS); step++) {
      int at = step;
      var prompts =
          growing.stream()
              .filter(loop -> loop.calls().size() > at)
              .mapToDouble(loop -> loop.calls().get(at).prompt())
              .sorted()
              .toArray();
      if (prompts.length >= fewest) {
        points.add(
            new Chart.Point(
                "",
                (long) step + 1,
                Quantile.ofSorted(prompts, 0.5),
                OptionalDouble.of(Quantile.ofSorted(prompts, 0.25)),
                OptionalDouble.of(Quantile.ofSorted(prompts, 0.75)),
                ""));
      }
    }
    return account
        .book()
        .chart(
            new Chart(
                Chart.Mark.LINE,
                "Prompt tokens by turn, growing loops",
                new Chart.Axis("call in the loop", Chart.Scale.NUMBER, Unit.NONE),
                new Chart.Axis("prompt tokens", Chart.Scale.NUMBER, Unit.TOKENS),
                points,
                List.of()),
            "The line is the median prompt at each turn, the band the middle half of the loops; a flat"
                + " line would mean that history is kept short.");
  }

  /// What is sent again and not read from a cache, and what a cache would save at most.
  private void caching() {
    var book = account.book();
    long resent = 0;
    long uncached = 0;
    var savings = new ExactSum();
    boolean priced = false;
    for (var loop : loops) {
      for (int i = 1; i < loop.calls().size(); i++) {
        var call = loop.calls().get(i);
        if (loop.resent(i) >= Loop.CACHEABLE) {
          long left = Math.max(0, loop.resent(i) - call.span().tokens().cacheRead().orElse(0));
          resent += loop.resent(i);
          uncached += left;
          if (call.price().isPresent()) {
            var rates = call.price().get().rates(call.prompt());
            savings.add(left * (rates.input() - rates.cached()) / 1e6);
            priced = true;
          }
        }
      }
    }
    double saving = savings.value();
    double share = Spend.share(resent, account.all().prompt);
    double cached = Spend.share(account.all().cached, account.all().prompt);
    var resentFact = book.fact("cache.resent", resent, Unit.TOKENS);
    var resentShare = book.fact("cache.resent.share", share, Unit.SHARE);
    book.fact("cache.resent.uncached", uncached, Unit.TOKENS);
    var cachedShare = book.fact("cache.read.share", cached, Unit.SHARE);
    var most =
        priced
            ? book.fact("cache.saving.most", saving, Unit.USD)
            : book.unknown("cache.saving.most", Unit.USD);
    book.looked(1);
    if (share < LARGE || cached >= LITTLE_CACHED) {
      return;
    }
    var said =
        Statement.of(
            "{}, {} of all prompt tokens, repeat what the call before sent, if each call sends its"
                + " history again; {} of the prompt tokens were read from a cache as far as the spans"
                + " say.",
            resentFact,
            resentShare,
            cachedShare);
    if (priced && saving > 0) {
      said =
          said.then(
              "At list prices a cache that held all of it would save at most {} of {}.",
              most,
              Breakdown.money(book, "cache.of_cost", account.all().computed()));
    }
    book.finding(
        "Little is read from the prompt cache",
        Severity.MEDIUM,
        Math.min(account.all().cached > 0 ? 0.7 : 0.5, account.counted()),
        said.text(),
        said.factIds(),
        List.of());
  }

  /// Calls with exactly as many prompt tokens as the one before.
  private void repeating() {
    var book = account.book();
    var repeats = new ArrayList<Call>();
    for (var loop : loops) {
      for (int i = 1; i < loop.calls().size(); i++) {
        if (loop.repeats(i)) {
          repeats.add(loop.calls().get(i));
        }
      }
    }
    var spend = Spend.of(repeats);
    var calls = book.fact("repeats.calls", spend.calls, Unit.CALLS);
    var tokens = book.fact("repeats.tokens", spend.tokens, Unit.TOKENS);
    book.looked(1);
    if (repeats.size() < FEWEST_REPEATS || spend.calls < MANY_REPEATS * account.all().calls) {
      return;
    }
    var evidence =
        book.spans(
            "Calls that are as long as the one before",
            repeats.stream()
                .limit(SHOWN)
                .map(call -> new SpanRef(call.span().traceId(), call.span().spanId()))
                .toList(),
            "Compare the prompt with that of the call before it in the same trace.");
    var said =
        Statement.of(
            "{} have exactly as many prompt tokens as the call of the same model before them, so they"
                + " likely sent the same prompt again: {} at {}.",
            calls,
            tokens,
            Breakdown.money(book, "repeats.cost", spend.known()));
    book.finding(
        "The same prompt again", Severity.LOW, 0.5, said.text(), said.factIds(), List.of(evidence));
  }
}
