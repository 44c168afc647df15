package dev.clew.traces.targets;

import dev.clew.evidence.ClewException;
import dev.clew.traces.rows.PredictorReader;
import dev.clew.traces.rows.TableFormat;
import dev.clew.traces.store.Bytes;
import dev.clew.traces.store.DamagedObjectException;
import dev.clew.traces.store.Limits;
import dev.clew.traces.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// An object that is taken for neither traces nor rows, and why.
///
/// @param key the object, relative to the store's root
/// @param reason what it is instead, or what is wrong with it, and what to do where that is known
public record Unrecognised(String key, String reason) {
  private static final int HEAD_BYTES = 1 << 16;

  /// Where a tar archive says that it is one.
  private static final int TAR_AT = 257;

  private static final int MOST_FIELDS = 6;
  private static final int SHOWN_BYTES = 4;

  /// How a kind of file begins that is not read, and what it is.
  private record Beginning(int at, String bytes, String what) {
    boolean fits(byte[] head) {
      return head.length >= at + bytes.length()
          && new String(head, at, bytes.length(), StandardCharsets.ISO_8859_1).equals(bytes);
    }
  }

  private static final String ROWS = "save its rows as CSV or Parquet";

  private static final List<Beginning> BEGINNINGS =
      List.of(
          new Beginning(0, "%PDF", "a PDF document"),
          new Beginning(0, "SQLite format 3", "an SQLite database; " + ROWS),
          new Beginning(0, "ARROW1", "an Arrow (Feather) file; " + ROWS),
          new Beginning(0, "Obj\u0001", "an Avro file; " + ROWS),
          new Beginning(0, "ORC", "an ORC file; " + ROWS),
          new Beginning(0, "\u0089HDF", "an HDF5 file; " + ROWS),
          new Beginning(0, "\u0093NUMPY", "a NumPy array; " + ROWS),
          new Beginning(0, "\u0080\u0002", "a Python pickle, which is not opened; " + ROWS),
          new Beginning(0, "\u0080\u0003", "a Python pickle, which is not opened; " + ROWS),
          new Beginning(0, "\u0080\u0004", "a Python pickle, which is not opened; " + ROWS),
          new Beginning(0, "\u0080\u0005", "a Python pickle, which is not opened; " + ROWS),
          new Beginning(0, "\u00d0\u00cf\u0011\u00e0", "an Office document; " + ROWS),
          new Beginning(0, "BZh", "packed by bzip2; unpack it, or pack it by gzip or zstd"),
          new Beginning(0, "\u00fd7zXZ", "packed by xz; unpack it, or pack it by gzip or zstd"),
          new Beginning(0, "7z\u00bc\u00af", "a 7z archive; unpack it"),
          new Beginning(TAR_AT, "ustar", "a tar archive; unpack it"),
          new Beginning(0, "\u0089PNG", "an image"),
          new Beginning(0, "\u00ff\u00d8\u00ff", "an image"),
          new Beginning(0, "GIF8", "an image"));

  /// What the first of these objects are, in their order.
  ///
  /// @param scratch a folder for copies of objects that have to lie on disk to be looked into
  /// @param most how many are looked into
  public static List<Unrecognised> of(
      ObjectStore store, List<String> keys, Path scratch, int most) {
    var reader = PredictorReader.of(scratch);
    return keys.stream()
        .limit(most)
        .map(key -> new Unrecognised(key, reason(store, key, reader)))
        .toList();
  }

  private static String reason(ObjectStore store, String key, PredictorReader reader) {
    try (var bytes = Bytes.open(store, key, Limits.DEFAULT)) {
      var head = bytes.peek(HEAD_BYTES);
      if (head.length == 0) {
        // Where that comes of damage it is met here.
        bytes.stream().read();
        return bytes.compression() == Bytes.Compression.NONE
            ? "it is empty"
            : "nothing is packed in it";
      }
      return TableFormat.of(key, head) == TableFormat.NONE
          ? what(key, head)
          : "a table without readable columns: " + columns(reader, store, key);
    } catch (DamagedObjectException e) {
      return e.unread().reason();
    } catch (ClewException e) {
      return e.problem().what();
    } catch (IOException e) {
      return "it can not be opened: " + e.getMessage();
    }
  }

  private static String columns(PredictorReader reader, ObjectStore store, String key)
      throws IOException {
    try {
      return "its header says " + String.join(", ", reader.header(store, key));
    } catch (ClewException e) {
      return e.problem().what();
    }
  }

  private static String what(String key, byte[] head) {
    for (var one : BEGINNINGS) {
      if (one.fits(head)) {
        return one.what();
      }
    }
    if (new Beginning(0, "PK\u0003\u0004", "").fits(head)) {
      return key.toLowerCase(Locale.ROOT).endsWith(".xlsx")
          ? "an Excel workbook; " + ROWS
          : "a zip archive; unpack it";
    }
    if (binary(head)) {
      return "binary data of a kind that Clew does not know; it begins with the bytes "
          + HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(SHOWN_BYTES, head.length));
    }
    var text = new String(head, StandardCharsets.UTF_8).replace("\ufeff", "").strip();
    if (text.startsWith("<")) {
      return "HTML or XML";
    }
    if (text.startsWith("{") || text.startsWith("[")) {
      return json(TableFormat.fields(head));
    }
    return text.isEmpty()
        ? "it holds nothing but blanks"
        : "text that is neither JSON nor lines cut into the same columns by a comma, semicolon,"
            + " tab or bar";
  }

  private static String json(List<String> fields) {
    if (fields.isEmpty()) {
      return "JSON that can not be read, or without any object in it";
    }
    var first = fields.stream().limit(MOST_FIELDS).collect(Collectors.joining(", "));
    return "JSON, but neither a trace nor a row: its first object has "
        + (fields.size() == 1 ? "only " : "")
        + first
        + (fields.size() > MOST_FIELDS ? ", and more" : "");
  }

  private static boolean binary(byte[] head) {
    for (byte one : head) {
      if (one >= 0 && one < ' ' && one != '\t' && one != '\n' && one != '\r' && one != '\f') {
        return true;
      }
    }
    // Text of another encoding has no such bytes either; random bytes soon have.
    return false;
  }

  /// These, and how many others there are, in words: `a.bin (an image), b.csv (it is empty) and 3
  /// others`.
  ///
  /// @param all how many there are with those that were not looked into
  public static String words(List<Unrecognised> some, int all) {
    var said = new ArrayList<String>();
    some.forEach(one -> said.add(one.key() + " (" + one.reason() + ")"));
    int others = all - some.size();
    return String.join(", ", said)
        + (others > 0 ? " and " + others + " other" + (others == 1 ? "" : "s") : "");
  }
}
