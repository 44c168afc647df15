package dev.clew.local.states;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Time that passes only where somebody waits, or a task says that it took some: everything runs in
/// the caller's thread, parts one after another that all begin at the same instant.
final class VirtualPace implements Pace {
  static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private Instant now = START;
  private final List<Duration> pauses = new ArrayList<>();

  /// A task took that long.
  void pass(Duration time) {
    now = now.plus(time);
  }

  /// What was waited for, in order.
  List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void pause(Duration time, CompletableFuture<?> stop) {
    pauses.add(time);
    pass(time);
  }

  @Override
  public <T> T within(Duration limit, CompletableFuture<?> stop, Callable<T> work)
      throws Exception {
    var until = now.plus(limit);
    var result = new FutureTask<>(work);
    result.run();
    if (now.isAfter(until)) {
      now = until;
      throw new TimeoutException();
    }
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  public <T> List<T> together(int most, List<Supplier<T>> parts) {
    var begin = now;
    var end = now;
    var results = new ArrayList<T>();
    for (var part : parts) {
      now = begin;
      results.add(part.get());
      end = now.isAfter(end) ? now : end;
    }
    now = end;
    return results;
  }
}
