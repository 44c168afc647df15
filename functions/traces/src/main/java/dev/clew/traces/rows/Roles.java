package dev.clew.traces.rows;

import dev.clew.evidence.Problem;
import dev.clew.traces.rows.Schema.Order;
import dev.clew.traces.rows.Schema.Task;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Gives columns the type that their role wants, once roles are known: labels and categories as
/// categories, times as times.
final class Roles {
  private Roles() {}

  /// Changes `columns` in place.
  ///
  /// @return the schema, without an order by time where the timestamps are none
  static Schema retype(Schema schema, Map<String, Halves> columns, SchemaFile stated, Notes notes) {
    schema.categorical().forEach(name -> columns.computeIfPresent(name, (_, c) -> categories(c)));
    schema.group().ifPresent(name -> columns.computeIfPresent(name, (_, c) -> categories(c)));
    if (schema.task() == Task.BINARY || schema.task() == Task.MULTICLASS) {
      schema
          .prediction()
          .ifPresent(name -> columns.computeIfPresent(name, (_, c) -> categories(c)));
      schema.actual().ifPresent(name -> columns.computeIfPresent(name, (_, c) -> categories(c)));
    }
    requireNumbers("score", schema.score(), columns, stated);
    requireNumbers("rank", schema.rank(), columns, stated);
    for (var column : schema.scores().values()) {
      requireNumbers("scores", Optional.of(column), columns, stated);
    }
    requireNumbers("relevance", schema.relevance(), columns, stated);
    if (schema.task() == Task.REGRESSION) {
      requireNumbers("prediction", schema.prediction(), columns, stated);
      requireNumbers("actual", schema.actual(), columns, stated);
    }
    var timestamp = schema.timestamp().map(columns::get);
    if (timestamp.isPresent() && !(timestamp.get().current() instanceof Column.Times)) {
      var times = times(timestamp.get().whole());
      columns.put(times.name(), Halves.of(times, timestamp.get().baseline().size()));
    }
    var time = schema.timestamp().map(columns::get);
    if (time.isPresent() && isAbsent(time.get().baseline()) && isAbsent(time.get().current())) {
      notes.infer(
          "'"
              + time.get().current().name()
              + "' holds no time that could be read: rows stand in order of arrival");
      return withoutTime(schema);
    }
    return schema;
  }

  private static Halves categories(Halves column) {
    return column.current() instanceof Column.Categories
        ? column
        : Halves.of(Cells.categories(column.whole()), column.baseline().size());
  }

  private static boolean isAbsent(Column column) {
    return column instanceof Column.Times times
        && Arrays.stream(times.epochMillis()).allMatch(time -> time == Column.Times.ABSENT);
  }

  private static void requireNumbers(
      String field, Optional<String> name, Map<String, Halves> columns, SchemaFile stated) {
    if (name.map(columns::get)
        .filter(half -> half.current() instanceof Column.Numbers)
        .isPresent()) {
      return;
    }
    var column = name.map(columns::get).map(Halves::whole);
    if (column.isEmpty() || column.get() instanceof Column.Numbers) {
      return;
    }
    int row = 0;
    while (row < column.get().size() - 1 && column.get().text(row).isEmpty()) {
      row++;
    }
    throw new Problem(
            Problem.Kind.DATA,
            "'"
                + field
                + "' must be numbers, and '"
                + column.get().name()
                + "' holds '"
                + column.get().text(row)
                + "' and the like",
            stated.key(),
            "Name a column of numbers, or state another task in schema.json")
        .asException();
  }

  private static Column.Times times(Column column) {
    var millis = new long[column.size()];
    Map<Integer, String> unparsed = new LinkedHashMap<>();
    for (int row = 0; row < millis.length; row++) {
      var text = column.text(row);
      double time =
          column instanceof Column.Numbers numbers
              ? TimeText.epochMillis(numbers.values()[row])
              : TimeText.read(text)
                  .map(instant -> (double) instant.toEpochMilli())
                  .orElse(Double.NaN);
      millis[row] = Double.isNaN(time) ? Column.Times.ABSENT : Math.round(time);
      if (Double.isNaN(time) && !text.isEmpty()) {
        unparsed.put(row, text);
      }
    }
    return new Column.Times(column.name(), millis, unparsed);
  }

  private static Schema withoutTime(Schema schema) {
    return new Schema(
        schema.predictor(),
        schema.task(),
        Order.ROW,
        Optional.empty(),
        schema.id(),
        schema.prediction(),
        schema.score(),
        schema.positive(),
        schema.actual(),
        schema.features(),
        schema.categorical(),
        schema.tags(),
        schema.embeddings(),
        schema.group(),
        schema.rank(),
        schema.relevance(),
        schema.files(),
        schema.chunk() instanceof Schema.ChunkRule.Period ? Chunking.DEFAULT : schema.chunk(),
        schema.firstRow(),
        schema.scores());
  }
}
