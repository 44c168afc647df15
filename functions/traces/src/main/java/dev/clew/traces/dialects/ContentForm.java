package dev.clew.traces.dialects;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What an object holds, told by its first bytes.
enum ContentForm {
  EMPTY,
  JSON,
  OTHER;

  /// @param head the first bytes, up to 4,096 of them
  static ContentForm of(byte[] head) {
    if (head.length == 0) {
      return EMPTY;
    }
    int first = firstCharacter(head);
    return first == '{' || first == '[' ? JSON : OTHER;
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
    String start = new String(head, UTF_8);
    int end = start.indexOf('\n');
    String line = end < 0 ? start : start.substring(0, end);
    return line.chars().filter(c -> c == ',').count() >= 2 ? "a CSV table" : "plain text";
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
