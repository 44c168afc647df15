package dev.clew.traces.dialects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/// Finds where JSON goes on after a document that can not be read: at a line that begins with `{`
/// or `[`.
final class NextDocument {
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int filled;
  private long lines;

  NextDocument(InputStream in) {
    this.in = in;
  }

  /// Goes to the next document.
  ///
  /// @return bytes before it; -1 when there is none
  long find() throws IOException {
    long passed = 0;
    boolean lineStarts = false;
    while (true) {
      if (position == filled) {
        passed += filled;
        filled = in.read(buffer);
        position = 0;
        if (filled <= 0) {
          return -1;
        }
      }
      byte at = buffer[position];
      if (lineStarts && (at == '{' || at == '[')) {
        return passed + position;
      }
      lineStarts = at == '\n' || (lineStarts && at == '\r');
      if (at == '\n') {
        lines++;
      }
      position++;
    }
  }

  /// Lines passed.
  long lines() {
    return lines;
  }

  /// The document and everything after it.
  InputStream stream() {
    return new SequenceInputStream(
        new ByteArrayInputStream(buffer, position, filled - position), in);
  }
}
