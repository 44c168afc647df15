package dev.clew.traces.rows;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import dev.clew.evidence.ClewException;
import dev.clew.traces.csv.ClosedQuotes;
import dev.clew.traces.store.Bytes;
import dev.clew.traces.store.DamagedObjectException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads separated values: quotes, line breaks within them, a byte order mark, and the separator
/// found by looking. A row with too few or too many fields, or with a quote that is not closed, is
/// left out and noted with its line; the rest is read.
final class CsvRows {
  /// Longest record, in characters. A record that is longer ends the reading of its file.
  private static final int MAX_RECORD = 16 << 20;

  private static final Pattern DECIMAL_COMMA =
      Pattern.compile("(?m)(?:^|;)-?[0-9.]+,[0-9]+(?:;|\\r?$)");
  private static final Pattern DECIMAL_POINT =
      Pattern.compile("(?m)(?:^|;)-?[0-9]+\\.[0-9]+(?:;|\\r?$)");

  private CsvRows() {}

  /// The first line as column names.
  static List<String> header(Bytes bytes) throws IOException {
    var head = bytes.peek(1 << 16);
    var sample = text(head);
    int end = 0;
    boolean quoted = false;
    while (end < sample.length() && (quoted || sample.charAt(end) != '\n')) {
      quoted ^= sample.charAt(end) == '"';
      end++;
    }
    var line = sample.substring(0, end).strip();
    if (line.isEmpty()) {
      return List.of();
    }
    try {
      var record = CsvReader.builder().fieldSeparator(Delimiter.of(sample)).ofSingleCsvRecord(line);
      return names(record.getFields());
    } catch (CsvParseException e) {
      throw new IOException("its first line is no header (" + e.getMessage() + ")", e);
    }
  }

  /// Reads the rows of one file into the table.
  ///
  /// What can not be read is noted: nothing is thrown but what the store throws.
  static void read(Bytes bytes, TableBuilder table) throws IOException {
    var sample = text(bytes.peek(1 << 16));
    char delimiter = Delimiter.of(sample);
    table.begin(bytes.key(), delimiter == ';' && decimalComma(sample));
    var handler = new Handler(table);
    var records =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(MAX_RECORD)
            .build(handler, new ClosedQuotes(reader(bytes), delimiter, handler.broken::add));
    try {
      records.forEach(_ -> {});
      handler.leaveOut(Long.MAX_VALUE);
    } catch (CsvParseException | UncheckedIOException e) {
      handler.giveUp();
      note(table, bytes.key(), handler.line, e);
    }
    table.end();
  }

  /// Whether cells of the sample are fractions written with a comma, and none with a point.
  private static boolean decimalComma(String sample) {
    return DECIMAL_COMMA.matcher(sample).find() && !DECIMAL_POINT.matcher(sample).find();
  }

