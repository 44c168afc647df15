package dev.clew.skills.dataquality;

import dev.clew.evidence.Severity;
import dev.clew.traces.rows.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Stretches without a row in a log whose rows come as they please: at most [#FEW] that are far
/// longer than all others, and longer than the log's own tail of waits would bring. The tail's
/// index is Hill's estimate from the longest waits but those (Hill 1975,
/// doi:10.1214/aos/1176343247), so that neither rare rows nor bursts nor quiet nights are taken for
/// an outage. Regular clocks are [TimeGaps]'.
final class SilentStretches implements Check {
  /// More outages than these are the log's habit.
  static final int FEW = 3;

  /// An outage lasts this many times the longest other wait.
  static final double TIMES = 3;

  /// Waits from which the tail is estimated: as few as the nights of two working weeks.
  static final int TAIL = 10;

  /// Waits as long as the outage that the tail would bring to a log of this length. Simulated with
  /// no outage, at most 2 % of logs are told to have one where waits are Pareto with index 0.5 to
  /// 2, 1 % where log-normal or Weibull, none of 6,000 where exponential.
  static final double EXPECTED = 0.001;

  /// Rows on either side, without which a few instants far away would make an outage.
  static final int BESIDE = 20;

  private record Outage(List<Wait> waits, long otherwise) {}

  private record Wait(long from, long length) {}

  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    for (var column : table.times()) {
      if (table.role(column.name()) != Role.TIMESTAMP) {
        continue;
      }
      var instants = new TreeSet<Long>();
      for (long at : column.epochMillis()) {
        if (at != Column.Times.ABSENT) {
          instants.add(at);
        }
      }
      if (instants.size() > 2 * TAIL + 2 * BESIDE && !TimeGaps.isRegular(instants)) {
        outage(instants.stream().mapToLong(Long::longValue).toArray())
            .ifPresent(outage -> issues.add(issue(column.name(), outage)));
      }
    }
    return issues;
  }

  @Override
  public long looks(Table table) {
    return table.times().size();
  }

  /// @param instants ascending, each once
  private static Optional<Outage> outage(long[] instants) {
    var waits = new ArrayList<Wait>();
    for (int one = BESIDE; one < instants.length - BESIDE; one++) {
      waits.add(new Wait(instants[one - 1], instants[one] - instants[one - 1]));
    }
    waits.sort((a, b) -> Long.compare(b.length(), a.length()));
    for (int many = FEW; many > 0; many--) {
      long shortest = waits.get(many - 1).length();
      long otherwise = waits.get(many).length();
      if (shortest >= TIMES * otherwise) {
        double[] tail =
            waits.subList(many, many + TAIL).stream().mapToDouble(Wait::length).toArray();
        double above = waits.get(many + TAIL).length();
        double index = TAIL / Arrays.stream(tail).map(wait -> Math.log(wait / above)).sum();
        if (TAIL * Math.pow(shortest / above, -index) < EXPECTED) {
          return Optional.of(new Outage(List.copyOf(waits.subList(0, many)), otherwise));
        }
      }
    }
    return Optional.empty();
  }

  private static Issue issue(String column, Outage outage) {
    var longest = outage.waits().getFirst();
    var draft =
        new Issue.Draft("gap", column)
            .with("stretches", Issue.Value.count(outage.waits().size(), "stretches"))
            .with("longest", Issue.Value.seconds(longest.length() / 1e3))
            .with("otherwise", Issue.Value.seconds(outage.otherwise() / 1e3))
            .with("worst_at", Issue.Value.text(Instant.ofEpochMilli(longest.from()).toString()));
    return draft.says(
        column + ": gaps in time",
        outage.waits().size() == 1
            ? "After {worst_at} no row came for {longest} by {subject}; otherwise never longer than"
                + " {otherwise} passed between two rows."
            : "In {stretches} no row came by {subject}, the longest {longest} after {worst_at};"
                + " otherwise never longer than {otherwise} passed between two rows.",
        Found.absent(0),
        Severity.MEDIUM,
        0.7);
  }
}
