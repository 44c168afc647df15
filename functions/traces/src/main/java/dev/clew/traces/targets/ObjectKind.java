package dev.clew.traces.targets;

import dev.clew.evidence.ClewException;
import dev.clew.traces.rows.PredictorReader;
import dev.clew.traces.rows.TableFormat;
import dev.clew.traces.store.Bytes;
import dev.clew.traces.store.Limits;
import dev.clew.traces.store.ObjectStore;
import java.io.IOException;
import java.util.Locale;

/// What an object holds, by its first bytes.
enum ObjectKind {
  TABLE,
  TRACES,
  /// Neither, or not readable.
  OTHER;

  private static final int HEAD_BYTES = 1 << 16;

  static ObjectKind of(ObjectStore store, String key, PredictorReader reader) {
    try (var bytes = Bytes.open(store, key, Limits.DEFAULT)) {
      var head = bytes.peek(HEAD_BYTES);
      if (TableFormat.traces(head) || protobuf(key, head)) {
        return TRACES;
      }
      if (TableFormat.of(key, head) == TableFormat.NONE || head.length == 0) {
        return OTHER;
      }
      return TableFormat.ofSpans(reader.header(store, key)) ? TRACES : TABLE;
    } catch (IOException | ClewException e) {
      return OTHER;
    }
  }

  /// The first field of an OTLP request, a message: its tag, and a length that is not nothing. Text
  /// may start alike, so either the name or a second such tag must agree.
  private static boolean protobuf(String key, byte[] head) {
    if (head.length < 4 || head[0] != 0x0a || head[1] == 0) {
      return false;
    }
    var name = key.toLowerCase(Locale.ROOT);
    if (name.contains(".binpb") || name.contains(".pb") || name.contains(".proto")) {
      return true;
    }
    int at = 1;
    while (at < head.length && (head[at] & 0x80) != 0) {
      at++;
    }
    at++;
    return at < head.length && (head[at] == 0x0a || head[at] == 0x12);
  }
}
