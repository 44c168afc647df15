package dev.clew.traces.rows;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.traces.rows.ColumnBuilder.Kind;
import dev.clew.traces.rows.Schema.Files;
import dev.clew.traces.rows.Schema.Order;
import dev.clew.traces.store.Bytes;
import dev.clew.traces.store.DamagedObjectException;
import dev.clew.traces.store.Keys;
import dev.clew.traces.store.Limits;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Reads the inference log of one predictor: finds its files, reads them whatever their format,
/// infers what no schema states, joins late actuals, and sorts by time where rows have one.
///
/// A file that can not be read is noted in the coverage, and the others are read. Only what leaves
/// no log at all, or contradicts the schema in every file, is an exception.
public final class PredictorReader {
  private final Path scratch;
  private final long maxCells;

  /// A reader.
  ///
  /// @param scratch a folder for what has to lie on disk: copies of Parquet objects, spills of
  ///   DuckDB
  /// @param maxCells more cells than that are refused; a cell takes up to 8 bytes, briefly twice
  ///   that
  public PredictorReader(Path scratch, long maxCells) {
    this.scratch = scratch;
    this.maxCells = maxCells;
  }

  /// A reader that fills at most half of this machine's heap.
  public static PredictorReader of(Path scratch) {
    return new PredictorReader(scratch, Runtime.getRuntime().maxMemory() / 2 / Double.BYTES);
  }

  /// Reads everything below a folder of the store.
  ///
  /// @param predictor the name, unless the schema states one
  /// @param folder key of the folder, empty for the root
  /// @throws ClewException when there is no log, or it contradicts its schema
  /// @throws IOException when the store fails
  public InferenceLog read(ObjectStore store, String predictor, String folder) throws IOException {
    return read(
        store, predictor, folder, store.list(folder).stream().map(StoredObject::key).toList());
  }

  /// Reads these objects.
  ///
  /// @param keys of the objects that may belong to the log, all below `folder`
  public InferenceLog read(ObjectStore store, String predictor, String folder, List<String> keys)
      throws IOException {
    return new Reading(store, predictor, folder, Optional.empty()).read(keys);
  }

  /// The columns of one object; none where it is no table.
  public List<String> header(ObjectStore store, String key) throws IOException {
    try (var reader = new TableReader(store, scratch, maxCells, new Notes())) {
      return reader.header(key);
    }
  }

  /// Reads these objects, and of columns that have no role but feature or tag only those named;
  /// where the schema leaves features to be inferred, all are read.
  public InferenceLog read(
      ObjectStore store, String predictor, String folder, List<String> keys, Set<String> columns)
      throws IOException {
    return new Reading(store, predictor, folder, Optional.of(columns)).read(keys);
  }

  /// One reading of one log.
  private final class Reading {
    private final ObjectStore store;
    private final String predictor;
    private final String folder;
    private final Optional<Set<String>> selected;
    private final Notes notes = new Notes();
    private final TableReader reader;
    private SchemaFile stated = SchemaFile.none();

    Reading(ObjectStore store, String predictor, String folder, Optional<Set<String>> selected) {
      this.store = store;
      this.predictor = predictor;
      this.folder = folder;
      this.selected = selected;
      this.reader = new TableReader(store, scratch, maxCells, notes);
    }

    InferenceLog read(List<String> keys) throws IOException {
      try (reader) {
        return log(keys);
      }
    }

    private InferenceLog log(List<String> keys) throws IOException {
      stated = schemaFile(keys);
      var files = stated.key().isEmpty() ? inferredFiles(keys) : statedFiles(keys);
      var tables = tables(files);
      var log = tables.log().builder();
      int baselineRows = baselineRows(log, files);
      if (log.rows() == 0) {
        throw nothing("no row could be read");
      }
      var observed =
          new Observed(
              tables.log().columns(),
              baselineRows,
              log.rows(),
              has(log, files.baseline()),
              has(log, files.current()),
              tables.actuals());
      if (observed.rows() == observed.baselineRows()) {
        throw nothing("the current files hold no rows");
      }
      checkNamed(log, files, observed);
      var relative =
          new Files(
              relative(files.baseline()), relative(files.current()), relative(files.actuals()));
      var schema =
          Inference.complete(
              stated.predictor().orElse(predictor), stated, relative, observed, notes);
      return finish(schema, observed, files, tables);
    }

    private RuntimeException nothing(String what) {
      var reasons = new ArrayList<String>();
      notes
          .unread()
          .forEach(unread ->
              reasons.add(
                  unread.key()
                      + (unread.where().isEmpty() ? "" : ", " + unread.where())
                      + ": "
                      + unread.reason()));
      return new Problem(
              reader.storeFailed() ? Problem.Kind.DEPENDENCY : Problem.Kind.DATA,
              what + (reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")"),
              folder.isEmpty() ? store.describe() : folder,
              "Give CSV, JSON lines or Parquet files with rows, plain or packed as gzip or zstd")
          .asException();
    }

