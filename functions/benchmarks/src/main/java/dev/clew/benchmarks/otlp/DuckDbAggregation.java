package dev.clew.benchmarks.otlp;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// DuckDB's JSON reader with the columns stated, so that it infers nothing and skips what the
/// question does not need, on all cores. Of the forms tried this was the fastest (see the decision
/// on speed).
@SuppressWarnings(
    "InlineFormatString") // The query is what is compared: it stands where it is read first.
record DuckDbAggregation() implements Aggregation {
  private static final String QUERY =
      """
      WITH spans AS (
        SELECT unnest(scopes.spans) AS span FROM (
          SELECT unnest(resources.scopeSpans) AS scopes FROM (
            SELECT unnest(resourceSpans) AS resources
            FROM read_json('%s/*', format = 'newline_delimited', columns = {resourceSpans:
              'STRUCT(scopeSpans STRUCT(spans STRUCT(attributes STRUCT("key" VARCHAR,
                "value" STRUCT(stringValue VARCHAR, intValue BIGINT))[], status STRUCT(code INTEGER))[])[])[]'})))),
      calls AS (
        SELECT
          list_filter(span.attributes, lambda a: a.key = 'openinference.span.kind')[1].value.stringValue AS kind,
          list_filter(span.attributes, lambda a: a.key = 'llm.model_name')[1].value.stringValue AS model,
          list_filter(span.attributes, lambda a: a.key = 'llm.token_count.prompt')[1].value.intValue AS prompt,
          list_filter(span.attributes, lambda a: a.key = 'llm.token_count.completion')[1].value.intValue AS completion,
          list_filter(span.attributes, lambda a: a.key = 'llm.token_count.total')[1].value.intValue AS total,
          span.status.code AS code
        FROM spans)
      SELECT model, count(*), sum(prompt), sum(completion), sum(total), count(*) FILTER (code = 2)
      FROM calls WHERE kind = 'LLM' GROUP BY model ORDER BY model
      """;

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  public List<ModelUse> of(Path folder) throws IOException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(QUERY.formatted(folder.toString().replace("'", "''")))) {
      var uses = new ArrayList<ModelUse>();
      while (rows.next()) {
        uses.add(
            new ModelUse(
                rows.getString(1),
                rows.getLong(2),
                rows.getLong(3),
                rows.getLong(4),
                rows.getLong(5),
                rows.getLong(6)));
      }
      return uses;
    } catch (SQLException e) {
      throw new IOException("DuckDB: " + e.getMessage(), e);
    }
  }
}
