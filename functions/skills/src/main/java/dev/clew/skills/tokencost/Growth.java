package dev.clew.skills.tokencost;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.statistics.Interval;
import dev.clew.statistics.Moments;
import dev.clew.statistics.Tail;
import dev.clew.statistics.interval.WilsonInterval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Who grew between the baseline and the current window, and why: more traffic, more calls per
/// trace, larger calls, another mix, or dearer tokens.
final class Growth {
  /// Smaller changes are not told: week follows week with as much in quiet applications.
  static final double NOTABLE = 1.2;

  /// From here on somebody should look today.
  static final double LARGE = 2;

  /// With fewer traces in a window its mean says little about the next trace.
  static final int FEWEST_TRACES = 5;

  private static final Unit DAY = Unit.of("traces per day");

  private final Account account;
  private final Side before;
  private final Side now;

  private Growth(Account account) {
    this.account = account;
    var compared = account.compared();
    before = Side.of(compared.baseline(), account.ledger(), compared.baselineTime());
    now = Side.of(compared.current(), account.ledger(), compared.currentTime());
  }

  /// Writes nothing where the question compares nothing, or where a window holds too little.
  static void write(Account account) {
    if (!account.compared().hasBoth()) {
      return;
    }
    var growth = new Growth(account);
    growth.windows();
    if (growth.before.callingTraces() >= FEWEST_TRACES
        && growth.now.callingTraces() >= FEWEST_TRACES) {
      growth.compare();
    }
  }

  private void windows() {
    account
        .book()
        .computing(
            "baseline against current window: ratios with intervals (Wilson; delta method),"
                + " additive LMDI decomposition (Ang, 2005)",
            account.ledger().spans());
    side("baseline", before);
    side("current", now);
  }

  private void side(String name, Side side) {
    var book = account.book();
    book.fact(Label.of("traces", "window", name), side.traces().size(), Unit.TRACES);
    book.fact(Label.of("calls", "window", name), side.spend().calls, Unit.CALLS);
    book.fact(Label.of("tokens.total", "window", name), side.spend().tokens, Unit.TOKENS);
    Breakdown.money(book, Label.of("cost.known", "window", name), side.spend().known());
  }

  private void compare() {
    var book = account.book();
    var ratio = ratio(before.tokensPerTrace(), now.tokensPerTrace());
    double perTrace = now.perTrace(now.spend().tokens) / before.perTrace(before.spend().tokens);
    var was =
        book.fact(
            Label.of("tokens.per_trace", "window", "baseline"),
            before.perTrace(before.spend().tokens),
            Unit.TOKENS);
    var is =
        book.fact(
            Label.of("tokens.per_trace", "window", "current"),
            now.perTrace(now.spend().tokens),
            Unit.TOKENS);
    var times = book.fact("growth.per_trace", perTrace, ratio.low(), ratio.high(), Unit.RATIO);
    var lead = lead();
    var said =
        lead.isEmpty()
            ? Statement.of(
                "A trace used {} on average in the baseline and {} in the current window, {} as"
                    + " much.",
                was,
                is,
                times)
            : Statement.of(
                    "A trace used {} on average in the baseline and {} in the current window, {} as"
                        + " much; by {}, {} {} {}.",
                    was,
                    is,
                    times,
                    by(lead.get().dimension()),
                    name(lead.get().dimension(), lead.get().part()),
                    book.fact(
                        "growth.lead", lead.get().part().change() > 0 ? "adds" : "takes away"),
                    change(lead.get().dimension(), lead.get().part()))
                .then(why(lead.get().dimension(), lead.get().part()));
    said = said.then(why());
    said = said.then(who(account.by(), 2)).then(whoElse(lead.map(Lead::dimension)));
    var evidence = List.of(chart());
    boolean more = perTrace > 1;
    boolean apart = apart(perTrace, ratio);
    book.finding(
        !apart
            ? "Traces use about as many tokens as before"
            : more ? "Traces use more tokens than before" : "Traces use fewer tokens than before",
        !apart || !more ? Severity.INFO : perTrace >= LARGE ? Severity.HIGH : Severity.MEDIUM,
        apart ? confidence(ratio) : Math.min(0.7, account.counted()),
        said.text(),
        said.factIds(),
        evidence);
    traffic();
  }