    private SchemaFile schemaFile(List<String> keys) throws IOException {
      var key = Keys.join(folder, SchemaFile.NAME);
      if (!keys.contains(key)) {
        return SchemaFile.none();
      }
      try (var bytes = Bytes.open(store, key, new Limits(1 << 20, 500))) {
        var schema = SchemaFile.parse(bytes.stream().readAllBytes(), key);
        reader.objects().put(key, bytes.read());
        return schema;
      } catch (DamagedObjectException e) {
        throw new ClewException(
            new Problem(
                Problem.Kind.DATA,
                "can not be read: " + e.unread().reason(),
                key,
                "Write it again, as plain JSON below 1 MB"),
            e);
      }
    }

    private List<String> relative(List<String> keys) {
      return keys.stream()
          .map(key -> folder.isEmpty() ? key : key.substring(folder.length() + 1))
          .toList();
    }

    private Files statedFiles(List<String> keys) {
      var below = keys.stream().filter(key -> Keys.below(folder, key)).toList();
      var files = LogFiles.stated(stated, relative(below));
      return new Files(
          absolute(files.baseline()), absolute(files.current()), absolute(files.actuals()));
    }

    private List<String> absolute(List<String> keys) {
      return keys.stream().map(key -> Keys.join(folder, key)).toList();
    }

    private Files inferredFiles(List<String> keys) {
      var headers = Headers.of(keys, reader::header);
      if (headers.isEmpty()) {
        throw nothing("there is no table");
      }
      return LogFiles.inferred(headers, notes);
    }

    /// The log's table, and the actuals' columns, none where there are no files of them.
    private record Tables(TableReader.Table log, Map<String, Column> actuals) {}

    private Tables tables(Files files) throws IOException {
      var log = reader.table(files.baseline(), files.current(), kinds(stated), wanted());
      var actuals = new LinkedHashMap<String, Column>();
      if (!files.actuals().isEmpty()) {
        reader
            .table(List.of(), files.actuals(), kinds(stated), _ -> true)
            .columns()
            .forEach((name, column) -> actuals.put(name, column.whole()));
      }
      return new Tables(log, actuals);
    }

    private Predicate<String> wanted() {
      if (selected.isEmpty() || !stated.states("features")) {
        return _ -> true;
      }
      var names = new LinkedHashSet<>(selected.get());
      stated.columns().values().forEach(names::add);
      return names::contains;
    }

    private Map<String, Kind> kinds(SchemaFile schema) {
      var kinds = new HashMap<String, Kind>();
      schema.categorical().forEach(column -> kinds.put(column, Kind.TEXT));
      schema.column("timestamp").ifPresent(column -> kinds.put(column, Kind.TIME));
      schema.column("score").ifPresent(column -> kinds.put(column, Kind.NUMBER));
      schema.column("group").ifPresent(column -> kinds.put(column, Kind.TEXT));
      schema.column("rank").ifPresent(column -> kinds.put(column, Kind.NUMBER));
      schema.column("relevance").ifPresent(column -> kinds.put(column, Kind.NUMBER));
      schema.embeddings().values().forEach(all -> all.forEach(c -> kinds.put(c, Kind.NUMBER)));
      for (var field : List.of("prediction", "actual")) {
        var column = schema.column(field);
        if (column.isPresent() && schema.task().isPresent()) {
          kinds.put(
              column.get(),
              switch (schema.task().get()) {
                case BINARY, MULTICLASS -> Kind.TEXT;
                case REGRESSION -> Kind.NUMBER;
                case RANKING, UNKNOWN -> Kind.ANY;
              });
        }
      }
      return kinds;
    }

    private int baselineRows(TableBuilder log, Files files) {
      int rows = 0;
      for (var part : log.parts()) {
        if (files.baseline().contains(part.key())) {
          rows = part.to();
        }
      }
      return rows;
    }

    private Set<String> has(TableBuilder log, List<String> keys) {
      var names = new LinkedHashSet<String>();
      log.parts().stream()
          .filter(part -> keys.contains(part.key()))
          .forEach(part -> names.addAll(part.columns()));
      return names;
    }

    /// Every column that the schema names must be somewhere, and what it names for the current rows
    /// in one of their files at least.
    private void checkNamed(TableBuilder log, Files files, Observed observed) {
      var known = new LinkedHashSet<>(observed.currentHas());
      known.addAll(observed.baselineHas());
      stated
          .namedColumns()
          .forEach((column, field) -> {
            boolean late = field.equals("actual") || field.equals("relevance");
            boolean there =
                observed.currentHas().contains(column)
                    || (late
                        && (observed.baselineHas().contains(column)
                            || observed.actuals().containsKey(column)));
            if (!there) {
              throw new Problem(
                      Problem.Kind.DATA,
                      "'"
                          + field
                          + "' names the column '"
                          + column
                          + "', which "
                          + String.join(", ", files.current())
                          + " does not have",
                      stated.key(),
                      Nearest.remedy(column, known))
                  .asException();
            }
            for (var part : log.parts()) {
              if (!late && !part.columns().contains(column) && !part.columns().isEmpty()) {
                notes.infer(
                    part.key() + " has no column '" + column + "': its cells there are empty");
              }
            }
          });
    }

