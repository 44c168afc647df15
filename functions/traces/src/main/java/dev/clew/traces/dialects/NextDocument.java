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
    for (filled = in.read(buffer); filled >= 0; filled = in.read(buffer)) {
      for (int i = 0; i < filled; i++) {
        byte at = buffer[i];
        if (at == '\n') {
          lineStarts = true;
          lines++;
        } else if (lineStarts) {
          if (at == '{' || at == '[') {
            position = i;
            return passed + i;
          }
          lineStarts = at == '\r';
        }
      }
      passed += filled;
    }
    return -1;
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
