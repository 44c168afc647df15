package dev.clew.local.states;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// The time on the wall, and threads.
public final class WallPace implements Pace {
  /// Threads that one Map or Parallel state gets: an inline Map's usual concurrency on AWS.
  private static final int MOST = 40;

  private final InstantSource clock;

  public WallPace(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void pause(Duration time, CompletableFuture<?> stop) {
    wait(time, stop);
  }

  /// Returns after that time, or as soon as the run is asked to stop.
  static void wait(Duration time, CompletableFuture<?> stop) {
    try {
      stop.get(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // The pause is over.
    } catch (ExecutionException | CancellationException e) {
      throw new IllegalStateException("a wish to stop can not fail", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  @Override
  public <T> T within(Duration limit, CompletableFuture<?> stop, Callable<T> work)
      throws Exception {
    var result = started(work);
    try {
      CompletableFuture.anyOf(result.handle((_, _) -> true), stop)
          .get(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
    if (!result.isDone()) {
      throw new CancellationException("the run was asked to stop");
    }
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  public <T> List<T> together(int most, List<Supplier<T>> parts) {
    var places = new Semaphore(most == 0 ? MOST : Math.min(most, MOST));
    var running = new ArrayList<CompletableFuture<T>>();
    for (var part : parts) {
      places.acquireUninterruptibly();
      running.add(
          started(() -> {
            try {
              return part.get();
            } finally {
              places.release();
            }
          }));
    }
    // All have ended before any failure is told.
    CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
        .handle((_, _) -> true)
        .join();
    var results = new ArrayList<T>();
    for (var part : running) {
      try {
        results.add(part.join());
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw e;
      }
    }
    return results;
  }

  private static <T> CompletableFuture<T> started(Callable<T> work) {
    var result = new CompletableFuture<T>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            result.complete(work.call());
          } catch (Exception | Error e) {
            // Whoever waits for the result is told.
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private static Ended interrupted() {
    return new Ended(Execution.Status.ABORTED, "", "the thread was interrupted");
  }
}
