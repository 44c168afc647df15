package dev.clew.skills.tracediagnosis;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.traces.spans.CriticalPath;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.TraceTimes;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the run waited for.
final class Waits {
  private static final int NAMED = 3;

  private Waits() {}

  /// What a run waited for a span itself.
  private record Waited(Span span, long nanos) {}

  static void write(Dossier of) {
    var times = TraceTimes.of(of.trace(), of.course().tree());
    var path = CriticalPath.of(times);
    if (path.stretches().isEmpty() || path.nanos() <= 0) {
      return;
    }
    var book = of.book();
    // By id: a span's own hash would be that of all its text.
    Map<String, Waited> own = new LinkedHashMap<>();
    for (var stretch : path.stretches()) {
      stretch
          .span()
          .ifPresent(span ->
              own.merge(
                  span.spanId(),
                  new Waited(span, stretch.nanos()),
                  (one, more) -> new Waited(span, one.nanos() + more.nanos())));
    }
    var longest =
        own.values().stream()
            .sorted(
                Comparator.comparingLong((Waited waited) -> -waited.nanos())
                    .thenComparing(waited -> waited.span().spanId()))
            .limit(NAMED)
            .toList();
    book.computing(
        "critical path: what the run waited for at each moment (CRISP, USENIX ATC 2022)",
        of.trace().spans().size());
    var seconds = book.fact("path.seconds", path.nanos() / 1e9, Unit.SECONDS);
    var spans = book.fact("path.spans", own.size(), Unit.SPANS);
    if (longest.isEmpty()) {
      return;
    }
    var said = Statement.of("The run waited {} along {}.", seconds, spans);
    int rank = 0;
    for (var entry : longest) {
      rank++;
      var span = entry.span();
      var name = book.fact("path.name[rank=" + rank + "]", Label.shown(span.name()));
      var nanos = book.fact("path.own[rank=" + rank + "]", entry.nanos() / 1e9, Unit.SECONDS);
      var share =
          book.fact(
              "path.share[rank=" + rank + "]", entry.nanos() / (double) path.nanos(), Unit.SHARE);
      var step = step(of, span);
      said =
          step.isEmpty()
              ? said.then(
                  rank == 1 ? "Most of that was {} ({}), {} of it." : "Then {} ({}), {} of it.",
                  name,
                  nanos,
                  share)
              : said.then(
                  rank == 1
                      ? "Most of that was {} at step {} ({}), {} of it."
                      : "Then {} at step {} ({}), {} of it.",
                  name,
                  book.fact("path.step[rank=" + rank + "]", (long) step.get().number(), Unit.NONE),
                  nanos,
                  share);
    }
    book.finding(
        "What it waited for",
        Severity.INFO,
        Dossier.SURE,
        said.text(),
        said.factIds(),
        List.of(
            book.spans(
                "The longest waits of the critical path",
                of.refs(longest.stream().map(entry -> entry.span().spanId()).toList()),
                "Time by itself, its children taken off.")));
  }

  /// The step that a span is, or that it came back for.
  private static Optional<Step> step(Dossier of, Span span) {
    return of.course().steps().stream()
        .filter(step -> step.spanIds().contains(span.spanId()))
        .findFirst();
  }
}
