package dev.clew.traces;

import dev.clew.traces.spans.Application;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/// Says that clocks disagree: that spans begin before the span that called them, or end before they
/// start. Children that end after their parent say nothing of clocks: work may be left behind.
final class ClockSkew {
  private static final double MINUTE = 60;
  private static final double HOUR = 3_600;
  private static final double DAY = 86_400;

  private ClockSkew() {}

  /// In words; empty where all clocks agree.
  static Optional<String> words(Application.Tally tally) {
    var said = new ArrayList<String>();
    if (tally.beforeParent() > 0) {
      said.add(
          spans(tally.beforeParent(), tally)
              + (tally.beforeParent() == 1 ? " begins" : " begin")
              + " before the span that called "
              + (tally.beforeParent() == 1 ? "it" : "them")
              + ", by up to "
              + amount(tally.mostBeforeNanos()));
    }
    if (tally.endBeforeStart() > 0) {
      said.add(
          spans(tally.endBeforeStart(), tally)
              + (tally.endBeforeStart() == 1
                  ? " ends before it starts"
                  : " end before they start"));
    }
    return said.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "clocks disagree: "
                + String.join(" and ", said)
                + "; when a run began and ended is taken from its first spans, not from these");
  }

  private static String spans(long count, Application.Tally tally) {
    return count + " of " + tally.spansRead() + " spans";
  }

  private static String amount(long nanos) {
    double seconds = nanos / 1e9;
    if (seconds < 1) {
      return said(seconds * 1_000, "ms");
    }
    if (seconds < 2 * MINUTE) {
      return said(seconds, "s");
    }
    if (seconds < 2 * HOUR) {
      return said(seconds / MINUTE, "minutes");
    }
    return seconds < 2 * DAY ? said(seconds / HOUR, "hours") : said(seconds / DAY, "days");
  }

  private static String said(double amount, String unit) {
    var digits = amount < 10 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, digits, amount, unit);
  }
}
