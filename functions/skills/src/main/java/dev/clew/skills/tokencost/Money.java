package dev.clew.skills.tokencost;

import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.models.prices.Price;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.statistics.ExactSum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What it cost: as the source states it, as the price table computes it, and what neither knows.
final class Money {
  /// Stated and computed costs of the same calls that lie further apart than this are told.
  ///
  /// A tenth is more than rounding and batch mixtures make, and less than a wrong model or
  /// forgotten cached or reasoning tokens do.
  static final double DISAGREEMENT = 0.1;

  private static final int SHOWN = 100;

  private final Account account;

  private Money(Account account) {
    this.account = account;
  }

  /// What a summary says of money.
  ///
  /// @param known id of the fact that says what is known to have been spent; empty where nothing is
  /// @param hole a sentence on what has no known cost; empty where all has one
  record Bill(Optional<String> known, Statement hole) {}

  static Bill write(Account account) {
    var money = new Money(account);
    var known = money.total();
    var hole = money.unpriced();
    money.disagreements();
    return new Bill(
        account.all().known().isPresent() ? Optional.of(known) : Optional.empty(), hole);
  }

  /// Returns the id of the fact that says what is known to have been spent.
  private String total() {
    var book = account.book();
    var all = account.all();
    book.computing(
        "stated costs added up; computed costs from list prices of each call's day", all.calls);
    var known = Breakdown.money(book, "cost.known", all.known());
    var stated = Breakdown.money(book, "cost.stated", all.stated());
    var computed = Breakdown.money(book, "cost.computed", all.computed());
    var statedCalls = book.fact("cost.stated.calls", all.statedCalls, Unit.CALLS);
    var priced =
        book.fact("cost.priced_share", Spend.share(all.pricedTokens, all.tokens), Unit.SHARE);
    var knownShare =
        book.fact("cost.known_share", Spend.share(all.knownTokens, all.tokens), Unit.SHARE);
    var loose = new ExactSum();
    account.ledger().looseCosts().forEach(span -> loose.add(span.costUsd().orElse(0)));
    book.fact("cost.stated.outside_calls", loose.value(), Unit.USD);
    prices();

    var said = Statement.of("The known cost is {}, for {} of the tokens.", known, knownShare);
    if (all.stated().isPresent() && all.computed().isPresent()) {
      said =
          said.then(
              "The source states {} for {}; list prices of each call's day give {} for {} of the"
                  + " tokens.",
              stated,
              statedCalls,
              computed,
              priced);
    } else if (all.stated().isPresent()) {
      said = said.then("The source states {} for {}.", stated, statedCalls);
    } else if (all.computed().isPresent()) {
      said =
          said.then(
              "It is computed from list prices of each call's day: the source states none, and"
                  + " discounts of a contract are not in it.");
    }
    if (all.known().isPresent()) {
      book.finding(
          "What it cost, stated and computed",
          Severity.INFO,
          account.billed(),
          said.text(),
          said.factIds(),
          List.of());
    }
    return known;
  }

  /// The prices that were used, so that a reader can check them.
  private void prices() {
    Map<String, Price> used = new TreeMap<>();
    for (var call : account.ledger().calls()) {
      call.price().ifPresent(price -> used.put(price.model() + " from " + price.from(), price));
    }
    for (var price : used.values()) {
      var since = price.from().equals(LocalDate.MIN) ? "release" : price.from().toString();
      var model = price.model() + " since " + since;
      var rates = price.usual();
      account.book().fact(Label.of("price.input", "model", model), rates.input(), PER_MILLION);
      account.book().fact(Label.of("price.cached", "model", model), rates.cached(), PER_MILLION);
      account.book().fact(Label.of("price.output", "model", model), rates.output(), PER_MILLION);
    }
  }

  private static final Unit PER_MILLION = Unit.of("USD per million tokens");

