package dev.clew.skills.drift;

import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.FactName;
import dev.clew.skills.predictors.Variable;
import dev.clew.statistics.drift.DriftMeasure;
import dev.clew.traces.rows.Chunk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The figures of every column, and the chunks of those that matter or were asked for.
final class ColumnFacts {
  /// Columns with all their measures; of the others verdict and effect.
  private static final int MOST_MEASURED = 100;

  /// Columns whose chunks are written down unasked.
  private static final int MOST_CHUNKED = 5;

  private final Page page;
  private final List<Judged> columns;
  private final Set<String> asked;

  ColumnFacts(Page page, List<Judged> columns, Set<String> asked) {
    this.page = page;
    this.columns = List.copyOf(columns);
    this.asked = Set.copyOf(asked);
  }

  /// The id of the fact that says which distance matters.
  static String limit(Page page) {
    return page.number("drift.relevant", DriftMeasure.JENSEN_SHANNON.threshold(), Unit.NONE);
  }

  void write() {
    var notebook = page.notebook();
    notebook.fact("drift.columns", columns.size(), Unit.of("columns"));
    notebook.fact(
        "drift.columns.drifted",
        columns.stream().filter(judged -> judged.report().isDrifted()).count(),
        Unit.of("columns"));
    limit(page);
    List<String> strongest =
        columns.stream()
            .map(Judged::report)
            .sorted(Comparator.comparingDouble((ColumnReport report) -> -report.strength()))
            .limit(MOST_MEASURED)
            .map(ColumnReport::name)
            .toList();
    for (var judged : columns) {
      var report = judged.report();
      if (report.window().isEmpty()) {
        notebook.fact(
            FactName.of("drift.not_compared", "column", report.name()), report.kind().word());
      } else {
        boolean whole = strongest.contains(report.name()) || asked.contains(report.name());
        column(judged, report.window().get(), whole);
      }
    }
  }

  private void column(Judged judged, Move move, boolean whole) {
    var notebook = page.notebook();
    var report = judged.report();
    String column = report.name();
    notebook.fact(FactName.of("drift.verdict", "column", column), word(report));
    page.effect(FactName.of("drift.effect", "column", column), move.effect());
    if (whole) {
      move.measures()
          .forEach((measure, value) ->
              notebook.fact(FactName.of("drift." + measure, "column", column), value, Unit.NONE));
    }
    if (report.isDrifted()) {
      notebook.fact(FactName.of("drift.impact", "column", column), judged.impact().kind().word());
      notebook.fact(
          FactName.of("drift.chunks.drifted", "column", column),
          report.driftedChunks(),
          Unit.of("chunks"));
    }
  }

  private static String word(ColumnReport report) {
    return report.isDrifted() ? "drift" : report.isUndecided() ? "open" : "none";
  }

  /// Writes each chunk's distances of the strongest drifting columns and of those asked for.
  ///
  /// @param most with more chunks, none are written
  void chunks(List<Judged> drifted, int most) {
    var comparison = page.comparison();
    if (comparison.chunks().size() > most) {
      return;
    }
    page.notebook()
        .computing("the same distances, each chunk against the baseline", comparison.rows());
    var strong = drifted.stream().limit(MOST_CHUNKED).map(j -> j.report().name()).toList();
    var written = new ArrayList<ColumnReport>();
    for (var judged : columns) {
      String column = judged.report().name();
      if (judged.report().window().isPresent()
          && (strong.contains(column) || asked.contains(column))) {
        written.add(judged.report());
      }
    }
    int chunks = comparison.chunks().size();
    var comparers = written.parallelStream().map(Comparer::forChunks).toList();
    List<Optional<Move>> moves =
        IntStream.range(0, written.size() * chunks)
            .parallel()
            .mapToObj(i ->
                move(
                    written.get(i / chunks).variable(),
                    comparers.get(i / chunks),
                    comparison.chunks().get(i % chunks)))
            .toList();
    for (int i = 0; i < moves.size(); i++) {
      write(
          written.get(i / chunks).name(),
          comparison.chunks().get(i % chunks).label(),
          moves.get(i));
    }
  }

  private static Optional<Move> move(Variable variable, Optional<Comparer> comparer, Chunk chunk) {
    return comparer.flatMap(
        known -> variable.current().flatMap(now -> known.move(now, chunk.from(), chunk.to())));
  }

  private void write(String column, String chunk, Optional<Move> move) {
    move.ifPresent(known ->
        known
            .measures()
            .forEach((measure, value) ->
                page.notebook()
                    .fact(
                        FactName.of("drift." + measure, "column", column, "chunk", chunk),
                        value,
                        Unit.NONE)));
  }
}
