package dev.clew.skills.describe;

import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.skills.applications.ToolName;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.predictors.FactName;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// An application: traces, spans, tools, models, time and outcome.
final class ApplicationPage {
  /// Tools, models and agents that are named; more are counted.
  private static final int NAMED = 12;

  private final Notebook book;
  private final Scope scope;

  private ApplicationPage(Notebook book, Scope scope) {
    this.book = book;
    this.scope = scope;
  }

  static void write(Notebook book, Scope scope) {
    var page = new ApplicationPage(book, scope);
    scope.sides().forEach(page::write);
  }

  private void write(Scope.Side side) {
    var traces = side.traces();
    var spans = traces.stream().flatMap(trace -> trace.spans().stream()).toList();
    var statement =
        Statement.of(
            "There are {} of {}"
                + (scope.sides().size() == 1 ? "" : " in the " + side.name() + " window")
                + ".",
            book.fact(name("describe.traces", side), traces.size(), Unit.TRACES),
            book.fact(name("describe.spans", side), spans.size(), Unit.SPANS));
    if (spans.isEmpty()) {
      finding("Traces", statement, List.of());
      return;
    }
    statement = statement.then(time(side, traces));
    statement = statement.then(outcome(side, traces));
    finding("Traces", statement, List.of());
    kinds(side, spans);
    var named = Statement.EMPTY;
    named =
        named.then(
            names(
                side,
                "tool",
                spans,
                span -> span.kind() == SpanKind.TOOL ? ToolName.of(span) : ""));
    named = named.then(names(side, "model", spans, Span::model));
    named = named.then(names(side, "agent", spans, Span::agent));
    named = named.then(counted(side, "session", spans, Span::session));
    named = named.then(counted(side, "user", spans, Span::user));
    finding("Tools, models and users", named, List.of());
  }

  private void finding(String title, Statement statement, List<String> evidence) {
    if (!statement.factIds().isEmpty()) {
      book.finding(
          title,
          Severity.INFO,
          FieldsPage.confidence(scope),
          statement.text(),
          statement.factIds(),
          evidence);
    }
  }

  private String name(String path, Scope.Side side, String... qualifiers) {
    return FactName.of(path, scope.qualified(side, qualifiers));
  }

  private Statement time(Scope.Side side, List<Trace> traces) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (var trace : traces) {
      if (trace.timing() instanceof Timing.Known(long startNanos, long endNanos)) {
        first = Math.min(first, startNanos);
        last = Math.max(last, endNanos);
      }
    }
    if (first > last) {
      return Statement.of("They have a clock: {}.", book.fact(name("describe.clock", side), false));
    }
    return Statement.of(
        "They run from {} to {}.",
        book.fact(name("describe.first", side), instant(first), Unit.INSTANT),
        book.fact(name("describe.last", side), instant(last), Unit.INSTANT));
  }

  private static String instant(long nanos) {
    return Instant.ofEpochMilli(Math.floorDiv(nanos, 1_000_000L)).toString();
  }

  /// How runs ended, where their source says so.
  private Statement outcome(Scope.Side side, List<Trace> traces) {
    var outcomes = traces.stream().map(Trace::outcome).flatMap(Optional::stream).toList();
    var stated = book.fact(name("describe.outcomes", side), outcomes.size(), Unit.TRACES);
    if (outcomes.isEmpty()) {
      return Statement.of("How a run ended is stated of {}.", stated);
    }
    long failed = outcomes.stream().filter(Outcome::failed).count();
    return Statement.of(
        "How a run ended is stated of {}: {} passed and {} failed.",
        stated,
        book.fact(name("describe.passed", side), outcomes.size() - failed, Unit.TRACES),
        book.fact(name("describe.failed", side), failed, Unit.TRACES));
  }

  private void kinds(Scope.Side side, List<Span> spans) {
    var counts = new TreeMap<SpanKind, Long>();
    spans.forEach(span -> counts.merge(span.kind(), 1L, Long::sum));
    var statement = new StringBuilder("Spans by kind");
    var ids = new ArrayList<String>();
    for (var entry : counts.entrySet()) {
      statement
          .append(ids.isEmpty() ? ": " : ", ")
          .append(entry.getKey().name().toLowerCase(Locale.ROOT))
          .append(" {}");
      ids.add(
          book.fact(
              name("describe.kind", side, "kind", entry.getKey().name().toLowerCase(Locale.ROOT)),
              entry.getValue(),
              Unit.SPANS));
    }
    ids.add(
        book.fact(
            name("describe.errors", side),
            spans.stream().filter(span -> span.status().isError()).count(),
            Unit.SPANS));
    finding(
        "Spans",
        Statement.of(statement + "; {} have an error.", ids.toArray(String[]::new)),
        List.of());
  }

  /// The most frequent names with their spans; nothing where there is none.
  private Statement names(
      Scope.Side side, String what, List<Span> spans, Function<Span, String> of) {
    var counts = counts(spans, of);
    if (counts.isEmpty()) {
      return Statement.EMPTY;
    }
    var ids = new ArrayList<String>();
    ids.add(book.fact(name("describe." + what + "s", side), counts.size(), Unit.of(what + "s")));
    var statement = new StringBuilder(counts.size() == 1 ? "There is {}" : "There are {}");
    var most =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(NAMED)
            .toList();
    var rank = 0;
    for (var entry : most) {
      statement.append(rank++ == 0 ? ": {} ({})" : ", {} ({})");
      ids.add(
          book.fact(
              name("describe." + what + ".name", side, "rank", String.valueOf(rank)),
              Label.shown(entry.getKey())));
      ids.add(
          book.fact(
              name("describe." + what, side, what, entry.getKey()), entry.getValue(), Unit.SPANS));
    }
    if (counts.size() > NAMED) {
      statement.append(" and others");
    }
    return Statement.of(statement + ".", ids.toArray(String[]::new));
  }

  private Statement counted(
      Scope.Side side, String what, List<Span> spans, Function<Span, String> of) {
    var counts = counts(spans, of);
    return counts.isEmpty()
        ? Statement.EMPTY
        : Statement.of(
            counts.size() == 1 ? "There is {}." : "There are {}.",
            book.fact(name("describe." + what + "s", side), counts.size(), Unit.of(what + "s")));
  }

  private static Map<String, Long> counts(List<Span> spans, Function<Span, String> of) {
    var counts = new TreeMap<String, Long>();
    for (var span : spans) {
      var value = of.apply(span);
      if (!value.isBlank()) {
        counts.merge(value, 1L, Long::sum);
      }
    }
    return counts;
  }
}