  private static void note(TableBuilder table, String key, long line, RuntimeException failure)
      throws IOException {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClewException ours) {
        throw ours;
      }
      if (cause instanceof DamagedObjectException damage) {
        table.notes().lost(key, damage.unread().where(), damage.unread().reason());
        return;
      }
      if (cause.getMessage() != null && cause.getMessage().contains("buffer")) {
        table
            .notes()
            .lost(
                key,
                "after line " + line,
                "a record is longer than "
                    + MAX_RECORD
                    + " characters; the rows before it were read. Look for a quote that is not"
                    + " closed or a line that never ends");
        return;
      }
      if (cause instanceof IOException world) {
        throw world;
      }
    }
    table
        .notes()
        .lost(
            key,
            "after line " + line,
            "is no CSV from there on (" + failure.getMessage() + "); the rows before were read");
  }

  private static Reader reader(Bytes bytes) throws IOException {
    var head = bytes.peek(3);
    var charset = charset(head);
    int mark = markLength(head);
    bytes.stream().skipNBytes(mark);
    return new InputStreamReader(
        bytes.stream(),
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE));
  }

  private static String text(byte[] head) {
    int mark = markLength(head);
    return new String(head, mark, head.length - mark, charset(head));
  }

  private static Charset charset(byte[] head) {
    if (head.length >= 2 && head[0] == (byte) 0xff && head[1] == (byte) 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    if (head.length >= 2 && head[0] == (byte) 0xfe && head[1] == (byte) 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }

  private static int markLength(byte[] head) {
    if (!charset(head).equals(StandardCharsets.UTF_8)) {
      return 2;
    }
    boolean marked =
        head.length >= 3
            && head[0] == (byte) 0xef
            && head[1] == (byte) 0xbb
            && head[2] == (byte) 0xbf;
    return marked ? 3 : 0;
  }

  /// Every column gets a name of its own.
  private static List<String> names(List<String> fields) {
    var names = new ArrayList<String>();
    var taken = new HashSet<>(fields);
    for (int i = 0; i < fields.size(); i++) {
      var name = fields.get(i).strip();
      if (name.isEmpty()) {
        name = "column " + (i + 1);
      }
      if (names.contains(name)) {
        int number = 1;
        while (taken.contains(name + "." + number)) {
          number++;
        }
        name = name + "." + number;
      }
      taken.add(name);
      names.add(name);
    }
    return names;
  }

  /// Puts cells into columns as the parser finds them, without an object per row.
  private static final class Handler extends CsvCallbackHandler<Boolean> {
    private final TableBuilder table;
    private final List<String> headerFields = new ArrayList<>();
    private boolean headed;
    private List<Optional<ColumnBuilder>> columns = List.of();
    private RecordType type = RecordType.DATA;
    private int fields;
    private boolean extraFilled;
    private long line;

    /// Lines that the parser was not given, up to where it has read ahead.
    private final Deque<ClosedQuotes.Broken> broken = new ArrayDeque<>();

    Handler(TableBuilder table) {
      this.table = table;
    }

    @Override
    protected RecordType getRecordType() {
      return type;
    }

    @Override
    protected int getFieldCount() {
      return fields;
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
      leaveOut(startingLineNumber);
      type = RecordType.DATA;
      fields = 0;
      extraFilled = false;
      line = startingLineNumber;
      table.at(line);
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
      if (!headed) {
        headerFields.add(new String(buffer, offset, length));
      } else if (fields >= columns.size()) {
        extraFilled |= length > 0;
      } else {
        var column = columns.get(fields);
        if (column.isPresent()) {
          column.get().add(buffer, offset, length);
        }
      }
      fields++;
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
      type = RecordType.COMMENT;
    }

    @Override
    protected void setEmpty() {
      type = RecordType.EMPTY;
    }

    @Override
    protected Boolean buildRecord() {
      if (type == RecordType.EMPTY) {
        return Boolean.TRUE;
      }
      if (!headed) {
        columns = header();
        headed = true;
      } else if (fields < columns.size() || extraFilled) {
        table.skipRow();
        table
            .notes()
            .unread(
                table.key(),
                "line " + line + ": " + fields + (fields == 1 ? " field" : " fields"),
                "the row was left out, as the header names "
                    + columns.size()
                    + " columns; mend the line");
      } else {
        table.endRow();
      }
      return Boolean.TRUE;
    }

    private List<Optional<ColumnBuilder>> header() {
      var names = names(headerFields);
      for (int i = 0; i < names.size(); i++) {
        if (!names.get(i).equals(headerFields.get(i).strip())) {
          table
              .notes()
              .infer(
                  table.key()
                      + ": column "
                      + (i + 1)
                      + (headerFields.get(i).isBlank() ? " has no name" : " repeats a name")
                      + " and is called '"
                      + names.get(i)
                      + "'");
        }
      }
      var builders = new ArrayList<Optional<ColumnBuilder>>();
      for (var name : names) {
        table.has(name);
        builders.add(table.wants(name) ? Optional.of(table.column(name)) : Optional.empty());
      }
      return builders;
    }

    /// Notes the lines before this one that the parser was not given.
    private void leaveOut(long before) {
      while (!broken.isEmpty() && broken.getFirst().line() < before) {
        var one = broken.removeFirst();
        table.skipRow();
        table.notes().unread(table.key(), "line " + one.line(), one.reason());
      }
    }

    /// Drops what came of a record that never ended.
    void giveUp() {
      for (var column : columns) {
        column.ifPresent(builder -> builder.cutTo(table.rows()));
      }
    }
  }
}
