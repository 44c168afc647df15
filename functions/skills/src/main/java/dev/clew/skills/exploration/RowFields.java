package dev.clew.skills.exploration;

import dev.clew.evidence.Unit;
import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.Rows;
import dev.clew.traces.rows.Schema;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// A log's rows and their columns.
public final class RowFields {
  /// The number that users know a row by, where no column has this name.
  public static final String ROW = "row";

  private static final String NUMBER = "the row's number";

  private RowFields() {}

  /// Whether a field is the row's number rather than a column.
  public static boolean isNumber(Field field) {
    return field.about().equals(NUMBER);
  }

  /// Overlay.
  public static Things of(Rows rows, Schema schema) {
    var fields = new ArrayList<Field>();
    rows.columns()
        .forEach((name, column) ->
            fields.add(new Field(name, role(schema, name), Unit.NONE, () -> column)));
    fields.add(
        new Field(
            ROW,
            NUMBER,
            Unit.NONE,
            () -> {
              var numbers = new double[rows.count()];
              for (int i = 0; i < numbers.length; i++) {
                numbers[i] = rows.rowNumber(i);
              }
              return new Column.Numbers(ROW, numbers, Map.of(), true);
            }));
    return new Things(
        Level.ROWS,
        rows.count(),
        fields,
        index -> String.valueOf(rows.rowNumber(index)),
        _ -> Optional.empty());
  }

  /// What a column is to its model: `feature`, `prediction`, ..., `column` where nothing says.
  public static String role(Schema schema, String name) {
    if (schema.id().filter(name::equals).isPresent()) {
      return "id";
    }
    if (schema.timestamp().filter(name::equals).isPresent()) {
      return "timestamp";
    }
    if (schema.prediction().filter(name::equals).isPresent()) {
      return "prediction";
    }
    if (schema.score().filter(name::equals).isPresent()) {
      return "score";
    }
    if (schema.actual().filter(name::equals).isPresent()) {
      return "actual";
    }
    if (schema.group().filter(name::equals).isPresent()) {
      return "group";
    }
    if (schema.rank().filter(name::equals).isPresent()) {
      return "rank";
    }
    if (schema.relevance().filter(name::equals).isPresent()) {
      return "relevance";
    }
    return schema.features().contains(name)
        ? "feature"
        : schema.tags().contains(name) ? "tag" : "column";
  }
}
