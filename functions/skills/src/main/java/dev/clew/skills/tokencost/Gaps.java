package dev.clew.skills.tokencost;

import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Statement;
import java.util.List;

/// What the counts leave out: model calls without counts, tokens that belong to no call.
final class Gaps {
  /// Fewer silent calls are cancelled or failed ones.
  static final double NOTABLE = 0.05;

  private static final int FEWEST = 3;

  private static final int SHOWN = 100;

  private Gaps() {}

  static void write(Account account) {
    silent(account);
    unallocated(account);
  }

  private static void silent(Account account) {
    var book = account.book();
    var ledger = account.ledger();
    var silent = ledger.silentModelSpans();
    double share = Spend.share(silent.size(), ledger.modelSpans());
    book.computing(
        "model spans that state no counts, nor does any span below them", ledger.spans());
    var many = book.fact("gaps.silent", silent.size(), Unit.SPANS);
    var all = book.fact("gaps.model_spans", ledger.modelSpans(), Unit.SPANS);
    var part = book.fact("gaps.silent.share", share, Unit.SHARE);
    book.looked(1);
    if (share < NOTABLE || silent.size() < FEWEST) {
      return;
    }
    var evidence =
        book.spans(
            "Model calls without counts",
            silent.stream()
                .limit(SHOWN)
                .map(span -> new SpanRef(span.traceId(), span.spanId()))
                .toList(),
            "Look at what library made them: streaming calls often need an option to report usage.");
    var said =
        Statement.of(
            "Of {} that call a model, {} ({}) state no token counts, so every total here is a lower"
                + " bound.",
            all,
            many,
            part);
    book.finding(
        "Model calls without token counts",
        Severity.MEDIUM,
        Account.SURE,
        said.text(),
        said.factIds(),
        List.of(evidence));
  }

  private static void unallocated(Account account) {
    var all = account.all();
    double share = Spend.share(all.unallocated, all.tokens);
    account.book().looked(1);
    if (share < NOTABLE) {
      return;
    }
    var book = account.book();
    var said =
        Statement.of(
            "{} of the tokens are in a call's total but neither in its prompt nor in its completion;"
                + " reasoning that is reported apart looks like this. They are billed, and no computed"
                + " cost here holds them.",
            book.fact("gaps.unallocated.share", share, Unit.SHARE));
    book.finding(
        "Tokens that are neither prompt nor completion",
        Severity.LOW,
        account.counted(),
        said.text(),
        said.factIds(),
        List.of());
  }
}
