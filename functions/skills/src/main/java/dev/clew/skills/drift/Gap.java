package dev.clew.skills.drift;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.RelevantChange;
import dev.clew.statistics.interval.WilsonInterval;

/// How many cells of a column are empty, before and now.
record Gap(Estimate before, Estimate now, RelevantChange change) {

  /// Two more empty cells in a hundred are what an upstream fault looks like.
  static final double RELEVANT = 0.02;

  static Gap of(long missingBefore, long rowsBefore, long missingNow, long rowsNow) {
    Estimate before = WilsonInterval.estimate(missingBefore, rowsBefore);
    Estimate now = WilsonInterval.estimate(missingNow, rowsNow);
    double error = Math.hypot(before.standardError(), now.standardError());
    return new Gap(before, now, new RelevantChange(now.value() - before.value(), error, RELEVANT));
  }

  boolean isMoved() {
    return switch (change.verdict()) {
      case ROSE, FELL -> true;
      case HELD, OPEN -> false;
    };
  }
}
