package dev.clew.traces.dialects;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What an object holds, told by its first bytes.
enum ContentForm {
  EMPTY,
  JSON,
  PROTOBUF,
  PROTOBUF_VARINT,
  PROTOBUF_FOUR_BYTES,
  PARQUET,
  /// A CSV table of observations.
  CSV,
  OTHER;

  /// How many first bytes are looked at.
  static final int HEAD_BYTES = 4096;

  /// The form that first bytes tell. White space up to their end is taken for JSON that begins
  /// later.
  ///
  /// @param head the first [#HEAD_BYTES] bytes, or all there are
  static ContentForm of(byte[] head) {
    if (head.length == 0) {
      return EMPTY;
    }
    if (starts(head, 'P', 'A', 'R', '1')) {
      return PARQUET;
    }
    // First, since a message of 123 or 91 bytes begins like JSON after a line break.
    if (isRequest(head, 0)) {
      return PROTOBUF;
    }
    var length = new Cursor(head, 0);
    if (length.varint() > 0 && isRequest(head, length.at)) {
      return PROTOBUF_VARINT;
    }
    int first = firstCharacter(head);
    if (first == '{' || first == '[' || (first < 0 && head.length >= HEAD_BYTES)) {
      return JSON;
    }
    if (head.length > 4 && isRequest(head, 4)) {
      return PROTOBUF_FOUR_BYTES;
    }
    return CsvObservations.isHeader(firstLine(head)) ? CSV : OTHER;
  }

  /// Whether an OTLP request may begin here: `resource_spans`, in it a resource or a scope's spans,
  /// in that a field there is, each no longer than what holds it.
  private static boolean isRequest(byte[] head, int offset) {
    var cursor = new Cursor(head, offset);
    if (cursor.next() != 0x0a) {
      return false;
    }
    long outer = cursor.varint();
    int inner = cursor.next();
    if (outer < 2 || (inner != 0x0a && inner != 0x12)) {
      return outer == 0 && inner < 0;
    }
    long length = cursor.varint();
    if (length < 0 || length >= outer) {
      return false;
    }
    int innermost = cursor.next();
    return length == 0
        ? innermost == 0x12 || innermost == 0x1a
        : innermost == 0x0a || innermost == 0x12 || innermost == 0x10 || innermost == 0x1a;
  }

  /// Reads on over the first bytes.
  private static final class Cursor {
    private final byte[] head;
    private int at;

    Cursor(byte[] head, int at) {
      this.head = head;
      this.at = at;
    }

    int next() {
      return at < head.length ? head[at++] & 0xff : -1;
    }

    /// A varint; -1 when there is none.
    long varint() {
      long value = 0;
      for (int shift = 0; shift < 35; shift += 7) {
        int next = next();
        if (next < 0) {
          return -1;
        }
        value |= (long) (next & 0x7f) << shift;
        if (next < 0x80) {
          return value;
        }
      }
      return -1;
    }
  }

  /// In words, for what is no traces.
  static String describe(byte[] head) {
    if (starts(head, 0x89, 'P', 'N', 'G')) {
      return "a PNG image";
    }
    if (starts(head, 0xff, 0xd8, 0xff)) {
      return "a JPEG image";
    }
    if (starts(head, '%', 'P', 'D', 'F')) {
      return "a PDF document";
    }
    if (starts(head, 'P', 'K', 3, 4)) {
      return "a zip archive; unpack it";
    }
    if (starts(head, 0x1f, 0x8b) || starts(head, 0x28, 0xb5, 0x2f, 0xfd)) {
      return "compressed twice; store it compressed once";
    }
    if (firstCharacter(head) < 0) {
      return "nothing but white space";
    }
    for (byte at : head) {
      if (at == 0) {
        return "binary data of an unknown kind";
      }
    }
    return firstLine(head).chars().filter(c -> c == ',').count() >= 2
        ? "a CSV table"
        : "plain text";
  }

  private static String firstLine(byte[] head) {
    String start = new String(head, UTF_8);
    int end = start.indexOf('\n');
    return end < 0 ? start : start.substring(0, end);
  }

  /// The first character that is not white space, a byte order mark skipped; -1 when there is none.
  private static int firstCharacter(byte[] head) {
    for (int i = starts(head, 0xef, 0xbb, 0xbf) ? 3 : 0; i < head.length; i++) {
      if (head[i] != ' ' && head[i] != '\n' && head[i] != '\r' && head[i] != '\t') {
        return head[i] & 0xff;
      }
    }
    return -1;
  }

  private static boolean starts(byte[] head, int... with) {
    if (head.length < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((head[i] & 0xff) != with[i]) {
        return false;
      }
    }
    return true;
  }
}
