package dev.clew.traces.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.clew.traces.store.Bytes;
import dev.clew.traces.store.DamagedObjectException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads rows from JSON: a row a line, an array of objects, or objects one after the other. Objects
/// within a row are flattened (`address.city`); lists are left out and said. A line that is no JSON
/// is left out and noted, and the next one is read.
final class JsonRows {
  /// Longest line, in bytes.
  private static final int MAX_LINE = 16 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private final TableBuilder table;
  private final Set<String> lists = new LinkedHashSet<>();

  private JsonRows(TableBuilder table) {
    this.table = table;
  }

  /// The columns of the first rows.
  static List<String> header(Bytes bytes) throws IOException {
    var head = bytes.peek(1 << 16);
    var names = new LinkedHashSet<String>();
    try (var parser = JSON.createParser(head)) {
      if (CapturedRows.recognised(head)) {
        return CapturedRows.header(head);
      }
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          names(parser, "", names);
        }
      }
    } catch (JsonProcessingException e) {
      // The sample ends within a row: the rows before have told the names.
    }
    return List.copyOf(names);
  }

  private static void names(JsonParser parser, String prefix, Set<String> names)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = prefix + parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> names(parser, name + ".", names);
        case START_ARRAY -> parser.skipChildren();
        case null, default -> names.add(name);
      }
    }
  }

  /// Reads the rows of one file into the table.
  static void read(Bytes bytes, TableBuilder table) throws IOException {
    table.begin(bytes.key(), false);
    var rows = new JsonRows(table);
    var head = bytes.peek(1 << 16);
    if (CapturedRows.recognised(head)) {
      rows.lines(bytes, CapturedRows.of(table)::row);
    } else if (lineByLine(head)) {
      rows.lines(bytes, rows::line);
    } else {
      rows.stream(bytes);
    }
    for (var list : rows.lists) {
      table.notes().infer(bytes.key() + ": '" + list + "' holds lists, which are left out");
    }
    table.end();
  }

  /// Whether the first line is a whole object; or the second, where the first may have been cut.
  private static boolean lineByLine(byte[] head) {
    int start = 0;
    while (start < head.length && (head[start] <= ' ' || (head[start] & 0x80) != 0)) {
      start++; // blanks and a byte order mark
    }
    if (start == head.length || head[start] != '{') {
      return false;
    }
    int end = lineEnd(head, start);
    if (end == head.length) {
      return true; // a first row longer than the sample: lines, most likely
    }
    if (isObject(head, start, end)) {
      return true;
    }
    int second = end + 1;
    boolean opens = second - start < 5; // `{` alone begins an object over several lines
    return !opens
        && second < head.length
        && head[second] == '{'
        && isObject(head, second, lineEnd(head, second));
  }

  private static int lineEnd(byte[] head, int start) {
    int end = start;
    while (end < head.length && head[end] != '\n') {
      end++;
    }
    return end;
  }

  private static boolean isObject(byte[] head, int start, int end) {
    try (var parser = JSON.createParser(head, start, end - start)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /// What is done with one line.
  interface LineReader {
    void read(byte[] buffer, int offset, int length) throws IOException;
  }

  private void lines(Bytes bytes, LineReader reader) throws IOException {
    var lines = new Lines(bytes.stream(), MAX_LINE);
    try {
      while (lines.next()) {
        table.at(lines.number());
        if (lines.tooLong()) {
          table.skipRow();
          table
              .notes()
              .unread(
                  table.key(),
                  "line " + lines.number(),
                  "the line is longer than "
                      + MAX_LINE
                      + " bytes and was left out; write one row to a line");
        } else if (!lines.blank()) {
          row(lines, reader);
        }
      }
    } catch (DamagedObjectException e) {
      table.notes().lost(table.key(), e.unread().where(), e.unread().reason());
    }
  }

  private void row(Lines lines, LineReader reader) throws IOException {
    try {
      reader.read(lines.buffer(), lines.offset(), lines.length());
      table.endRow();
    } catch (JsonProcessingException e) {
      table.skipRow();
      table
          .notes()
          .unread(
              table.key(),
              "line " + lines.number() + column(e),
              "the row was left out, as it is no JSON object; mend the line");
    }
  }

  private static String column(JsonProcessingException e) {
    return e.getLocation() == null ? "" : ", column " + e.getLocation().getColumnNr();
  }

  private void line(byte[] buffer, int offset, int length) throws IOException {
    try (var parser = JSON.createParser(buffer, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "no object");
      }
      fields(parser, "");
    }
  }

  /// An array of objects, or objects that span lines: what comes after an error can not be told
  /// apart.
  private void stream(Bytes bytes) throws IOException {
    try (var parser = JSON.createParser(bytes.stream())) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          table.at(parser.currentLocation().getLineNr());
          fields(parser, "");
          table.endRow();
        }
      }
    } catch (JsonProcessingException e) {
      table.skipRow();
      var at = e.getLocation();
      table
          .notes()
          .lost(
              table.key(),
              at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr(),
              "is no JSON from there on; the rows before were read. Write a row a line, so that one"
                  + " error costs one row");
    } catch (DamagedObjectException e) {
      table.skipRow();
      table.notes().lost(table.key(), e.unread().where(), e.unread().reason());
    }
  }

  private void fields(JsonParser parser, String prefix) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = prefix.isEmpty() ? parser.currentName() : prefix + parser.currentName();
      var token = parser.nextToken();
      if (token == JsonToken.START_OBJECT) {
        fields(parser, name + ".");
      } else if (token == JsonToken.START_ARRAY) {
        lists.add(name);
        parser.skipChildren();
      } else if (token == null) {
        throw new JsonParseException(parser, "ends within an object");
      } else {
        cell(parser, name);
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new JsonParseException(parser, "ends within an object");
    }
  }

  private void cell(JsonParser parser, String name) throws IOException {
    table.has(name);
    if (!table.wants(name)) {
      return;
    }
    var column = table.column(name);
    if (column.size() > table.rows()) {
      return; // the name stands twice in this row: the first counts
    }
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      column.addMissing();
    } else {
      column.add(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }
  }
}
