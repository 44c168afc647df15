package dev.clew.evaluation;

import java.util.function.Consumer;

/// Cases with known answers.
public interface Suite {
  /// What it is called on the command line.
  String name();

  /// Asks every case.
  ///
  /// @param misses told of each case that came out wrong, as it happens
  Scorecard run(Consumer<String> misses);
}
