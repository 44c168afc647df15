package dev.clew.benchmarks;

import java.io.IOException;

/// One way to do a piece of work, to be held against others.
public interface Contender {

  /// Who does it.
  String name();

  /// Does it once.
  ///
  /// @return what came out, and what it cost
  Outcome run() throws IOException;

  /// @param result the figures computed, the same text for the same figures
  record Outcome(String result, Spent spent) {}
}
