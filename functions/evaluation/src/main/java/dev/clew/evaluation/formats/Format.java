package dev.clew.evaluation.formats;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How rows are written for a model.
enum Format {
  /// One compact list of objects; what is absent is left out.
  JSON {
    @Override
    String write(Table table) {
      return JsonNodeFactory.instance.arrayNode().addAll(table.rows()).toString();
    }
  },
  /// A head and a line for each row (RFC 4180); what is absent is empty.
  CSV {
    @Override
    String write(Table table) {
      return lines(table, ",", "", "", Format::quoted);
    }
  },
  /// A table with its rule.
  MARKDOWN {
    @Override
    String write(Table table) {
      var rows =
          lines(table, " | ", "| ", " |", text -> text.replace("|", "\\|").replace('\n', ' '));
      int head = rows.indexOf('\n') + 1;
      return rows.substring(0, head)
          + "|"
          + "---|".repeat(table.columns().size())
          + "\n"
          + rows.substring(head);
    }
  },
  /// A line for each row, `name=value` with blanks between; what is absent is left out.
  LINES {
    @Override
    String write(Table table) {
      return table.rows().stream()
          .map(row ->
              row.properties().stream()
                  .map(field -> field.getKey() + "=" + spaced(field.getValue().asText()))
                  .collect(Collectors.joining(" ")))
          .collect(Collectors.joining("\n"));
    }
  },
  /// A line for each fact as the interpreter is given it: `F1 name: value low to high unit`.
  /// Columns are not named, so it says nothing of rows with many.
  BARE {
    @Override
    boolean fits(Table table) {
      return table.columns().contains("value");
    }

    @Override
    String write(Table table) {
      return table.rows().stream()
          .map(row ->
              text(row, "id")
                  + " "
                  + text(row, "name")
                  + ": "
                  + text(row, "value")
                  + (row.has("low")
                      ? " (" + text(row, "low") + " to " + text(row, "high") + ")"
                      : "")
                  + (row.has("unit") ? " " + text(row, "unit") : ""))
          .collect(Collectors.joining("\n"));
    }
  };

  abstract String write(Table table);

  /// Whether rows like these can be read back from it.
  boolean fits(Table table) {
    return true;
  }

  /// For the names of metrics.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String lines(
      Table table, String between, String before, String after, UnaryOperator<String> cell) {
    return Stream.concat(
            Stream.of(String.join(between, table.columns())),
            table.rows().stream()
                .map(row ->
                    table.columns().stream()
                        .map(column -> cell.apply(text(row, column)))
                        .collect(Collectors.joining(between))))
        .map(line -> before + line + after)
        .collect(Collectors.joining("\n"));
  }

  static String text(ObjectNode row, String column) {
    return row.has(column) ? row.get(column).asText() : "";
  }

  private static String quoted(String text) {
    return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static String spaced(String text) {
    return text.isEmpty() || text.matches("(?s).*[\\s\"=].*")
        ? JsonNodeFactory.instance.textNode(text).toString()
        : text;
  }
}