  /// Calls whose cost is unknown, not nothing: of models without a price, and of priced ones that
  /// do not say how much was prompt and how much completion.
  ///
  /// @return what is missing, in a sentence
  private Statement unpriced() {
    var unknown = account.ledger().calls().stream().filter(call -> call.known().isEmpty()).toList();
    var unpriced =
        Breakdown.groups(
            unknown.stream().filter(call -> call.price().isEmpty()).toList(), Dimension.MODEL);
    var unsplit =
        Breakdown.groups(
            unknown.stream().filter(call -> call.price().isPresent()).toList(), Dimension.MODEL);
    var book = account.book();
    book.fact("tokens.unpriced", tokens(unpriced) + tokens(unsplit), Unit.TOKENS);
    var hole = Statement.EMPTY;
    if (!unpriced.isEmpty()) {
      hole =
          Statement.of(
              "{} of the tokens have no known cost, so every total in money is a lower bound: no price"
                  + " is known for {} of the models.",
              book.fact("tokens.unpriced.share", share(unpriced), Unit.SHARE),
              book.fact("models.unpriced", unpriced.size(), Unit.NONE));
      unknown("Models without a price", hole, "unpriced", unpriced);
    }
    if (!unsplit.isEmpty()) {
      var said =
          Statement.of(
              "{} of the tokens belong to calls that state a total only: their model has a price, but"
                  + " what part is prompt and what completion is not known, and so neither is their"
                  + " cost.",
              book.fact("tokens.unsplit.share", share(unsplit), Unit.SHARE));
      unknown("Calls that state a total only", said, "unsplit", unsplit);
      hole = hole.then(said);
    }
    return hole;
  }

  private static long tokens(List<Breakdown.Group> groups) {
    return groups.stream().mapToLong(group -> group.spend().tokens).sum();
  }

  private double share(List<Breakdown.Group> groups) {
    return Spend.share(tokens(groups), account.all().tokens);
  }

  private void unknown(String title, Statement why, String kind, List<Breakdown.Group> groups) {
    var book = account.book();
    var said = why;
    for (var group : groups.subList(0, Math.min(account.top(), groups.size()))) {
      var name = Label.shown(group.value());
      var model = book.fact(Label.of(kind + ".name", "model", group.value()), name);
      var used =
          book.fact(
              Label.of(kind + ".tokens", "model", group.value()),
              group.spend().tokens,
              Unit.TOKENS);
      said = said.then("{} used {}.", model, used);
    }
    book.finding(title, Severity.LOW, account.counted(), said.text(), said.factIds(), List.of());
  }

  /// Stated and computed costs of the same calls.
  private static final class Pair {
    final ExactSum stated = new ExactSum();
    final ExactSum computed = new ExactSum();
    final List<SpanRef> spans = new ArrayList<>();

    double ratio() {
      return stated.value() / computed.value();
    }
  }

  /// Models whose stated costs are not what the price table computes for the same calls.
  private void disagreements() {
    var pairs = new HashMap<String, Pair>();
    for (var call : account.ledger().calls()) {
      if (call.stated().isPresent() && call.computed().orElse(0) > 0) {
        var pair = pairs.computeIfAbsent(call.group(Dimension.MODEL), _ -> new Pair());
        pair.stated.add(call.stated().getAsDouble());
        pair.computed.add(call.computed().getAsDouble());
        pair.spans.add(new SpanRef(call.span().traceId(), call.span().spanId()));
      }
    }
    account.book().looked(pairs.size());
    var apart =
        pairs.entrySet().stream()
            .filter(entry -> Math.abs(entry.getValue().ratio() - 1) > DISAGREEMENT)
            .sorted(
                Comparator.comparingDouble((Map.Entry<String, Pair> entry) ->
                        -Math.abs(
                            entry.getValue().stated.value() - entry.getValue().computed.value()))
                    .thenComparing(Map.Entry::getKey))
            .limit(account.top())
            .toList();
    var said = Statement.EMPTY;
    var spans = new ArrayList<SpanRef>();
    for (var entry : apart) {
      said = said.then(apart(entry.getKey(), entry.getValue()));
      entry.getValue().spans.stream().limit(SHOWN).forEach(spans::add);
    }
    if (!apart.isEmpty()) {
      var book = account.book();
      var evidence =
          book.spans(
              "Calls whose stated cost is not what list prices give",
              spans,
              "Compare the stated cost with the counts: cached or reasoning tokens that were billed"
                  + " otherwise, a wrong price, or a discount.");
      book.finding(
          "Stated and computed costs disagree",
          Severity.LOW,
          0.6,
          said.text(),
          said.factIds(),
          List.of(evidence));
    }
  }

  private Statement apart(String model, Pair pair) {
    var book = account.book();
    return Statement.of(
        "For the same calls of {} the source states {} and list prices give {}, so stated is {} of"
            + " computed.",
        book.fact(Label.of("cost.compared.name", "model", model), Label.shown(model)),
        book.fact(Label.of("cost.compared.stated", "model", model), pair.stated.value(), Unit.USD),
        book.fact(
            Label.of("cost.compared.computed", "model", model), pair.computed.value(), Unit.USD),
        book.fact(Label.of("cost.compared.ratio", "model", model), pair.ratio(), Unit.RATIO));
  }
}
