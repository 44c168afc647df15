package dev.clew.skills.describe;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.skills.exploration.Field;
import dev.clew.skills.exploration.Level;
import dev.clew.skills.exploration.RowFields;
import dev.clew.skills.exploration.Scope;
import dev.clew.skills.predictors.FactName;
import dev.clew.traces.rows.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Columns of a log or attributes of spans: what each is, its kind, and in how much of the data it
/// is there.
final class FieldsPage {
  /// Names in the sentence; facts and chart hold all that are listed.
  private static final int TOLD = 40;

  private FieldsPage() {}

  static double confidence(Scope scope) {
    var coverage = scope.coverage();
    return coverage.population() == 0
        ? 0
        : Math.min(0.99, (double) coverage.examined() / coverage.population());
  }

  /// @param like words that a listed name holds; empty for all
  static void write(Notebook book, Scope scope, int top, String like) {
    var fields = fields(scope);
    var wanted = like.strip().toLowerCase(Locale.ROOT);
    var listed =
        fields.values().stream()
            .filter(field -> field.name().toLowerCase(Locale.ROOT).contains(wanted))
            .toList();
    var what = scope.level() == Level.ROWS ? "columns" : "attributes";
    var total = book.fact("describe." + what, fields.size(), Unit.of(what));
    var ids = new ArrayList<>(List.of(total));
    var statement = new StringBuilder(fields.size() == 1 ? "There is {}" : "There are {}");
    var points = new ArrayList<Chart.Point>();
    for (var field : listed.stream().limit(top).toList()) {
      var kind =
          book.fact(
              FactName.of("describe.column", "name", field.name()),
              field.about().isEmpty() ? field.kind() : field.about() + ", " + field.kind());
      if (ids.size() < 2 * TOLD) {
        statement.append(ids.size() == 1 ? ": {} ({})" : "; {} ({})");
        ids.add(
            book.fact(
                FactName.of("describe.column.name", "place", String.valueOf(ids.size() / 2 + 1)),
                Label.shown(field.name())));
        ids.add(kind);
      }
      for (var side : scope.sides()) {
        present(book, scope, side, field, points);
      }
    }
    if (listed.size() > top) {
      statement.append("; and others, which a higher top, or like, lists");
    }
    var evidence =
        points.isEmpty()
            ? List.<String>of()
            : List.of(
                book.chart(
                    new Chart(
                        Chart.Mark.HORIZONTAL_BAR,
                        "Share of " + scope.level().words() + " that have a value",
                        new Chart.Axis(what, Chart.Scale.CATEGORY, Unit.NONE),
                        new Chart.Axis("present", Chart.Scale.NUMBER, Unit.SHARE),
                        points,
                        List.of()),
                    "A short bar is one that is often empty; what is always there is left out."));
    book.finding(
        scope.level() == Level.ROWS ? "Columns" : "Attributes",
        Severity.INFO,
        confidence(scope),
        Statement.of(statement + ".", ids.toArray(String[]::new)).text(),
        ids,
        evidence);
  }

  private static void present(
      Notebook book, Scope scope, Scope.Side side, Field field, List<Chart.Point> points) {
    var things = side.things();
    if (!things.has(field.name()) || things.count() == 0) {
      book.fact(
          FactName.of("describe.present", scope.qualified(side, "column", field.name())),
          0.0,
          Unit.SHARE);
      return;
    }
    Column column = things.field("describe", field.name()).column();
    double share = 1 - (double) column.missing() / things.count();
    book.fact(
        FactName.of("describe.present", scope.qualified(side, "column", field.name())),
        share,
        Unit.SHARE);
    if (share < 1) {
      points.add(
          Chart.Point.of(
              scope.sides().size() == 1 ? "" : side.name(), Label.shown(field.name()), share));
    }
  }

  /// A log's columns; of spans the attributes that are the application's own, with those fields of
  /// every span that have a value anywhere.
  private static Map<String, Field> fields(Scope scope) {
    var fields = new LinkedHashMap<String, Field>();
    for (var side : scope.sides()) {
      for (var field : side.things().fields().values()) {
        boolean own = scope.level() != Level.ROWS || !RowFields.isNumber(field);
        if (own && (scope.level() == Level.ROWS || !field.kind().equals("no values"))) {
          fields.putIfAbsent(field.name(), field);
        }
      }
    }
    return fields;
  }
}
