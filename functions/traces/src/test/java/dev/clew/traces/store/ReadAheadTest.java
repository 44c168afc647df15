package dev.clew.traces.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    new SplittableRandom(1).nextBytes(bytes);
    return bytes;
  }

  @Test
  void everythingArrivesInItsOrder() throws IOException {
    for (int count : new int[] {0, 1, 1 << 18, (1 << 18) + 1, 3_000_001}) {
      byte[] bytes = bytes(count);
      try (var ahead = ReadAhead.of(new ByteArrayInputStream(bytes))) {
        assertArrayEquals(bytes, ahead.readAllBytes());
        assertEquals(-1, ahead.read());
      }
    }
  }

  @Test
  void whatFailsIsThrownAfterEverythingThatCameBefore() throws IOException {
    byte[] bytes = bytes(2_000_000);
    for (Exception failure :
        new Exception[] {new IOException("cut"), new IllegalStateException()}) {
      try (var ahead =
          ReadAhead.of(
              new SequenceInputStream(new ByteArrayInputStream(bytes), new Failing(failure)))) {
        assertArrayEquals(bytes, ahead.readNBytes(bytes.length));
        for (int again = 0; again < 2; again++) {
          assertSame(failure, assertThrows(failure.getClass(), ahead::read));
        }
      }
    }
  }

  @Test
  void closingLeavesTheRestToBeRead() throws IOException {
    byte[] bytes = bytes(5_000_000);
    var in = new ByteArrayInputStream(bytes);
    var ahead = ReadAhead.of(in);
    assertArrayEquals(Arrays.copyOf(bytes, 1000), ahead.readNBytes(1000));
    ahead.close();
    ahead.close();
    byte[] rest = in.readAllBytes();
    assertArrayEquals(Arrays.copyOfRange(bytes, bytes.length - rest.length, bytes.length), rest);
  }

  private static final class Failing extends InputStream {
    private final Exception failure;

    Failing(Exception failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      if (failure instanceof RuntimeException runtime) {
        throw runtime;
      }
      throw (IOException) failure;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return read();
    }
  }
}
