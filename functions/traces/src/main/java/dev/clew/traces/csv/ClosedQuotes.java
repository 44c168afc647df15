package dev.clew.traces.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.function.Consumer;

/// Separated values without the lines whose quotes do not close. A quote that is never closed would
/// swallow every row after it, and one that closes in the middle of a cell ends the reading of the
/// file: here each costs its own line, and reading goes on at the next one.
///
/// A quote counts as never closed when the file ends first, when a line break and [#MAX_QUOTED]
/// characters came first, when the record that it makes of several lines has another number of
/// fields than the header, or when the lines within it are rows themselves. Texts of several lines
/// are none of this and stay as they are. A line that is left out stays as an empty one, so that
/// the lines after it keep their numbers.
public final class ClosedQuotes extends Reader {
  /// Most characters of a record that is looked at: a longer one, and what follows it, are handed
  /// on unseen. Bounds the memory that this takes to some 12 MB.
  static final int MAX_HELD = 1 << 21;

  /// Most characters of a cell that spans lines: far more than texts in tables have, and all that
  /// is held to look ahead.
  static final int MAX_QUOTED = 1 << 20;

  /// Lines within a cell are rows when each has as many separators as a row and all together this
  /// many: text with commas does not keep that up.
  static final int TELLING_SEPARATORS = 20;

  private static final int END = -1;

  private final Reader in;
  private final char separator;
  private final Consumer<Broken> broken;
  private char[] buffer = new char[1 << 16];
  private int start; // of what is not handed on yet
  private int safe; // end of what may be handed on: the start of a line
  private int filled;
  private boolean atEnd;
  private boolean unseen; // the rest is handed on as it is
  private long line = 1; // that begins at `safe`
  private int width; // fields of the header; 0 before it

  /// A line that was left out.
  ///
  /// @param line counted from 1
  /// @param reason what was wrong and what to do
  public record Broken(long line, String reason) {}

  /// @param broken is told of each line that was left out, before the lines after it are handed on
  public ClosedQuotes(Reader in, char separator, Consumer<Broken> broken) {
    this.in = in;
    this.separator = separator;
    this.broken = broken;
  }

  @Override
  public int read(char[] out, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (start == safe) {
      if (unseen) {
        return in.read(out, offset, length);
      }
      if (!advance()) {
        return END;
      }
    }
    int taken = Math.min(length, safe - start);
    System.arraycopy(buffer, start, out, offset, taken);
    start += taken;
    return taken;
  }

  /// Looks at what comes next: whole lines without a quote, or one record.
  ///
  /// @return false at the end
  private boolean advance() throws IOException {
    if (safe == filled && !more()) {
      return false;
    }
    if (width == 0) {
      new Row().look();
      return true;
    }
    while (true) {
      int at = plainLines();
      if (at > safe) {
        safe = at;
        return true;
      }
      if (quoteAhead || atEnd) {
        new Row().look();
        return true;
      }
      if (filled - safe > MAX_HELD) {
        giveUp();
        return true;
      }
      more();
    }
  }

  private boolean quoteAhead;

  /// Passes lines without a quote; the start of the first that has one or is not all there.
  private int plainLines() {
    quoteAhead = false;
    int lineStart = safe;
    for (int at = safe; at < filled; at++) {
      char c = buffer[at];
      if (c > '"') {
        continue;
      }
      if (c == '"') {
        quoteAhead = true;
        return lineStart;
      }
      if (c == '\r') {
        if (at + 1 == filled && !atEnd) {
          return lineStart; // its `\n` may follow
        }
        at += at + 1 < filled && buffer[at + 1] == '\n' ? 1 : 0;
      } else if (c != '\n') {
        continue;
      }
      line++;
      lineStart = at + 1;
    }
    return lineStart;
  }

  private void giveUp() {
    unseen = true;
    safe = filled;
  }

