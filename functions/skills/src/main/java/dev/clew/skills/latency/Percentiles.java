package dev.clew.skills.latency;

import dev.clew.evidence.Notebook;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.interval.QuantileInterval;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Percentiles of times, each with the order statistics between which it lies.
final class Percentiles {
  static final Map<String, Double> SHARES = shares();

  private Percentiles() {}

  private static Map<String, Double> shares() {
    var shares = new LinkedHashMap<String, Double>();
    shares.put("p50", 0.5);
    shares.put("p90", 0.9);
    shares.put("p95", 0.95);
    shares.put("p99", 0.99);
    return Collections.unmodifiableMap(shares);
  }

  /// Writes them down and returns the facts' ids by `p50` and so on. An end of an interval that the
  /// sample does not tell is left open.
  ///
  /// @param name of the facts, which end in the percentile's
  static Map<String, String> write(
      Notebook book, String name, String dimension, String value, NumericSample seconds) {
    var ids = new LinkedHashMap<String, String>();
    for (var share : SHARES.entrySet()) {
      var fact = name + "." + share.getKey();
      var interval = QuantileInterval.of(seconds, share.getValue());
      double quantile = seconds.quantile(share.getValue());
      ids.put(
          share.getKey(),
          book.fact(
              dimension.isEmpty() ? fact : Label.of(fact, dimension, value),
              quantile,
              Math.min(quantile, interval.low()),
              Math.max(quantile, interval.high()),
              Unit.SECONDS));
    }
    return ids;
  }
}
