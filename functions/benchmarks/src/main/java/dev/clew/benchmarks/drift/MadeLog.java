package dev.clew.benchmarks.drift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.StringJoiner;

/// A made inference log in a folder: numeric features of five shapes, every fourth of them moved by
/// a twentieth to a half of its deviation in the current rows. The same values for the same size.
///
/// @param folder holds `baseline.parquet`, `current.parquet` and `schema.json`
/// @param rows in each of the two files
record MadeLog(Path folder, int rows, int columns) {
  private static final int MADE_BY = 1;

  /// Makes it, unless it is there.
  static MadeLog make(Path parent, int rows, int columns) throws IOException {
    Path folder = parent.resolve("drift-%d-%d-v%d".formatted(rows, columns, MADE_BY));
    Path schema = folder.resolve("schema.json");
    if (!Files.exists(schema)) {
      Files.createDirectories(folder);
      write(folder.resolve("baseline.parquet"), rows, columns, 0);
      write(folder.resolve("current.parquet"), rows, columns, rows);
      var names = new StringJoiner(", ");
      for (int column = 1; column <= columns; column++) {
        names.add('"' + name(column) + '"');
      }
      Files.writeString(
          schema,
          """
          {"predictor": "made", "order": "row", "features": [%s],
           "files": {"baseline": ["baseline.parquet"], "current": ["current.parquet"]}}
          """
              .formatted(names));
    }
    return new MadeLog(folder, rows, columns);
  }

  static String name(int column) {
    return String.format(Locale.ROOT, "f%02d", column);
  }

  private static void write(Path file, int rows, int columns, long from) throws IOException {
    var cells = new StringJoiner(", ");
    for (int column = 1; column <= columns; column++) {
      boolean moved = from > 0 && column % 4 == 0;
      cells.add(shape(column, moved ? 0.05 * (1 + column / 4 % 10) : 0) + " AS " + name(column));
    }
    var query =
        "COPY (SELECT %s FROM range(%d, %d) AS rows(i)) TO '%s' (FORMAT parquet, COMPRESSION zstd)"
            .formatted(cells, from, from + rows, file.toString().replace("'", "''"));
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(query);
    } catch (SQLException e) {
      throw new IOException("DuckDB: " + e.getMessage(), e);
    }
  }

  /// A column's cells as SQL: normal, lognormal, uniform, exponential, or whole numbers with many
  /// ties.
  private static String shape(int column, double move) {
    String normal =
        "(sqrt(-2 * ln(%s)) * cos(2 * pi() * %s) + %s::DOUBLE)"
            .formatted(uniform(2 * column), uniform(2 * column + 1), move);
    return switch (column % 5) {
      case 0 -> normal;
      case 1 -> "exp(" + normal + ")";
      case 2 -> "(1000 * (" + uniform(2 * column) + " + 0.3 * " + move + "::DOUBLE))";
      case 3 -> "(-ln(" + uniform(2 * column) + ") * (1 + " + move + "::DOUBLE))";
      default -> "round(40 + 12 * " + normal + ")";
    };
  }

  /// In (0, 1), from a hash of row and column.
  private static String uniform(int column) {
    return "(((hash(i * 1000 + %d) >> 12)::DOUBLE + 0.5) / 4503599627370496::DOUBLE)"
        .formatted(column);
  }
}