  /// Whether the change is notable and its interval leaves no change out.
  private static boolean apart(double ratio, Interval interval) {
    return (ratio >= NOTABLE && interval.low() > 1)
        || (ratio <= 1 / NOTABLE && interval.high() < 1);
  }

  /// 0.9 where the whole interval is a notable change, 0.7 where its end is less, never surer than
  /// the counts.
  private double confidence(Interval ratio) {
    boolean whole = ratio.low() >= NOTABLE || ratio.high() <= 1 / NOTABLE;
    return Math.min(whole ? 0.9 : 0.7, account.counted());
  }

  /// The ratio of two means with its interval on the logarithmic scale (delta method).
  static Interval ratio(Moments before, Moments now) {
    double relative = relativeError(before) + relativeError(now);
    double half = Tail.twoSidedZ(Interval.LEVEL) * Math.sqrt(relative);
    double log = Math.log(now.mean() / before.mean());
    return new Interval(Math.exp(log - half), Math.exp(log + half), Interval.LEVEL);
  }

  private static double relativeError(Moments moments) {
    return moments.variance() / moments.count() / (moments.mean() * moments.mean());
  }

  /// The parts of the change, in tokens and in US dollars per trace.
  private Statement why() {
    var book = account.book();
    var parts = Parts.ofTokens(before, now, account.by());
    var by = book.fact("growth.by", account.by().name());
    var calls = book.fact("growth.effect.calls_per_trace", parts.calls(), PER_TRACE);
    var size = book.fact("growth.effect.size_per_call", parts.size(), PER_TRACE);
    var mix = book.fact("growth.effect.mix", parts.mix(), PER_TRACE);
    var said =
        Statement.of(
            "Of the difference, the number of calls per trace makes {}, the size of calls of the same {} {},"
                + " and another mix of them {}.",
            calls,
            by,
            size,
            mix);
    if (before.spend().pricedTokens > 0 && now.spend().pricedTokens > 0) {
      var money = Parts.ofMoney(before, now, account.by());
      double was = before.perTrace(before.spend().computed().orElse(0));
      double is = now.perTrace(now.spend().computed().orElse(0));
      book.fact("growth.cost_effect.calls_per_trace", money.calls(), Unit.USD);
      book.fact("growth.cost_effect.size_per_call", money.size(), Unit.USD);
      book.fact("growth.cost_effect.price", money.price(), Unit.USD);
      said =
          said.then(
              "By list prices a trace cost {} and now costs {}; of that difference, other {} make {}.",
              book.fact(Label.of("cost.per_trace", "window", "baseline"), was, Unit.USD),
              book.fact(Label.of("cost.per_trace", "window", "current"), is, Unit.USD),
              book.fact("growth.by.plural", account.by().plural()),
              book.fact("growth.cost_effect.mix", money.mix(), Unit.USD));
    }
    return said;
  }

  private static final Unit PER_TRACE = Unit.of("tokens per trace");

  private static Map<String, Spend> spends(List<Call> calls, Dimension dimension) {
    var spends = new HashMap<String, Spend>();
    for (var call : calls) {
      spends.computeIfAbsent(call.group(dimension), _ -> new Spend()).add(call);
    }
    return spends;
  }

  /// One group's part of the change, in tokens per trace.
  private record Part(String value, double before, double now) {
    double change() {
      return now - before;
    }
  }

