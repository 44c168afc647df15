package dev.clew.local.states;

import java.util.concurrent.CompletableFuture;

/// The wish that a run, or a part of it, ends before its end. Given once; the first one counts.
final class Stop {
  private final CompletableFuture<Ended> asked = new CompletableFuture<>();

  void ask(Ended reason) {
    asked.complete(reason);
  }

  /// @throws Ended where it was asked for
  void check() {
    var reason = asked.getNow(null);
    if (reason != null) {
      throw reason;
    }
  }

  /// Completes when it is asked for; carries no failure.
  CompletableFuture<?> asked() {
    return asked;
  }

  /// One for a part of the run, which ends with the whole.
  Stop part() {
    var part = new Stop();
    var _ = asked.thenAccept(part::ask);
    return part;
  }
}
