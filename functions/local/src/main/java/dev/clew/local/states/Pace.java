package dev.clew.local.states;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Time as a run sees it: what it waits for, what lasts too long, and what goes on side by side.
public interface Pace {

  Instant now();

  /// Returns after that time, or as soon as the run is asked to stop.
  void pause(Duration time, CompletableFuture<?> stop);

  /// What the work returns.
  ///
  /// @throws TimeoutException when it takes longer; it may then go on unheeded, as a function does
  ///   whose caller has gone
  /// @throws java.util.concurrent.CancellationException when the run is asked to stop meanwhile
  /// @throws Exception what the work throws
  <T> T within(Duration limit, CompletableFuture<?> stop, Callable<T> work) throws Exception;

  /// The results in the order of the parts.
  ///
  /// @param most at a time; 0: as many as there is room for
  <T> List<T> together(int most, List<Supplier<T>> parts);
}
