package dev.clew.traces.rows;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The lines of a stream as bytes, each up to a length; of a longer one only that it was there.
final class Lines {
  private final InputStream in;
  private final int maxLength;
  private byte[] buffer = new byte[1 << 16];
  private int start; // of the current line
  private int end; // of the current line
  private int next; // start of the one after
  private int filled;
  private boolean atEnd;
  private long number;
  private boolean tooLong;

  Lines(InputStream in, int maxLength) {
    this.in = in;
    this.maxLength = maxLength;
  }

  /// Moves to the next line.
  boolean next() throws IOException {
    start = next;
    tooLong = false;
    int from = start;
    while (true) {
      for (int i = from; i < filled; i++) {
        if (buffer[i] == '\n') {
          end = i;
          next = i + 1;
          number++;
          return true;
        }
      }
      from = filled;
      if (atEnd) {
        end = filled;
        next = filled;
        number++;
        return end > start || tooLong;
      }
      from -= fill();
    }
  }

  /// Reads more behind the current line; how far what is there was moved.
  private int fill() throws IOException {
    int moved = start;
    if (filled - start > maxLength) {
      // Only the end of this line is of interest.
      tooLong = true;
      moved = filled;
      start = 0;
      filled = 0;
    } else {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
      if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }
    int got = in.read(buffer, filled, buffer.length - filled);
    if (got < 0) {
      atEnd = true;
    } else {
      filled += got;
    }
    return moved;
  }

  long number() {
    return number;
  }

  boolean tooLong() {
    return tooLong;
  }

  boolean blank() {
    for (int i = start; i < end; i++) {
      if (buffer[i] > ' ' || buffer[i] < 0) {
        return false;
      }
    }
    return true;
  }

  byte[] buffer() {
    return buffer;
  }

  int offset() {
    return start;
  }

  int length() {
    return end - start;
  }
}
