package dev.clew.skills.describe;

import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.skills.Statement;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.predictors.FactName;
import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A predictor's log: rows, where they begin and end, task and actuals.
final class LogPage {
  private final Notebook book;
  private final Scope scope;
  private final Schema schema;

  private LogPage(Notebook book, Scope scope, Schema schema) {
    this.book = book;
    this.scope = scope;
    this.schema = schema;
  }

  static void write(Notebook book, Inputs inputs, Scope scope) {
    new LogPage(book, scope, inputs.log().schema()).write();
  }

  private void write() {
    var task = book.fact("describe.task", schema.task().name().toLowerCase(Locale.ROOT));
    var statement = Statement.EMPTY;
    for (var side : scope.sides()) {
      statement = statement.then(rows(side));
    }
    statement = statement.then("The task is {}.", task);
    for (var side : scope.sides()) {
      statement = actuals(side).map(statement::then).orElse(statement);
    }
    book.finding(
        "Rows of the log",
        Severity.INFO,
        FieldsPage.confidence(scope),
        statement.text(),
        statement.factIds(),
        List.of());
  }

  private String name(String path, Scope.Side side) {
    return FactName.of(path, scope.qualified(side));
  }

  private String in(Scope.Side side) {
    return scope.sides().size() == 1 ? "" : " in the " + side.name() + " window";
  }

  private Statement rows(Scope.Side side) {
    var rows = side.log().orElseThrow().rows();
    var count = book.fact(name("describe.rows", side), rows.count(), Unit.ROWS);
    if (rows.count() == 0) {
      return Statement.of("There are {}" + in(side) + ".", count);
    }
    var range = times(side);
    if (range.isPresent()) {
      return Statement.of("There are {}" + in(side) + ",", count).then(range.get());
    }
    var first = book.fact(name("describe.first", side), rows.rowNumber(0), Unit.ROW_NUMBER);
    var last =
        book.fact(name("describe.last", side), rows.rowNumber(rows.count() - 1), Unit.ROW_NUMBER);
    return Statement.of("There are {}" + in(side) + ", from {} to {}.", count, first, last);
  }

  private Optional<Statement> times(Scope.Side side) {
    var rows = side.log().orElseThrow().rows();
    if (!(schema.timestamp().flatMap(rows::column).orElse(null)
        instanceof Column.Times(var _, long[] millis, var _))) {
      return Optional.empty();
    }
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (long time : millis) {
      if (time != Column.Times.ABSENT) {
        first = Math.min(first, time);
        last = Math.max(last, time);
      }
    }
    if (first > last) {
      return Optional.empty();
    }
    return Optional.of(
        Statement.of(
            "from {} to {}.",
            book.fact(
                name("describe.first", side), Instant.ofEpochMilli(first).toString(), Unit.INSTANT),
            book.fact(
                name("describe.last", side), Instant.ofEpochMilli(last).toString(), Unit.INSTANT)));
  }

  private Optional<Statement> actuals(Scope.Side side) {
    var rows = side.log().orElseThrow().rows();
    var actual = schema.actual().or(schema::relevance).flatMap(rows::column);
    if (rows.count() == 0) {
      return Optional.empty();
    }
    if (actual.isEmpty()) {
      return Optional.of(
          Statement.of(
              "Actuals are there: {}" + in(side) + ".",
              book.fact(name("describe.actuals", side), 0.0, Unit.SHARE)));
    }
    double share = 1 - (double) actual.get().missing() / rows.count();
    return Optional.of(
        Statement.of(
            "Actuals are there for {} of the rows" + in(side) + ".",
            book.fact(name("describe.actuals", side), share, Unit.SHARE)));
  }
}