    private InferenceLog finish(Schema inferred, Observed observed, Files files, Tables tables) {
      var log = tables.log().builder();
      var columns = observed.columns();
      var late = new LinkedHashMap<>(tables.actuals());
      long unused = 0;
      if (!late.isEmpty()) {
        unused = join(inferred, observed, columns, late);
      }
      var schema = Roles.retype(inferred, columns, stated, notes);
      var split = split(columns, log, files, observed.baselineRows(), schema.firstRow());
      var baseline = split.getFirst();
      var current = split.getLast();
      if (schema.order() == Order.TIME || schema.chunk() instanceof Schema.ChunkRule.Period) {
        baseline = byTime(baseline, schema, "baseline");
        current = byTime(current, schema, "current");
      }
      long examined = observed.rows();
      long population = examined + log.skipped();
      long missing =
          schema
              .actual()
              .flatMap(current::column)
              .map(column -> (long) column.missing())
              .orElse(0L);
      return new InferenceLog(
          schema,
          baseline,
          current,
          missing,
          unused,
          new Coverage(population, examined, population == examined, notes.unread()),
          List.copyOf(reader.objects().values()),
          notes.inferences());
    }

    /// Puts the late actuals into the log's columns; how many belong to no row.
    private long join(
        Schema schema, Observed observed, Map<String, Halves> columns, Map<String, Column> late) {
      var actual = schema.actual().orElse("");
      var lateActual = late.get(actual);
      if (lateActual == null) {
        throw new Problem(
                Problem.Kind.DATA,
                "the files of actuals have no column '" + actual + "'",
                stated.key(),
                "They have " + String.join(", ", late.keySet()) + "; state 'actual' in schema.json")
            .asException();
      }
      var id = schema.id().orElse("");
      var rowIds = Optional.ofNullable(columns.get(id)).map(Halves::whole);
      var lateIds = late.get(id);
      if (rowIds.isEmpty() || lateIds == null) {
        return joinByPlace(observed, columns, actual, lateActual);
      }
      var joined =
          Actuals.join(
              rowIds.get(),
              Optional.ofNullable(columns.get(actual)).map(Halves::whole),
              lateIds,
              lateActual);
      columns.put(actual, Halves.of(joined.joined(), observed.baselineRows()));
      if (joined.repeated() > 0) {
        notes.infer(
            joined.repeated()
                + " actuals have an id that comes again further down: the last of an id counts");
      }
      return joined.unused();
    }

    private long joinByPlace(
        Observed observed, Map<String, Halves> columns, String actual, Column late) {
      int current = observed.rows() - observed.baselineRows();
      if (late.size() != current) {
        throw new Problem(
                Problem.Kind.DATA,
                "the actuals can not be joined: the rows and they share no id, and "
                    + late.size()
                    + " actuals are no match for "
                    + current
                    + " rows",
                stated.key().isEmpty() ? folder : stated.key(),
                "State 'id' in schema.json, a column that both have")
            .asException();
      }
      notes.infer("actuals are joined by their place in the file, as rows and actuals share no id");
      var of = new int[observed.rows()];
      for (int row = 0; row < of.length; row++) {
        of[row] = row < observed.baselineRows() ? -1 : row - observed.baselineRows();
      }
      var own = columns.get(actual);
      if (own == null) {
        columns.put(actual, Halves.of(Cells.pick(late, of), observed.baselineRows()));
        return 0;
      }
      var both = Cells.join(own.whole(), late);
      for (int row = 0; row < of.length; row++) {
        of[row] = of[row] < 0 ? row : observed.rows() + of[row];
      }
      columns.put(actual, Halves.of(Cells.pick(both, of), observed.baselineRows()));
      return 0;
    }

    /// The rows of the baseline, and those after it.
    private static List<Rows> split(
        Map<String, Halves> columns, TableBuilder log, Files files, int at, long firstRow) {
      int end = log.rows();
      var before = new LinkedHashMap<String, Column>();
      var after = new LinkedHashMap<String, Column>();
      columns.forEach((name, column) -> {
        before.put(name, column.baseline());
        after.put(name, column.current());
      });
      boolean gaps = log.skipped() > 0;
      return List.of(
          new Rows(0, at, before, numbers(gaps, () -> log.numbers(0, at, 0, files.baseline()))),
          new Rows(
              firstRow,
              end - at,
              after,
              numbers(gaps, () -> log.numbers(at, end, firstRow, files.current()))));
    }

    private static Optional<long[]> numbers(boolean gaps, Supplier<long[]> numbers) {
      return gaps ? Optional.of(numbers.get()) : Optional.empty();
    }

    private Rows byTime(Rows rows, Schema schema, String which) {
      if (!(schema.timestamp().flatMap(rows::column).orElse(null)
          instanceof Column.Times(var _, long[] millis, var _))) {
        return rows;
      }
      var order = TimeOrder.of(millis);
      if (order.isEmpty()) {
        return rows;
      }
      notes.infer("the " + which + " rows are sorted by time; each keeps its number");
      return rows.pick(order.get());
    }
  }
}
