package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/// Observations as rows of a Parquet table, through DuckDB, which is loaded only when such a table
/// is met. Each row becomes one JSON document.
final class ParquetObservations {
  private final JsonTrees trees;
  private final Langfuse langfuse;
  private final Harvest harvest;

  ParquetObservations(JsonTrees trees, Langfuse langfuse, Harvest harvest) {
    this.trees = trees;
    this.langfuse = langfuse;
    this.harvest = harvest;
  }

  /// Whether the table holds observations.
  ///
  /// @param scratch a folder for what does not fit into memory
  boolean read(Path file, Path scratch) throws IOException {
    try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("SET autoinstall_known_extensions = false");
      statement.execute("SET autoload_known_extensions = false");
      statement.execute("SET threads = 1");
      statement.execute("SET memory_limit = '512MB'");
      statement.execute("SET temp_directory = " + quoted(scratch.toString()));
      String table = "read_parquet(" + quoted(file.toString()) + ")";
      if (!hasColumns(statement, table)) {
        return false;
      }
      long row = 0;
      long strange = 0;
      try (ResultSet rows =
          statement.executeQuery("SELECT CAST(to_json(t) AS VARCHAR) FROM " + table + " t")) {
        while (rows.next()) {
          row++;
          JsonNode document = trees.parse(rows.getString(1));
          if (!langfuse.read(document)) {
            strange++;
          }
        }
      } catch (SQLException e) {
        harvest.unread("after row " + row, reason(e));
      }
      if (strange > 0) {
        harvest.unread(
            "", strange + " rows are not observations: no id, trace id, type or start time");
      }
      return true;
    } catch (SQLException e) {
      harvest.lost("", reason(e));
      return true;
    }
  }

  private static boolean hasColumns(Statement statement, String table) throws SQLException {
    boolean trace = false;
    boolean start = false;
    try (ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM " + table)) {
      while (columns.next()) {
        String name = columns.getString(1);
        trace |= name.equals("trace_id") || name.equals("traceId");
        start |= name.equals("start_time") || name.equals("startTime");
      }
    }
    return trace && start;
  }

  private static String reason(SQLException problem) {
    String message = String.valueOf(problem.getMessage());
    int end = message.indexOf('\n');
    return "the Parquet table can not be read ("
        + (end < 0 ? message : message.substring(0, end))
        + "): export it again";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
