package dev.clew.skills.tokencost;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.statistics.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How tokens are spread over traces, users and sessions, and who takes far more than his share.
final class Skew {
  /// With fewer, the largest tenth is one or none.
  static final int FEWEST = 20;

  /// Where a tenth takes half, looking at a few pays more than looking at all.
  static final double NOTABLE = 0.5;

  /// One user or session of many that takes this much is worth a question.
  static final double ONE_TAKES = 0.3;

  private static final int FEWEST_OWNERS = 5;

  /// How many times its fair share one must take.
  private static final double FAIR_TIMES = 3;

  private final Account account;

  private Skew(Account account) {
    this.account = account;
  }

  static void write(Account account) {
    var skew = new Skew(account);
    skew.traces();
    skew.owners(Dimension.USER);
    skew.owners(Dimension.SESSION);
  }

  private void traces() {
    var book = account.book();
    var tokens = account.ledger().tokensByTrace();
    var sorted = Arrays.stream(tokens).asDoubleStream().sorted().toArray();
    book.computing(
        "quantiles of tokens per trace (definition seven of Hyndman and Fan)", tokens.length);
    var median = quantile("tokens.per_trace.median", sorted, 0.5);
    var high = quantile("tokens.per_trace.p90", sorted, 0.9);
    quantile("tokens.per_trace.p99", sorted, 0.99);
    var most = quantile("tokens.per_trace.max", sorted, 1);
    int tenth = Math.max(1, sorted.length / 10);
    double top = 0;
    for (int i = sorted.length - tenth; i < sorted.length; i++) {
      top += sorted[i];
    }
    double share = Spend.share(top, (double) account.all().tokens);
    var topShare = book.fact("tokens.top_tenth.share", share, Unit.SHARE);
    var places = largest(tokens);
    var evidence =
        book.spans(
            "Traces that use the most tokens",
            refs(places),
            "Open the first: how many calls did it make, and how did its prompts grow?");
    var chart = chart(places, tokens);
    var said =
        sorted[0] > 0
            ? Statement.of(
                "Half of the traces use at most {}, nine in ten at most {}, the largest {}; the largest"
                    + " tenth takes {} of all tokens.",
                median,
                high,
                most,
                topShare)
            : ofCounted(sorted, most, topShare);
    book.looked(1);
    boolean skewed = sorted.length >= FEWEST && share >= NOTABLE;
    if (sorted.length > 1) {
      book.finding(
          skewed ? "A few traces take most of the tokens" : "Tokens per trace",
          skewed ? Severity.LOW : Severity.INFO,
          account.counted(),
          said.text(),
          said.factIds(),
          List.of(chart, evidence));
    }
  }

  /// Traces without any token count use an unknown number, not none: half of the others is what
  /// half means.
  private Statement ofCounted(double[] sorted, String most, String topShare) {
    var book = account.book();
    var counted = Arrays.stream(sorted).filter(tokens -> tokens > 0).toArray();
    var with = book.fact("traces.with_tokens", counted.length, Unit.TRACES);
    var all = book.fact("traces.looked_at", sorted.length, Unit.TRACES);
    if (counted.length == 0) {
      return Statement.of("None of {} states how many tokens it used.", all);
    }
    return Statement.of(
        "Of {} only {} state any tokens: half of these use at most {}, nine in ten at most {}, the"
            + " largest {}; the largest tenth of all traces takes {} of the tokens that are stated.",
        all,
        with,
        quantile("tokens.per_counted_trace.median", counted, 0.5),
        quantile("tokens.per_counted_trace.p90", counted, 0.9),
        most,
        topShare);
  }

  private String quantile(String name, double[] sorted, double share) {
    return account.book().fact(name, Quantile.ofSorted(sorted, share), Unit.TOKENS);
  }

  /// Places of the traces with the most tokens, most first, then by id.
  private List<Integer> largest(long[] tokens) {
    return IntStream.range(0, tokens.length)
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer place) -> -tokens[place])
                .thenComparing(place -> account.ledger().traces().get(place).traceId()))
        .limit(account.top())
        .toList();
  }

  private List<SpanRef> refs(List<Integer> places) {
    return places.stream()
        .map(place -> new SpanRef(account.ledger().traces().get(place).traceId(), ""))
        .toList();
  }

  private String chart(List<Integer> places, long[] tokens) {
    var points = new ArrayList<Chart.Point>();
    for (int place : places) {
      var trace = account.ledger().traces().get(place).traceId();
      points.add(Chart.Point.of("", Label.shown(trace), (double) tokens[place]));
    }
    return account
        .book()
        .chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                "Traces that use the most tokens",
                new Chart.Axis("trace", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("tokens", Chart.Scale.NUMBER, Unit.TOKENS),
                points,
                List.of()),
            "If the first bars tower over the rest, read those traces before changing anything for all.");
  }

  /// Whether one user or session takes far more than a fair share.
  private void owners(Dimension dimension) {
    var groups =
        Breakdown.groups(account.ledger().calls(), dimension).stream()
            .filter(group -> !group.value().isEmpty())
            .toList();
    account.book().looked(1);
    if (groups.size() < FEWEST_OWNERS) {
      return;
    }
    var first = groups.getFirst();
    double share = Spend.share(first.spend().tokens, account.all().tokens);
    if (share < ONE_TAKES || share < FAIR_TIMES / groups.size()) {
      return;
    }
    var book = account.book();
    var said =
        Statement.of(
            "{} takes {} of all tokens, while there are {} " + dimension.plural() + ".",
            book.fact("skew." + dimension.name() + ".name", Label.shown(first.value())),
            book.fact("skew." + dimension.name() + ".share", share, Unit.SHARE),
            book.fact("skew." + dimension.name() + ".others", groups.size(), Unit.NONE));
    book.finding(
        "One " + dimension.name() + " takes much of all tokens",
        Severity.LOW,
        account.counted(),
        said.text(),
        said.factIds(),
        List.of());
  }
}
