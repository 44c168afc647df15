package dev.clew.skills.tokencost;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.Notebook;
import dev.clew.skills.Compared;
import dev.clew.traces.spans.Application;
import java.util.List;

/// What each part of the measurement reads, and the notebook it writes in.
///
/// @param all everything spent in the traces examined
/// @param asked by what the user wants tokens told apart, at least one
/// @param by the first of these that any call states; else by model
/// @param top how many groups and traces to list
record Account(
    Notebook book,
    Application application,
    Compared compared,
    Ledger ledger,
    Spend all,
    List<Dimension> asked,
    Dimension by,
    int top) {

  Account(
      Notebook book,
      Application application,
      Compared compared,
      Ledger ledger,
      List<Dimension> asked,
      int top) {
    this(
        book,
        application,
        compared,
        ledger,
        Spend.of(ledger.calls()),
        asked,
        asked.stream().filter(ledger::states).findFirst().orElse(Dimension.MODEL),
        top);
  }

  /// Confidence in a figure that is counted: the share of model spans that state counts, times the
  /// share of the population that was examined, at most [#SURE].
  double counted() {
    long heard = ledger.modelSpans() - ledger.silentModelSpans().size();
    double stated = ledger.modelSpans() == 0 ? 1 : heard / (double) ledger.modelSpans();
    return Math.min(SURE, stated * examinedShare());
  }

  /// Confidence in a figure in money: that in the count, times the share of tokens whose cost is
  /// known.
  double billed() {
    return Math.min(SURE, counted() * Spend.share(all.knownTokens, all.tokens));
  }

  private double examinedShare() {
    Coverage coverage = compared.coverage(application);
    return coverage.population() == 0 ? 1 : coverage.examined() / (double) coverage.population();
  }

  /// No count of what instrumentation says is surer than this: spans that were never sent leave no
  /// trace.
  static final double SURE = 0.99;
}