  /// Reads more behind what is there, as much as fits. Everything before `safe` was handed on.
  private boolean more() throws IOException {
    if (atEnd) {
      return false;
    }
    System.arraycopy(buffer, safe, buffer, 0, filled - safe);
    filled -= safe;
    start = 0;
    safe = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int before = filled;
    while (filled < buffer.length) {
      int got = in.read(buffer, filled, buffer.length - filled);
      if (got < 0) {
        atEnd = true;
        break;
      }
      filled += got;
    }
    return filled > before;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /// One record from `safe` on; places in it count from there.
  private final class Row {
    private int at;
    private int fields = 1;
    private boolean extraFilled;
    private int lineBreaks;
    private int firstBreak = END;
    private int quoteAt;
    private int separatorsInLine;
    private int separatorsOfRows;
    private boolean linesAreRows = true;

    void look() throws IOException {
      boolean quoted = false;
      boolean fieldStarts = true;
      while (true) {
        int c = peek(at);
        if (c == END) {
          if (quoted) {
            leaveOut(
                "a quote in it is not closed up to the end of the file: the line was left out;"
                    + " close the quote");
          } else {
            end();
          }
          return;
        }
        if (at > MAX_HELD) {
          giveUp();
          return;
        }
        if (quoted) {
          if (c == '"') {
            int next = peek(at + 1);
            if (next == '"') {
              at += 2;
              linesAreRows = false;
              continue;
            }
            if (next != END && next != separator && next != '\n' && next != '\r') {
              leaveOut(
                  "a quoted cell goes on after its closing quote: the line was left out; write two"
                      + " quotes where one is meant");
              return;
            }
            quoted = false;
          } else if (c == '\n' || c == '\r') {
            lineBreak(c);
            if (linesAreRows && separatorsOfRows >= TELLING_SEPARATORS) {
              leaveOut(
                  "a quote in it is not closed before whole rows follow: the line was left out;"
                      + " close the quote");
              return;
            }
          } else if (c == separator) {
            separatorsInLine++;
          }
          extraFilled |= fields > width;
          if (firstBreak != END && at - quoteAt > MAX_QUOTED) {
            leaveOut(
                "a quote in it is not closed within "
                    + MAX_QUOTED
                    + " characters: the line was left out; close the quote");
            return;
          }
        } else if (c == '"' && fieldStarts) {
          quoted = true;
          quoteAt = at;
          fieldStarts = false;
        } else if (c == separator) {
          fields++;
          fieldStarts = true;
        } else if (c == '\n' || c == '\r') {
          at += c == '\r' && peek(at + 1) == '\n' ? 1 : 0;
          lineBreaks++;
          at++;
          end();
          return;
        } else {
          fieldStarts = false;
          extraFilled |= fields > width;
        }
        at++;
      }
    }

    private int peek(int place) throws IOException {
      boolean isThere = safe + place < filled || (more() && safe + place < filled);
      return isThere ? buffer[safe + place] : END;
    }

    /// Within quotes: the line that ends here is a row if it has a row's separators.
    private void lineBreak(int c) throws IOException {
      if (firstBreak == END) {
        firstBreak = at;
      } else if (width > 1 && separatorsInLine == width - 1) {
        separatorsOfRows += separatorsInLine;
      } else {
        linesAreRows = false;
      }
      separatorsInLine = 0;
      lineBreaks++;
      at += c == '\r' && peek(at + 1) == '\n' ? 1 : 0;
    }

    private void end() throws IOException {
      boolean blank = at <= 2 && fields == 1 && (buffer[safe] == '\n' || buffer[safe] == '\r');
      if (width == 0) {
        width = blank ? 0 : fields;
      } else if (firstBreak != END && (fields < width || (fields > width && extraFilled))) {
        leaveOut(
            "a quote in it is closed lines later, and what lies between is no row: the line was"
                + " left out; close the quote");
        return;
      }
      line += lineBreaks;
      safe += at;
    }

    /// Leaves the first line out, but for its end.
    private void leaveOut(String reason) throws IOException {
      if (width == 0) {
        throw new IOException("its first line is no header: a quote in it is not closed");
      }
      int end = firstBreak;
      if (end == END) {
        end = at;
        for (int c = peek(end); c != END && c != '\n' && c != '\r'; c = peek(end)) {
          if (++end > MAX_HELD) {
            giveUp();
            return;
          }
        }
      }
      broken.accept(new Broken(line, reason));
      safe += end;
      start = safe;
    }
  }
}
