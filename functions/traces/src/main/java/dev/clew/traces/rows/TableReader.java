package dev.clew.traces.rows;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.ObjectRead;
import dev.clew.evidence.Problem;
import dev.clew.traces.rows.ColumnBuilder.Kind;
import dev.clew.traces.store.Bytes;
import dev.clew.traces.store.DamagedObjectException;
import dev.clew.traces.store.Limits;
import dev.clew.traces.store.ObjectStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads objects into tables, whatever their format, and keeps the receipt of each. An object that
/// can not be read is noted. Closing it deletes the copies that were made.
final class TableReader implements AutoCloseable {
  private static final int HEAD_BYTES = 1 << 16;

  private final ObjectStore store;
  private final Path scratch;
  private final long maxCells;
  private final Notes notes;
  private final Map<String, ObjectRead> objects = new TreeMap<>();
  private final Map<String, Path> copies = new HashMap<>();
  private @Nullable Path copiesFolder;
  private final ParquetRows parquet;
  private boolean storeFailed;

  TableReader(ObjectStore store, Path scratch, long maxCells, Notes notes) {
    this.store = store;
    this.scratch = scratch;
    this.maxCells = maxCells;
    this.notes = notes;
    this.parquet = new ParquetRows(scratch);
  }

  /// A table and its columns, for the taker to change.
  record Table(TableBuilder builder, Map<String, Halves> columns) {}

  /// What was read, by key.
  Map<String, ObjectRead> objects() {
    return objects;
  }

  /// Whether the store failed for an object, rather than the object's bytes.
  boolean storeFailed() {
    return storeFailed;
  }

  /// The columns of an object; none where it is no table or can not be read, which is noted.
  List<String> header(String key) {
    try {
      if (isParquet(key)) {
        return parquet.header(local(key));
      }
      try (var bytes = Bytes.open(store, key, Limits.DEFAULT)) {
        var format = TableFormat.of(key, bytes.peek(HEAD_BYTES));
        var header =
            switch (format) {
              case CSV -> CsvRows.header(bytes);
              case JSON -> JsonRows.header(bytes);
              case PARQUET -> parquet.header(local(key));
              case NONE -> List.<String>of();
            };
        if (header.isEmpty()) {
          notes.unread(
              key,
              "",
              format == TableFormat.NONE
                  ? noTable()
                  : "is empty: no columns, no rows; write it again, or delete it");
        }
        return header;
      }
    } catch (IOException | ClewException e) {
      unreadable(notes, key, e);
      return List.of();
    }
  }

  private static String noTable() {
    return "is no CSV, JSON lines or Parquet, so it was left out; keep it outside of the log's folder";
  }

  private static boolean isParquet(String key) {
    var name = key.toLowerCase(Locale.ROOT);
    return name.endsWith(".parquet") || name.endsWith(".parq") || name.endsWith(".pq");
  }

  private Path local(String key) throws IOException {
    var known = copies.get(key);
    if (known != null) {
      return known;
    }
    var file = store.local(key, copiesFolder());
    copies.put(key, file);
    return file;
  }

  /// A folder of this reader's own: the user's files may lie in the scratch folder too.
  private Path copiesFolder() throws IOException {
    var known = copiesFolder;
    if (known == null) {
      Files.createDirectories(scratch);
      known = Files.createTempDirectory(scratch, "copies");
      copiesFolder = known;
    }
    return known;
  }

  /// Reads the objects into one table, cut between two groups of them; columns that turn out to be
  /// texts after all are read once more.
  ///
  /// @param before objects whose rows make the first half
  /// @throws ClewException when the table is too large
  /// @throws IOException when an object changes while it is read
  Table table(
      List<String> before, List<String> after, Map<String, Kind> kinds, Predicate<String> wanted)
      throws IOException {
    var known = new HashMap<>(kinds);
    var first = new TableBuilder(known, wanted, notes, maxCells);
    first.announce(rowsToCome(before), rowsToCome(after));
    readInto(first, before, after);
    var finished = first.finish();
    sayGrouped(finished.grouped());
    if (finished.again().isEmpty()) {
      return new Table(first, finished.columns());
    }
    finished.again().forEach(column -> known.put(column, Kind.TEXT));
    var second = new TableBuilder(known, finished.again()::contains, new Notes(), maxCells);
    readInto(second, before, after);
    if (second.rows() != first.rows()) {
      var keys = new LinkedHashSet<>(before);
      keys.addAll(after);
      throw new IOException(String.join(", ", keys) + " changed while being read; ask again");
    }
    return new Table(first, merged(first, finished.columns(), second.finish().columns()));
  }

