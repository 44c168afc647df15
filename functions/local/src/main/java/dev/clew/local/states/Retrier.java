package dev.clew.local.states;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How often and how long apart a failed state is tried again.
///
/// @param most tries after the first one
/// @param longest that no delay exceeds
/// @param jitter whether a delay is drawn from zero to what it would be
record Retrier(
    ErrorNames errors,
    Duration interval,
    int most,
    double rate,
    Optional<Duration> longest,
    boolean jitter) {

  /// @param tries again that there were before, from 0
  Duration delay(int tries, RandomGenerator random) {
    var seconds = interval.toSeconds() * Math.pow(rate, tries);
    if (longest.isPresent()) {
      seconds = Math.min(seconds, (double) longest.get().toSeconds());
    }
    return Duration.ofMillis(Math.round(1000 * (jitter ? seconds * random.nextDouble() : seconds)));
  }
}
