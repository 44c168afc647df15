package dev.clew.local.states;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Everything one after another in the caller's thread, and each task for as long as it takes: for
/// somebody who waits in front of a screen and can end it himself.
public final class SameThread implements Pace {
  private final InstantSource clock;

  public SameThread(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void pause(Duration time, CompletableFuture<?> stop) {
    WallPace.wait(time, stop);
  }

  @Override
  public <T> T within(Duration limit, CompletableFuture<?> stop, Callable<T> work)
      throws Exception {
    return work.call();
  }

  @Override
  public <T> List<T> together(int most, List<Supplier<T>> parts) {
    var results = new ArrayList<T>();
    for (var part : parts) {
      results.add(part.get());
    }
    return results;
  }
}
