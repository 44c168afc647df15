package dev.clew.traces.dialects;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// UTF-8 in which every byte that is none was replaced by U+FFFD.
final class RepairedUtf8 extends InputStream {
  private final InputStreamReader reader;
  private final char[] characters = new char[8192];
  private byte[] bytes = {};
  private int position;
  private int carried;

  RepairedUtf8(InputStream in) {
    reader =
        new InputStreamReader(
            in,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE));
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int got = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, into, offset, got);
    position += got;
    return got;
  }

  private boolean fill() throws IOException {
    while (position == bytes.length) {
      int got = reader.read(characters, carried, characters.length - carried);
      if (got < 0 && carried == 0) {
        return false;
      }
      int filled = carried + Math.max(0, got);
      // A surrogate pair is encoded whole.
      carried = got >= 0 && Character.isHighSurrogate(characters[filled - 1]) ? 1 : 0;
      bytes = new String(characters, 0, filled - carried).getBytes(StandardCharsets.UTF_8);
      position = 0;
      if (carried == 1) {
        characters[0] = characters[filled - 1];
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