  /// Rows of all the Parquet files, as they say; the others are known when they are read.
  private long rowsToCome(List<String> keys) {
    long rows = 0;
    for (var key : keys) {
      try {
        rows += isParquet(key) ? parquet.rows(local(key)) : 0;
      } catch (IOException | ClewException _) {
        // It is read, and its failure noted, when its turn comes.
      }
    }
    return rows;
  }

  /// All columns in the order of the files' own.
  private static Map<String, Halves> merged(
      TableBuilder table, Map<String, Halves> columns, Map<String, Halves> texts) {
    var order = new LinkedHashSet<String>();
    table.parts().forEach(part -> order.addAll(part.columns()));
    var merged = new LinkedHashMap<String, Halves>();
    for (var name : order) {
      var column = columns.getOrDefault(name, texts.get(name));
      if (column != null) {
        merged.put(name, column);
      }
    }
    return merged;
  }

  private void sayGrouped(Map<String, Integer> grouped) {
    grouped.forEach((column, count) ->
        notes.infer(
            "'"
                + column
                + "': "
                + count
                + " cells with thousands set apart are read as"
                + " numbers"));
  }

  private void readInto(TableBuilder table, List<String> before, List<String> after) {
    before.forEach(key -> readInto(table, key));
    table.cut();
    after.forEach(key -> readInto(table, key));
  }

  private void readInto(TableBuilder table, String key) {
    int before = table.parts().size();
    try {
      if (isParquet(key)) {
        parquet(table, key);
      } else {
        read(table, key);
      }
    } catch (ClewException e) {
      if (e.problem().kind() == Problem.Kind.LIMIT) {
        throw e;
      }
      unreadable(table.notes(), key, e);
      return;
    } catch (IOException e) {
      unreadable(table.notes(), key, e);
      return;
    }
    if (table.parts().size() > before) {
      var part = table.parts().getLast();
      if (part.from() == part.to()) {
        var what =
            part.columns().isEmpty()
                ? "is empty; write it again, or delete it"
                : "holds a header and no rows";
        table.notes().unread(key, "", what);
      }
    }
  }

  private void read(TableBuilder table, String key) throws IOException {
    try (var bytes = Bytes.open(store, key, Limits.DEFAULT)) {
      switch (TableFormat.of(key, bytes.peek(HEAD_BYTES))) {
        case CSV -> CsvRows.read(bytes, table);
        case JSON -> JsonRows.read(bytes, table);
        case PARQUET -> {
          parquet(table, key);
          return;
        }
        case NONE -> table.notes().unread(key, "", noTable());
      }
      objects.put(key, bytes.read());
    }
  }

  private void parquet(TableBuilder table, String key) throws IOException {
    var file = local(key);
    // Its bytes are hashed beside the reading of its columns.
    var receipt = new FutureTask<>(() -> Bytes.read(key, file));
    Thread.ofPlatform().name("receipt").start(receipt);
    try {
      parquet.read(key, file, table);
    } finally {
      objects.put(key, result(receipt));
    }
  }

  private static ObjectRead result(Future<ObjectRead> receipt) throws IOException {
    try {
      return receipt.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void unreadable(Notes into, String key, Exception failure) {
    switch (failure) {
      case DamagedObjectException damage ->
          into.lost(key, damage.unread().where(), damage.unread().reason());
      case ClewException ours -> {
        storeFailed |= ours.problem().kind() == Problem.Kind.DEPENDENCY;
        into.lost(key, "", ours.problem().what() + ". " + ours.problem().remedy());
      }
      default -> {
        var reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        into.lost(key, "", "can not be read: " + reason);
      }
    }
  }

  @Override
  public void close() throws IOException {
    parquet.close();
    var own = copiesFolder;
    if (own == null) {
      return;
    }
    try (var left = Files.list(own)) {
      for (var copy : left.toList()) {
        Files.deleteIfExists(copy);
      }
    }
    Files.deleteIfExists(own);
  }
}
