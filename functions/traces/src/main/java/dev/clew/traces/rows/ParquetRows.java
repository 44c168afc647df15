package dev.clew.traces.rows;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// Reads the columns of a Parquet file through DuckDB, chunk by chunk as DuckDB keeps them.
///
/// The columns are dealt out to as many threads as there are processors: each asks DuckDB for its
/// own and copies what comes, so that neither decoding nor copying waits for the other. NULL and
/// NaN are both empty cells. Lists, maps, structs and blobs are left out and said.
final class ParquetRows implements AutoCloseable {
  /// The copy that was read lies somewhere else than the object.
  private static final Pattern FILE = Pattern.compile(" '[^']*[/\\\\][^']*'");

  private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

  /// Parts for each thread: a little more than one, so that an easy part does not leave it idle.
  private static final int PARTS_A_THREAD = 2;

  /// Fewer columns than this are not worth a part of their own.
  private static final int LEAST_COLUMNS = 4;

  /// Rows that the first part reads alone: in code that is not compiled yet, threads count each
  /// loop's turns in one place and slow each other down tenfold.
  private static final int ALONE = 40_000;

  private final Path scratch;
  private final List<Path> links = new ArrayList<>();
  private @Nullable DuckDBConnection database;

  /// A reader, which opens its database with the first file.
  ///
  /// @param scratch a folder for what DuckDB spills
  ParquetRows(Path scratch) {
    this.scratch = scratch;
  }

  /// One column of a file.
  private record Field(String name, String type) {
    boolean readable() {
      var upper = type.toUpperCase(Locale.ROOT);
      return !(upper.endsWith("]")
          || upper.startsWith("STRUCT")
          || upper.startsWith("MAP")
          || upper.startsWith("UNION")
          || upper.startsWith("BLOB")
          || upper.startsWith("GEOMETRY")
          || upper.startsWith("VARIANT"));
    }

    /// The column in one of the few types that are read below.
    String selected() {
      var quoted = "\"" + name.replace("\"", "\"\"") + "\"";
      var upper = type.toUpperCase(Locale.ROOT);
      if (upper.equals("DOUBLE") || upper.equals("BIGINT")) {
        return quoted;
      }
      if (List.of("FLOAT", "REAL").contains(upper) || upper.startsWith("DECIMAL")) {
        return quoted + "::DOUBLE";
      }
      if (List.of("TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER")
          .contains(upper)) {
        return quoted + "::BIGINT";
      }
      if (upper.startsWith("TIMESTAMP WITH TIME ZONE")) {
        return "epoch_ms(" + quoted + ")"; // a cast would read it in the machine's own zone
      }
      if (time()) {
        return "epoch_ms(" + quoted + "::TIMESTAMP)";
      }
      return quoted + "::VARCHAR";
    }

    /// Whether its cells come as texts: those share the table's count of what they take.
    boolean text() {
      return selected().endsWith("::VARCHAR") || type.toUpperCase(Locale.ROOT).equals("VARCHAR");
    }

    boolean time() {
      var upper = type.toUpperCase(Locale.ROOT);
      return upper.equals("DATE") || upper.startsWith("TIMESTAMP");
    }
  }

  /// The columns that can be read.
  List<String> header(Path file) throws IOException {
    try {
      return fields(database(), plainlyNamed(file)).stream().map(Field::name).toList();
    } catch (SQLException e) {
      throw damaged(e);
    }
  }

  /// Reads the rows of one file into the table.
  void read(String key, Path object, TableBuilder table) throws IOException {
    table.begin(key, false);
    try {
      var file = plainlyNamed(object);
      var wanted = new ArrayList<Field>();
      for (var field : fields(database(), file)) {
        if (!field.readable()) {
          table
              .notes()
              .infer(
                  key + ": '" + field.name() + "' holds " + field.type() + ", which is left out");
          continue;
        }
        table.has(field.name());
        if (table.wants(field.name())) {
          wanted.add(field);
        }
      }
      if (!wanted.isEmpty()) {
        read(database(), file, wanted, table);
      }
    } catch (SQLException e) {
      throw damaged(e);
    } finally {
      table.end();
    }
  }

  private static IOException damaged(SQLException e) {
    var line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new IOException(
        "is no Parquet file that DuckDB can read ("
            + FILE.matcher(line).replaceAll("")
            + "); write it again",
        e);
  }

  private DuckDBConnection database() throws SQLException, IOException {
    var known = database;
    if (known != null) {
      return known;
    }
    var folder = Files.createDirectories(scratch.resolve("duckdb")).toString();
    var settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("temp_directory", folder);
    settings.setProperty("home_directory", folder);
    settings.setProperty("memory_limit", "512MB");
    settings.setProperty("threads", "1"); // our own threads run it
    settings.setProperty("preserve_insertion_order", "true");
    var opened =
        DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
    database = opened;
    return opened;
  }

  @Override
  public void close() throws IOException {
    for (var link : links) {
      Files.deleteIfExists(link);
    }
    try {
      var opened = database;
      if (opened != null) {
        opened.close();
      }
    } catch (SQLException e) {
      throw new IOException("DuckDB can not be closed: " + e.getMessage(), e);
    }
  }

