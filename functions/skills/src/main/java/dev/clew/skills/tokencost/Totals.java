package dev.clew.skills.tokencost;

import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Statement;
import java.util.ArrayList;
import java.util.List;

/// How much there is: traces, spans, calls, tokens, and what adding up every span would have given.
///
/// The facts are written first, since all others build on them; the finding about them comes later.
final class Totals {
  private static final int SHOWN = 100;

  private final Account account;
  private final String traces;
  private final String duplicates;
  private final String readModelSpans;
  private final String rolledUp;
  private final String calls;
  private final String total;
  private final String readTokens;
  private final String naive;

  /// Writes the facts that exist whatever the data hold.
  Totals(Account account) {
    this.account = account;
    var book = account.book();
    var ledger = account.ledger();
    var tally = account.application().tally();
    book.computing(
        "spans as read and with duplicates removed; tokens added up once: a span's counts unless a"
            + " span below it states counts too",
        ledger.spans());
    traces = book.fact("traces.total", ledger.traces().size(), Unit.TRACES);
    book.fact("traces.without_clock_left_out", account.compared().clockless(), Unit.TRACES);
    book.fact("spans.total", ledger.spans(), Unit.SPANS);
    book.fact("spans.read", tally.spansRead(), Unit.SPANS);
    duplicates = book.fact("spans.duplicate", tally.duplicateSpans(), Unit.SPANS);
    book.fact("spans.orphan", tally.orphanSpans(), Unit.SPANS);
    book.fact("spans.root", tally.rootSpans(), Unit.SPANS);
    book.fact("spans.llm", ledger.modelSpans(), Unit.SPANS);
    readModelSpans = book.fact("spans.llm.read", tally.llmSpansRead(), Unit.SPANS);
    book.fact("spans.with_counts", ledger.stating(), Unit.SPANS);
    book.fact("spans.without_counts", ledger.spans() - ledger.stating(), Unit.SPANS);
    book.fact("spans.llm.without_counts", ledger.silentModelSpans().size(), Unit.SPANS);
    rolledUp = book.fact("spans.rolled_up", ledger.rolledUp().size(), Unit.SPANS);
    calls = book.fact("calls.total", account.all().calls, Unit.CALLS);
    total = book.fact("tokens.total", account.all().tokens, Unit.TOKENS);
    readTokens = book.fact("tokens.read", tally.tokensRead(), Unit.TOKENS);
    naive = book.fact("tokens.naive", tally.tokensOfEverySpan(), Unit.TOKENS);
    book.fact("tokens.naive.examined", ledger.everySpan(), Unit.TOKENS);
  }

  /// Id of the fact that says how many calls were made.
  String calls() {
    return calls;
  }

  /// Id of the fact that says how many tokens were used.
  String tokens() {
    return total;
  }

  /// Id of the fact that says how many tokens the objects state, duplicates included.
  String readTokens() {
    return readTokens;
  }

  /// Id of the fact that says how many spans were delivered twice.
  String duplicates() {
    return duplicates;
  }

  /// Whether what was exported is more than what was used, over the traces examined.
  boolean countsDuplicatesOut() {
    var application = account.application();
    return application.tally().tokensRead() != account.all().tokens
        && application.tally().duplicateSpans() > 0
        && account.ledger().traces().size() == application.traces().size();
  }

  /// What the summary opens with: how much there is and what it cost, what has no price, and who
  /// takes most.
  Statement opening(Money.Bill bill, Statement takers) {
    var facts = new ArrayList<>(List.of(traces, calls, total));
    var said = new StringBuilder("{} made {}, which used {}");
    if (countsDuplicatesOut()) {
      said.append(" ({} as exported, with {} twice)");
      facts.add(readTokens);
      facts.add(duplicates);
    }
    bill.known()
        .ifPresent(known -> {
          said.append(
              bill.hole().text().isEmpty()
                  ? ", at a cost of {}, known for every call"
                  : ", at a known cost of {}");
          facts.add(known);
        });
    return Statement.of(said.append('.').toString(), facts.toArray(String[]::new))
        .then(bill.hole())
        .then(takers);
  }

  /// Tells them.
  void tell() {
    var book = account.book();
    var ledger = account.ledger();
    var all = account.all();
    book.computing("shares of all tokens, and of what adding up every span gives", ledger.spans());
    var ratio =
        book.fact("tokens.naive.ratio", ledger.everySpan() / (double) all.tokens, Unit.RATIO);
    book.fact("tokens.prompt", all.prompt, Unit.TOKENS);
    book.fact("tokens.completion", all.completion, Unit.TOKENS);
    book.fact("tokens.cached", all.cached, Unit.TOKENS);
    book.fact("tokens.cache_written", all.cacheWritten, Unit.TOKENS);
    book.fact("tokens.reasoning", all.reasoning, Unit.TOKENS);
    book.fact("tokens.unallocated", all.unallocated, Unit.TOKENS);
    book.fact("tokens.unattributed", ledger.unattributed(), Unit.TOKENS);
    var promptShare = share("tokens.prompt.share", all.prompt);
    var completionShare = share("tokens.completion.share", all.completion);
    var said =
        Statement.of(
            "{} made {}, which used {}: {} prompt, {} completion.",
            traces,
            calls,
            total,
            promptShare,
            completionShare);
    if (all.reasoning > 0) {
      said =
          said.then(
              "Of the completion, {} is reasoning.",
              book.fact(
                  "tokens.reasoning.share",
                  Spend.share(all.reasoning, all.completion),
                  Unit.SHARE));
    }
    if (countsDuplicatesOut()) {
      said =
          said.then(
              "As exported, {} of kind LLM state {}; what was exported twice ({}) is counted once here.",
              readModelSpans,
              readTokens,
              duplicates);
    }
    var evidence = new ArrayList<String>();
    if (!ledger.rolledUp().isEmpty()) {
      said =
          said.then(
              "Adding up every span as exported would give {}, {} as much, since {} repeat what spans"
                  + " below them state.",
              naive,
              ratio,
              rolledUp);
      evidence.add(
          book.spans(
              "Spans that repeat the counts of spans below them",
              ledger.rolledUp().stream()
                  .limit(SHOWN)
                  .map(span -> new SpanRef(span.traceId(), span.spanId()))
                  .toList(),
              "Open one and compare its counts with the sum of the calls below it."));
    }
    book.finding(
        "What was used", Severity.INFO, account.counted(), said.text(), said.factIds(), evidence);
  }

  private String share(String name, long part) {
    return account.book().fact(name, Spend.share(part, account.all().tokens), Unit.SHARE);
  }
}
