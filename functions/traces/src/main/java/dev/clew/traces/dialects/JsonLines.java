package dev.clew.traces.dialects;

import java.io.IOException;
import java.io.InputStream;

/// JSON cut where a line begins a document: at a `{` or `[` in its first column with something
/// behind it. So each line of JSON lines stands alone, and one that was cut short takes nothing of
/// the next; a document that spans lines, as printed for reading, stays in one piece.
final class JsonLines {
  private static final int END = -1;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int filled;
  private boolean atEnd;
  private boolean pieceEnds = true;
  private int lineBreak; // bytes of the one after the piece
  private long bytes; // before `position`
  private long lines; // before `position`
  private long bytesBefore;
  private long linesBefore;

  JsonLines(InputStream in) {
    this.in = in;
  }

  /// Goes to the next piece; what is left of the current one is passed over.
  boolean next() throws IOException {
    while (!pieceEnds) {
      pass(whole());
    }
    if (filled - position == 0 && !more()) {
      return false;
    }
    if (bytes > 0) {
      pass(lineBreak); // the one before it
    }
    bytesBefore = bytes;
    linesBefore = lines;
    pieceEnds = false;
    return true;
  }

  /// Bytes before the piece.
  long bytesBefore() {
    return bytesBefore;
  }

  /// Lines before the piece.
  long linesBefore() {
    return linesBefore;
  }

  /// The piece's bytes.
  InputStream piece() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) == END ? END : one[0] & 0xff;
      }

      @Override
      public int read(byte[] out, int offset, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        int there = whole();
        if (there == 0) {
          return END;
        }
        int taken = Math.min(there, length);
        System.arraycopy(buffer, position, out, offset, taken);
        pass(taken);
        return taken;
      }
    };
  }

  private void pass(int count) {
    for (int i = position; i < position + count; i++) {
      lines += buffer[i] == '\n' ? 1 : 0;
    }
    position += count;
    bytes += count;
  }

  /// How many bytes at hand belong to the piece; 0 at its end.
  private int whole() throws IOException {
    while (!pieceEnds) {
      for (int i = position; i < filled; i++) {
        if (buffer[i] != '\n') {
          continue;
        }
        if (i + 2 >= filled && !atEnd) {
          if (i > position) {
            return i - position;
          }
          break; // what follows the line break is not there yet
        }
        if (begins(i + 1)) {
          int end = i > position && buffer[i - 1] == '\r' ? i - 1 : i;
          pieceEnds = end == position;
          lineBreak = i + 1 - end;
          return end - position;
        }
      }
      boolean undecided = position < filled && buffer[position] == '\n' && filled - position < 3;
      if (filled > position && (atEnd || !undecided)) {
        return filled - position;
      }
      if (!more()) {
        pieceEnds = filled == position;
      }
    }
    return 0;
  }

  private boolean begins(int at) {
    return at < filled
        && (buffer[at] == '{' || buffer[at] == '[')
        && (at + 1 == filled || (buffer[at + 1] != '\n' && buffer[at + 1] != '\r'));
  }

  private boolean more() throws IOException {
    if (atEnd) {
      return false;
    }
    System.arraycopy(buffer, position, buffer, 0, filled - position);
    filled -= position;
    position = 0;
    int got = in.read(buffer, filled, buffer.length - filled);
    if (got < 0) {
      atEnd = true;
      return false;
    }
    filled += got;
    return true;
  }
}
