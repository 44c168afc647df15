package dev.clew.statistics.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Oracle: the paper's formula over statsmodels' `proportion_confint(method='wilson')`, in Python.
class PairedNewcombeIntervalTest {

  @Test
  void pairsNarrowTheInterval() {
    var interval = PairedNewcombeInterval.of(20, 12, 2, 16, 0.95);
    assertEquals(0.06180475823489942, interval.low(), 1e-12);
    assertEquals(0.3241622931390557, interval.high(), 1e-12);
  }

  @Test
  void itHoldsAtTheEdges() {
    var all = PairedNewcombeInterval.of(0, 10, 0, 0, 0.95);
    assertEquals(0.6075093504305241, all.low(), 1e-12);
    assertEquals(1, all.high(), 1e-12);
    var some = PairedNewcombeInterval.of(36, 12, 2, 0, 0.95);
    assertEquals(0.05692958400323875, some.low(), 1e-12);
    assertEquals(0.3404276029749408, some.high(), 1e-12);
  }
}
