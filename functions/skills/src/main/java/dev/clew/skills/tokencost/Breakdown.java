package dev.clew.skills.tokencost;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;

/// Tokens and money by one dimension: who takes how much.
final class Breakdown {
  private final Account account;
  private final Totals totals;
  private final Dimension dimension;
  private final List<Group> groups;

  /// All calls with one value.
  record Group(String value, Spend spend) {}

  private Breakdown(Account account, Totals totals, Dimension dimension) {
    this.account = account;
    this.totals = totals;
    this.dimension = dimension;
    groups = groups(account.ledger().calls(), dimension);
  }

  /// Groups of calls, most tokens first, then by value.
  static List<Group> groups(List<Call> calls, Dimension dimension) {
    var spends = new HashMap<String, Spend>();
    for (var call : calls) {
      spends.computeIfAbsent(call.group(dimension), _ -> new Spend()).add(call);
    }
    return spends.entrySet().stream()
        .map(entry -> new Group(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong((Group group) -> -group.spend().tokens)
                .thenComparing(Group::value))
        .toList();
  }

  /// The dimensions that the user asked for; what no call states is said, and who takes most told
  /// by model then.
  ///
  /// @return who takes most, in a sentence for each
  static Statement writeAsked(Account account, Totals totals) {
    var said = Statement.EMPTY;
    boolean expressly = !account.asked().equals(List.of(Dimension.MODEL));
    for (var dimension : account.asked()) {
      var breakdown = new Breakdown(account, totals, dimension);
      said =
          said.then(
              account.ledger().states(dimension) ? breakdown.write(true) : breakdown.unstated());
      if (expressly) {
        account.book().asAsked();
      }
    }
    return account.asked().contains(account.by())
        ? said
        : said.then(new Breakdown(account, totals, account.by()).write(true));
  }

  /// That no call says what it is by this dimension.
  private Statement unstated() {
    var book = account.book();
    book.computing("calls that state their " + dimension.name(), account.all().calls);
    var none = book.fact(Label.of("calls.stating", "by", dimension.name()), 0, Unit.CALLS);
    var by = book.fact(Label.of("groups.by", "by", dimension.name()), dimension.name());
    var said =
        Statement.of(
            "{} of {} state their {}, so tokens and money can not be told apart by it.",
            none,
            totals.calls(),
            by);
    book.finding(
        "No call states its " + dimension.said(by),
        Severity.INFO,
        account.counted(),
        said.text(),
        said.factIds(),
        List.of());
    return said;
  }

  /// Each other dimension that tells calls apart; those of the code only where they do so as none
  /// before does.
  static void writeOthers(Account account, Totals totals) {
    var seen = new HashSet<List<Integer>>();
    account.asked().forEach(one -> seen.add(partition(account, one)));
    seen.add(partition(account, account.by()));
    for (var dimension : Dimension.KNOWN) {
      if (!dimension.equals(account.by()) && !account.asked().contains(dimension)) {
        var breakdown = new Breakdown(account, totals, dimension);
        boolean isNew = seen.add(partition(account, dimension));
        boolean owner = dimension.equals(Dimension.SESSION) || dimension.equals(Dimension.USER);
        if (dimension.equals(Dimension.MODEL) || ((isNew || owner) && breakdown.tellsApart())) {
          breakdown.write(false);
        }
      }
    }
  }

  /// Which calls lie together, whatever the values are called: groups numbered as they come.
  private static List<Integer> partition(Account account, Dimension dimension) {
    var numbers = new HashMap<String, Integer>();
    return account.ledger().calls().stream()
        .map(call -> numbers.computeIfAbsent(call.group(dimension), _ -> numbers.size()))
        .toList();
  }

  /// Whether there is more than one value, and more is known than unknown.
  private boolean tellsApart() {
    return groups.size() > 1
        && groups.stream()
            .noneMatch(group ->
                group.value().isEmpty() && group.spend().tokens > account.all().tokens / 2);
  }

  /// Returns who takes most, in a sentence.
  private Statement write(boolean asked) {
    var book = account.book();
    book.computing("tokens and cost by " + dimension.name(), account.all().calls);
    book.fact(Label.of("groups.total", "by", dimension.name()), groups.size(), Unit.NONE);
    var by = book.fact(Label.of("groups.by", "by", dimension.name()), dimension.name());
    var tops = groups.subList(0, Math.min(account.top(), groups.size()));
    var lines = new ArrayList<Line>();
    for (var group : tops) {
      lines.add(line(group, asked));
    }
    var evidence = groups.size() > 1 ? List.of(chart(tops)) : List.<String>of();
    var said = said(lines);
    book.finding(
        groups.size() > 1
            ? "Tokens, calls and cost by " + dimension.said(by)
            : "One " + dimension.said(by) + " takes all",
        Severity.INFO,
        account.counted(),
        said.text(),
        said.factIds(),
        evidence);
    return takers(by, lines);
  }

  /// Who takes most, and what that costs where it is known.
  private Statement takers(String by, List<Line> lines) {
    var template = new StringBuilder("By {}");
    var ids = new ArrayList<>(List.of(by));
    var told = named(lines);
    for (int i = 0; i < told.size(); i++) {
      var line = told.get(i);
      template.append(i == 0 ? ", {} takes {}" : i == told.size() - 1 ? " and {} {}" : ", {} {}");
      ids.add(line.value());
      ids.add(line.share());
      if (line.priced()) {
        template.append(" ({})");
        ids.add(line.cost());
      }
    }
    return Statement.of(template.append('.').toString(), ids.toArray(String[]::new))
        .then(unnamed(lines));
  }

  /// The first of those that have a name; of one that has none where it is alone.
  private static List<Line> named(List<Line> lines) {
    var named = lines.stream().filter(Line::named).limit(TOLD).toList();
    return named.isEmpty() ? lines.subList(0, Math.min(1, lines.size())) : named;
  }

  /// How much comes of calls that state none, where others do.
  private Statement unnamed(List<Line> lines) {
    var said = Dimension.KNOWN.contains(dimension) ? dimension.name() : "value of it";
    if (lines.stream().noneMatch(Line::named)) {
      return Statement.EMPTY;
    }
    return lines.stream()
        .filter(line -> !line.named())
        .findFirst()
        .map(line ->
            Statement.of(
                "{} of the tokens come of calls that state no " + said + ".", line.share()))
        .orElse(Statement.EMPTY);
  }

  /// Ids of the facts about one group.
  private record Line(
      String value,
      boolean named,
      String tokens,
      String share,
      String calls,
      String perCall,
      String cost,
      boolean priced) {}

  private Line line(Group group, boolean whole) {
    var book = account.book();
    var spend = group.spend();
    var line =
        new Line(
            book.fact(name("name", group), Label.shown(group.value())),
            !group.value().isEmpty(),
            book.fact(name("tokens.total", group), spend.tokens, Unit.TOKENS),
            book.fact(
                name("tokens.share", group),
                Spend.share(spend.tokens, account.all().tokens),
                Unit.SHARE),
            book.fact(name("calls", group), spend.calls, Unit.CALLS),
            book.fact(
                name("tokens.per_call", group),
                Spend.share(spend.tokens, spend.calls),
                Unit.TOKENS),
            money(book, name("cost.known", group), spend.known()),
            spend.known().isPresent());
    if (whole || dimension.equals(Dimension.MODEL)) {
      book.fact(name("tokens.prompt", group), spend.prompt, Unit.TOKENS);
      book.fact(name("tokens.completion", group), spend.completion, Unit.TOKENS);
      book.fact(name("tokens.cached", group), spend.cached, Unit.TOKENS);
      book.fact(name("tokens.reasoning", group), spend.reasoning, Unit.TOKENS);
      money(book, name("cost.stated", group), spend.stated());
      money(book, name("cost.computed", group), spend.computed());
      book.fact(
          name("cost.priced_share", group),
          Spend.share(spend.pricedTokens, spend.tokens),
          Unit.SHARE);
    }
    return line;
  }

  private Statement said(List<Line> lines) {
    var first = lines.getFirst();
    if (groups.size() == 1) {
      return Statement.of(
          "All {} in {} are those of {}, cost {}.",
          first.tokens(),
          first.calls(),
          first.value(),
          first.cost());
    }
    var told = named(lines);
    var template = new StringBuilder("Of {} in {}");
    var facts = new ArrayList<String>(List.of(totals.tokens(), totals.calls()));
    if (totals.countsDuplicatesOut()) {
      template.append(" ({} as exported, with {} twice)");
      facts.add(totals.readTokens());
      facts.add(totals.duplicates());
    }
    var said = shares(template.toString(), facts, told);
    for (var line : told) {
      said =
          said.then(
              "{}: {} in {} of {} on average, cost {}.",
              line.value(),
              line.tokens(),
              line.calls(),
              line.perCall(),
              line.cost());
    }
    return said.then(unnamed(lines));
  }

  private static Statement shares(String opening, List<String> facts, List<Line> lines) {
    var template = new StringBuilder(opening);
    var ids = new ArrayList<String>(facts);
    for (int i = 0; i < lines.size(); i++) {
      template.append(i == 0 ? ", {} takes {}" : i == lines.size() - 1 ? " and {} {}" : ", {} {}");
      ids.add(lines.get(i).value());
      ids.add(lines.get(i).share());
    }
    return Statement.of(template.append('.').toString(), ids.toArray(String[]::new));
  }

  private static final int TOLD = 3;

  private String chart(List<Group> tops) {
    var points = new ArrayList<Chart.Point>();
    boolean anyUnallocated = tops.stream().anyMatch(group -> group.spend().unallocated > 0);
    for (var group : tops) {
      var label = Label.shown(group.value());
      points.add(Chart.Point.of("prompt", label, (double) group.spend().prompt));
      points.add(Chart.Point.of("completion", label, (double) group.spend().completion));
      if (anyUnallocated) {
        points.add(Chart.Point.of("not told apart", label, (double) group.spend().unallocated));
      }
    }
    return account
        .book()
        .chart(
            new Chart(
                Chart.Mark.STACKED_BAR,
                "Tokens by " + dimension.name(),
                new Chart.Axis(dimension.name(), Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("tokens", Chart.Scale.NUMBER, Unit.TOKENS),
                points,
                List.of()),
            "Compare the whole bars first, then how much of each is completion, which costs several"
                + " times as much a token.");
  }

  private String name(String fact, Group group) {
    return Label.of(fact, dimension.name(), group.value());
  }

  /// A cost, or that it is not known.
  static String money(Notebook book, String name, OptionalDouble cost) {
    return cost.isPresent()
        ? book.fact(name, cost.getAsDouble(), Unit.USD)
        : book.unknown(name, Unit.USD);
  }
}
