package dev.clew.traces.rows;

import dev.clew.evidence.Problem;
import dev.clew.traces.rows.ColumnBuilder.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Takes the rows of several files into one table, so that a column has one type and one dictionary
/// whatever the file. Columns that a file does not have are empty there.
final class TableBuilder {
  /// One file's part of the table.
  ///
  /// @param from index of its first row
  /// @param to index after its last
  /// @param columns the names it has
  record Part(String key, int from, int to, Set<String> columns) {}

  /// What a text takes beyond its characters: the objects and its place in a dictionary.
  private static final int TEXT_BYTES = 64;

  private static final int NOT_YET = -1;

  /// A row that was left out before the row of this index.
  private record Skipped(int before, String key) {}

  private final Map<String, Kind> kinds;
  private final Predicate<String> wanted;
  private final Notes notes;
  private final long maxCells;

  private final Map<String, ColumnBuilder> builders = new LinkedHashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();

  private long textBytes;
  private String key = "";
  private long line;
  private int from;
  private int rows;
  private boolean decimalComma;
  private int announced;
  private int ahead;
  private int announcedAfterCut;
  private int cut = NOT_YET;
  private Set<String> own = new LinkedHashSet<>();

  /// An empty table.
  ///
  /// @param kinds what some columns are to be; the others are whatever they hold
  /// @param wanted which columns to keep
  /// @param maxCells more than so many are refused: each takes up to 8 bytes of memory; different
  ///   texts may take as much again
  TableBuilder(Map<String, Kind> kinds, Predicate<String> wanted, Notes notes, long maxCells) {
    this.kinds = new HashMap<>(kinds);
    this.wanted = wanted;
    this.notes = notes;
    this.maxCells = maxCells;
  }

  /// Says how many rows are known to come before the cut and after it, so that columns are laid out
  /// once.
  void announce(long before, long after) {
    announced = capped(before + after);
    ahead = capped(before);
    announcedAfterCut = capped(after);
  }

  private static int capped(long rows) {
    return (int) Math.min(rows, Integer.MAX_VALUE - 8);
  }

  /// The rows so far are the table's first half. To be called once.
  void cut() {
    cut = rows;
    ahead = announcedAfterCut;
    builders.values().forEach(builder -> builder.cut(ahead));
  }

  /// From here on rows come from this file.
  ///
  /// @param comma whether the file writes `12,5` for twelve and a half
  void begin(String file, boolean comma) {
    key = file;
    decimalComma = comma;
    line = 0;
    from = rows;
    own = new LinkedHashSet<>();
  }

  /// Where the reader stands, for notes: a line or a record, counted from 1.
  void at(long lineNumber) {
    line = lineNumber;
  }

  String key() {
    return key;
  }

  Notes notes() {
    return notes;
  }

  boolean wants(String column) {
    return wanted.test(column);
  }

  /// Notes that a column is there, whether it is wanted or not.
  void has(String column) {
    own.add(column);
  }

  /// The builder of a wanted column of this file, filled up to the current row.
  ColumnBuilder column(String name) {
    own.add(name);
    var builder = builders.get(name);
    if (builder == null) {
      builder =
          new ColumnBuilder(name, kinds.getOrDefault(name, Kind.ANY), decimalComma, this::keep);
      builders.put(name, builder);
      builder.reserve(ahead);
      if (cut != NOT_YET) {
        builder.padTo(cut);
        builder.cut(ahead);
      }
    }
    builder.padTo(rows);
    return builder;
  }

  /// Called for every text that is kept, by whichever thread fills the column: counts what it
  /// takes, and notes what was no UTF-8.
  private synchronized void keep(String text) {
    textBytes += TEXT_BYTES + text.length();
    if (textBytes > maxCells * Double.BYTES) {
      throw new Problem(
              Problem.Kind.LIMIT,
              "more than " + textBytes + " bytes of different texts do not fit into memory",
              key,
              "Leave columns of long texts out: name the features in schema.json")
          .asException();
    }
    if (text.indexOf('\uFFFD') < 0) {
      return;
    }
    notes.unread(
        key,
        line > 0 ? "line " + line : "",
        "bytes that are no UTF-8 were read as \uFFFD; write the file as UTF-8");
  }

  /// Ends a row: every cell that came counts.
  void endRow() {
    rows++;
    if ((rows & 0x3fff) == 0) {
      checkSize();
    }
  }

  /// Ends so many rows at once; every column of the file has its cells.
  void endRows(int count) {
    rows += count;
    checkSize();
  }

  /// Announces rows of the current file before they are read.
  ///
  /// @throws dev.clew.evidence.ClewException when they will not fit
  void expect(int count, int columns) {
    checkSize(Math.max((long) rows + count, announced), Math.max(columns, builders.size()));
  }

  private void checkSize() {
    checkSize(rows, builders.size());
  }

  private void checkSize(long rowCount, int columns) {
    if (rowCount * columns > maxCells) {
      throw new Problem(
              Problem.Kind.LIMIT,
              "more than "
                  + maxCells
                  + " cells ("
                  + columns
                  + " columns, at least "
                  + rowCount
                  + " rows) do not fit into memory",
              key,
              "Ask about fewer files, name fewer columns in schema.json, or give more memory")
          .asException();
    }
  }

  /// Leaves a row out that could not be read; the rows after it keep their numbers.
  void skipRow() {
    builders.values().forEach(builder -> builder.cutTo(rows));
    skipped.add(new Skipped(rows, key));
  }

  /// Ends the file.
  void end() {
    builders.values().forEach(builder -> builder.padTo(rows));
    parts.add(new Part(key, from, rows, own));
  }

  /// Rows taken in so far.
  int rows() {
    return rows;
  }

  /// Rows that could not be read.
  int skipped() {
    return skipped.size();
  }

  List<Part> parts() {
    return parts;
  }

  /// The number of each row of `fromRow..toRow`, counted from `first` through what was left out,
  /// too.
  ///
  /// @param keys the files that these rows come from
  long[] numbers(int fromRow, int toRow, long first, Collection<String> keys) {
    var own = skipped.stream().filter(row -> keys.contains(row.key())).toList();
    var numbers = new long[toRow - fromRow];
    int left = 0;
    long number = first;
    for (int row = fromRow; row < toRow; row++) {
      while (left < own.size() && own.get(left).before() == row) {
        left++;
        number++;
      }
      numbers[row - fromRow] = number++;
    }
    return numbers;
  }

  /// What came of it: the columns, cut, or the names of those to read again as text.
  record Finished(Map<String, Halves> columns, Set<String> again, Map<String, Integer> grouped) {}

  Finished finish() {
    var columns = new LinkedHashMap<String, Halves>();
    var again = new LinkedHashSet<String>();
    var grouped = new LinkedHashMap<String, Integer>();
    for (var builder : builders.values()) {
      var column = builder.finish();
      if (builder.slashed() != SlashedDates.UNTOLD) {
        notes.infer(
            "dates in '"
                + builder.name()
                + "' have the "
                + (builder.slashed() == SlashedDates.DAY_FIRST ? "day" : "month")
                + " first: what stands "
                + (builder.slashed() == SlashedDates.DAY_FIRST ? "there" : "second")
                + " goes beyond twelve");
      }
      if (column.isPresent()) {
        columns.put(builder.name(), column.get());
      } else {
        again.add(builder.name());
      }
      if (builder.grouped() > 0) {
        grouped.put(builder.name(), builder.grouped());
      }
    }
    return new Finished(columns, again, grouped);
  }
}