  private List<Part> parts(Dimension dimension) {
    var was = spends(before.calls(), dimension);
    var is = spends(now.calls(), dimension);
    var groups = new TreeSet<>(was.keySet());
    groups.addAll(is.keySet());
    return groups.stream()
        .map(group ->
            new Part(
                group,
                before.perTrace(was.getOrDefault(group, new Spend()).tokens),
                now.perTrace(is.getOrDefault(group, new Spend()).tokens)))
        .sorted(
            Comparator.comparingDouble((Part part) -> -Math.abs(part.change()))
                .thenComparing(Part::value))
        .toList();
  }

  /// The user, else the session, that moved most, where one stands out.
  ///
  /// @param part its part of the change
  private record Lead(Dimension dimension, Part part) {}

  private Optional<Lead> lead() {
    return Stream.of(Dimension.USER, Dimension.SESSION)
        .filter(dimension -> !dimension.equals(account.by()))
        .filter(dimension -> tellsApart(dimension) && standsOut(dimension))
        .map(dimension -> new Lead(dimension, parts(dimension).getFirst()))
        .filter(lead -> lead.part().change() != 0)
        .findFirst();
  }

  private String by(Dimension dimension) {
    return once(Label.of("growth.by", "dimension", dimension.name()), dimension.name());
  }

  private String name(Dimension dimension, Part part) {
    return once(Label.of("growth.name", dimension.name(), part.value()), Label.shown(part.value()));
  }

  private String change(Dimension dimension, Part part) {
    var name = Label.of("growth.contribution", dimension.name(), part.value());
    return facts.computeIfAbsent(name, _ -> account.book().fact(name, part.change(), PER_TRACE));
  }

  private String once(String name, String value) {
    return facts.computeIfAbsent(name, _ -> account.book().fact(name, value));
  }

  /// Ids of facts that several sentences name.
  private final Map<String, String> facts = new HashMap<>();

  /// The groups that moved most.
  private Statement who(Dimension dimension, int told) {
    var book = account.book();
    var parts = parts(dimension);
    book.looked(parts.size());
    var by = by(dimension);
    var said = Statement.EMPTY;
    for (int i = 0; i < Math.min(account.top(), parts.size()); i++) {
      var part = parts.get(i);
      var change = change(dimension, part);
      if (parts.size() > 1 && i < told && part.change() != 0) {
        said =
            said.then(Statement.of(words(part), by, name(dimension, part), change))
                .then(why(dimension, part));
      }
    }
    return said;
  }

  /// Whether a user or session grew by more traces, by more calls in each, or by larger calls.
  private Statement why(Dimension dimension, Part part) {
    if (!dimension.equals(Dimension.USER) && !dimension.equals(Dimension.SESSION)) {
      return Statement.EMPTY;
    }
    var was = Own.of(before.calls(), dimension, part.value());
    var is = Own.of(now.calls(), dimension, part.value());
    if (was.traces() == 0 || is.traces() == 0) {
      return Statement.EMPTY;
    }
    var book = account.book();
    return Statement.of(
        "There a trace made {} on average and now makes {}, of {} before and {} now.",
        book.fact(
            own("growth.own.calls_per_trace", dimension, part, "baseline"),
            was.calls(),
            Unit.CALLS),
        book.fact(
            own("growth.own.calls_per_trace", dimension, part, "current"), is.calls(), Unit.CALLS),
        book.fact(
            own("growth.own.tokens_per_call", dimension, part, "baseline"),
            was.tokens(),
            Unit.TOKENS),
        book.fact(
            own("growth.own.tokens_per_call", dimension, part, "current"),
            is.tokens(),
            Unit.TOKENS));
  }

  private static String own(String name, Dimension dimension, Part part, String window) {
    return Label.of(name + "." + window, dimension.name(), part.value());
  }

  /// What the calls of one value look like.
  ///
  /// @param calls on average in a trace
  /// @param tokens on average in a call
  private record Own(long traces, double calls, double tokens) {
    static Own of(List<Call> calls, Dimension dimension, String value) {
      var own = calls.stream().filter(call -> call.group(dimension).equals(value)).toList();
      long traces = own.stream().mapToInt(Call::trace).distinct().count();
      long tokens = own.stream().mapToLong(Call::tokens).sum();
      return new Own(traces, Spend.share(own.size(), traces), Spend.share(tokens, own.size()));
    }
  }