  private static List<Field> fields(DuckDBConnection connection, Path file) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery("DESCRIBE SELECT * FROM " + table(file))) {
      var fields = new ArrayList<Field>();
      while (result.next()) {
        fields.add(new Field(result.getString(1), result.getString(2)));
      }
      return fields;
    }
  }

  /// How many rows a file says it has; 0 where it can not be read.
  int rows(Path object) throws IOException {
    try {
      return count(database(), plainlyNamed(object));
    } catch (SQLException _) {
      return 0;
    }
  }

  /// How many rows there are, from the file's own metadata.
  private static int count(DuckDBConnection connection, Path file) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT count(*) FROM " + table(file))) {
      result.next();
      return Math.toIntExact(Math.min(Integer.MAX_VALUE - 8, result.getLong(1)));
    }
  }

  /// The file as a table: its own columns, whatever its folders are called.
  private static String table(Path file) {
    var path = file.toString().replace("'", "''");
    return "read_parquet('" + path + "', hive_partitioning = false)";
  }

  /// DuckDB takes `*`, `?` and brackets in a path for patterns: such a file is read through a link.
  private Path plainlyNamed(Path file) throws IOException {
    if (file.toString().chars().noneMatch(c -> "*?[]{}".indexOf(c) >= 0)) {
      return file;
    }
    Files.createDirectories(scratch);
    var folder = Files.createTempDirectory(scratch, "link");
    links.add(folder);
    var link = Files.createSymbolicLink(folder.resolve("file.parquet"), file.toAbsolutePath());
    links.addFirst(link);
    return link;
  }

  private static void read(
      DuckDBConnection connection, Path file, List<Field> fields, TableBuilder table)
      throws SQLException, IOException {
    int count = count(connection, file);
    table.expect(count, fields.size());
    var parts = parts(fields);
    var all = new ArrayList<ColumnBuilder>();
    var reading = new ArrayList<Future<Part>>();
    var read = new ArrayList<Part>();
    var ahead = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(Math.min(THREADS, parts.size()))) {
      for (var part : parts) {
        var builders = part.stream().map(field -> table.column(field.name())).toList();
        builders.forEach(builder -> builder.reserve(count));
        all.addAll(builders);
        reading.add(threads.submit(() -> part(connection, file, part, builders, ahead)));
        ahead.await();
      }
      for (var part : reading) {
        read.add(result(part));
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    // Of a damaged file, the rows that all of its columns have.
    int rows = read.stream().mapToInt(Part::rows).min().orElse(0);
    table.endRows(rows);
    all.forEach(builder -> builder.cutTo(table.rows()));
    for (var part : read) {
      if (part.failure().isPresent()) {
        throw part.failure().get();
      }
      if (part.rows() != rows) {
        throw new IOException("changed while being read; ask again");
      }
    }
  }

  /// What came of some columns.
  ///
  /// @param failure after these rows
  private record Part(int rows, Optional<SQLException> failure) {}

  /// Deals out the columns, in their order: texts to one part, the others evenly.
  private static List<List<Field>> parts(List<Field> fields) {
    var parts = new ArrayList<List<Field>>();
    var texts = fields.stream().filter(Field::text).toList();
    if (!texts.isEmpty()) {
      parts.add(texts);
    }
    var others = fields.stream().filter(field -> !field.text()).toList();
    int each = Math.max(LEAST_COLUMNS, Math.ceilDiv(others.size(), PARTS_A_THREAD * THREADS));
    for (int from = 0; from < others.size(); from += each) {
      parts.add(others.subList(from, Math.min(from + each, others.size())));
    }
    return parts;
  }

  private static Part result(Future<Part> part) throws InterruptedIOException {
    try {
      return part.get();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failed
          ? failed
          : new IllegalStateException(e.getCause());
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while reading");
  }

  /// Reads some of the columns.
  ///
  /// @param ahead told when [#ALONE] rows are read
  private static Part part(
      DuckDBConnection connection,
      Path file,
      List<Field> fields,
      List<ColumnBuilder> builders,
      CountDownLatch ahead) {
    var selected = String.join(", ", fields.stream().map(Field::selected).toList());
    var query = "SELECT " + selected + " FROM " + table(file);
    int read = 0;
    try (var own = connection.duplicate();
        var statement = own.prepareStatement(query).unwrap(DuckDBPreparedStatement.class);
        var result = statement.query()) {
      while (result.nextChunk()) {
        var chunk = result.chunk();
        int rows = Math.toIntExact(chunk.rowCount());
        for (int i = 0; i < builders.size(); i++) {
          cells(chunk.vector(i), rows, fields.get(i).time(), builders.get(i));
        }
        read += rows;
        if (read >= ALONE) {
          ahead.countDown();
        }
      }
    } catch (SQLException e) {
      return new Part(read, Optional.of(e));
    } finally {
      ahead.countDown();
    }
    return new Part(read, Optional.empty());
  }

  private static void cells(
      DuckDBReadableVector vector, int rows, boolean time, ColumnBuilder into) {
    var type = vector.getType();
    if (type == DuckDBColumnType.DOUBLE) {
      into.addNumbers(rows, row -> vector.getDouble(row, Double.NaN));
    } else if (type == DuckDBColumnType.BIGINT) {
      for (int row = 0; row < rows; row++) {
        if (vector.isNull(row)) {
          into.addMissing();
        } else if (time) {
          into.addTime(vector.getLong(row));
        } else {
          into.addWhole(vector.getLong(row));
        }
      }
    } else {
      for (int row = 0; row < rows; row++) {
        if (vector.isNull(row)) {
          into.addMissing();
        } else {
          into.add(vector.getString(row));
        }
      }
    }
  }
}