  private static String words(Part part) {
    var by = "By {}, {} ";
    if (part.before() == 0) {
      return by + "was not there before and adds {}.";
    }
    if (part.now() == 0) {
      return by + "is gone ({}).";
    }
    return by + (part.change() > 0 ? "adds {}." : "takes away: {}.");
  }

  /// The other dimensions, where they tell calls apart: people before parts of the program, since
  /// who grew is asked for more often. Of many values that moved alike none is named: that would be
  /// chance.
  private Statement whoElse(Optional<Dimension> told) {
    var said = Statement.EMPTY;
    for (var dimension :
        List.of(
            Dimension.USER,
            Dimension.SESSION,
            Dimension.MODEL,
            Dimension.OPERATION,
            Dimension.AGENT,
            Dimension.SERVICE)) {
      if (!dimension.equals(account.by()) && tellsApart(dimension)) {
        boolean isNew = told.filter(dimension::equals).isEmpty() && standsOut(dimension);
        said = said.then(who(dimension, isNew ? 1 : 0));
      }
    }
    return said;
  }

  /// Whether there is more than one value, and most tokens have one.
  private boolean tellsApart(Dimension dimension) {
    var spends = spends(account.ledger().calls(), dimension);
    return spends.size() > 1
        && spends.getOrDefault("", new Spend()).tokens <= account.all().tokens / 2;
  }

  /// Whether the value that moved most moved clearly more than the next, or there are few.
  private boolean standsOut(Dimension dimension) {
    var parts = parts(dimension);
    return parts.size() <= FEW
        || Math.abs(parts.getFirst().change()) >= NOTABLE * Math.abs(parts.get(1).change());
  }

  /// Of so few values the first is worth a sentence though others moved as much.
  private static final int FEW = 3;

  /// Traces per day, where the windows are of time.
  private void traffic() {
    if (!(before.days() > 0 && now.days() > 0)) {
      return;
    }
    var book = account.book();
    double was = before.traces().size() / before.days();
    double is = now.traces().size() / now.days();
    var share =
        WilsonInterval.of(now.traces().size(), before.traces().size() + (long) now.traces().size());
    double scale = before.days() / now.days();
    var interval =
        new Interval(
            share.low() / (1 - share.low()) * scale,
            share.high() / (1 - share.high()) * scale,
            share.level());
    var said =
        Statement.of(
            "There were {} in the baseline and {} in the current window, {} as many.",
            book.fact(Label.of("traffic", "window", "baseline"), was, DAY),
            book.fact(Label.of("traffic", "window", "current"), is, DAY),
            book.fact("growth.traffic", is / was, interval.low(), interval.high(), Unit.RATIO));
    if (is / was >= NOTABLE && interval.low() > 1) {
      book.finding(
          "More traffic than before",
          Severity.LOW,
          confidence(interval),
          said.text(),
          said.factIds(),
          List.of());
    }
  }

  private String chart() {
    var points = new ArrayList<Chart.Point>();
    var parts = parts(account.by());
    for (var part : parts.subList(0, Math.min(account.top(), parts.size()))) {
      var label = Label.shown(part.value());
      points.add(Chart.Point.of("baseline", label, part.before()));
      points.add(Chart.Point.of("current", label, part.now()));
    }
    return account
        .book()
        .chart(
            new Chart(
                Chart.Mark.BAR,
                "Tokens per trace by " + account.by().name() + ", baseline and current",
                new Chart.Axis(account.by().name(), Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("tokens per trace", Chart.Scale.NUMBER, PER_TRACE),
                points,
                List.of()),
            "A pair of bars is one value; where the second is taller, it adds to the growth.");
  }
}
