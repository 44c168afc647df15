package dev.clew.traces.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.traces.store.Bytes.Compression;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BytesTest {
  private final MemoryStore store = new MemoryStore();

  /// Text that does not compress to nothing: 200,000 pseudo-random digits.
  private static byte[] digits() {
    var random = new Random(7);
    var bytes = new byte[200_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('0' + random.nextInt(10));
    }
    return bytes;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zstd(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zstd = new ZstdOutputStream(out)) {
      zstd.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private void holds(String key, Compression compression, byte[] expected) throws IOException {
    try (var bytes = Bytes.open(store, key, Limits.DEFAULT)) {
      assertEquals(compression, bytes.compression());
      assertArrayEquals(expected, bytes.stream().readAllBytes());
      assertEquals(expected.length, bytes.expandedBytes());
    }
  }

  @Test
  void theBytesDecideHowTheyArePackedNotTheName() throws IOException {
    store.put("plain.gz", digits()).put("gzip.json", gzip(digits())).put("x", zstd(digits()));
    holds("plain.gz", Compression.NONE, digits());
    holds("gzip.json", Compression.GZIP, digits());
    holds("x", Compression.ZSTD, digits());
  }

  @Test
  void severalMembersOfOneFileAreReadOneAfterTheOther() throws IOException {
    store.put("gzip", joined(gzip(digits()), gzip(digits())));
    store.put("zstd", joined(zstd(digits()), zstd(digits())));
    holds("gzip", Compression.GZIP, joined(digits(), digits()));
    holds("zstd", Compression.ZSTD, joined(digits(), digits()));
  }

  @Test
  void anEmptyObjectIsEmpty() throws IOException {
    store.put("empty", "");
    holds("empty", Compression.NONE, new byte[0]);
  }

  @Test
  void theReceiptIsOfTheStoredBytesEvenWhenReadingStoppedEarly() throws IOException {
    // printf 'abc' | sha256sum
    store.put("abc", "abc");
    try (var bytes = Bytes.open(store, "abc", Limits.DEFAULT)) {
      assertEquals('a', bytes.stream().read());
      var read = bytes.read();
      assertEquals("abc", read.key());
      assertEquals(3, read.sizeBytes());
      assertEquals(
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", read.sha256());
    }
  }

  @Test
  void aPeekTakesNothingAway() throws IOException {
    store.put("gzip", gzip(digits()));
    try (var bytes = Bytes.open(store, "gzip", Limits.DEFAULT)) {
      assertArrayEquals(Arrays.copyOf(digits(), 4_096), bytes.peek(4_096));
      assertArrayEquals(digits(), bytes.stream().readAllBytes());
    }
  }

  @Test
  void aTruncatedGzipGivesWhatCameBeforeAndSaysWhere() throws IOException {
    var whole = gzip(digits());
    store.put("cut.gz", Arrays.copyOf(whole, whole.length / 2));
    truncated("cut.gz", "gzip bytes end in the middle");
  }

  @Test
  void aTruncatedZstdGivesWhatCameBeforeAndSaysWhere() throws IOException {
    // The decoder gives a frame out once its window is full: what is whole before is what is kept.
    var one = zstd(digits());
    store.put("cut.zst", joined(one, Arrays.copyOf(one, one.length - 10)));
    truncated("cut.zst", "zstd bytes end in the middle");
  }

  private void truncated(String key, String reason) throws IOException {
    try (var bytes = Bytes.open(store, key, Limits.DEFAULT)) {
      bytes.peek(65_536);
      var got = new ByteArrayOutputStream();
      var damage =
          assertThrows(DamagedObjectException.class, () -> copy(bytes.stream(), got)).unread();
      assertEquals(key, damage.key());
      assertEquals("after " + bytes.expandedBytes() + " decompressed bytes", damage.where());
      assertTrue(damage.reason().startsWith(reason), damage.reason());
      assertEquals(bytes.expandedBytes(), got.size());
      assertArrayEquals(Arrays.copyOf(digits(), got.size()), got.toByteArray());
      assertTrue(got.size() > 50_000, "only " + got.size() + " bytes were kept");
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    var one = new byte[1_000];
    for (int n = in.read(one); n >= 0; n = in.read(one)) {
      out.write(one, 0, n);
    }
  }

  @Test
  void aDamageMetWhilePeekingIsMetAgainByTheReader() throws IOException {
    var whole = gzip(Arrays.copyOf(digits(), 2_000));
    store.put("cut.gz", Arrays.copyOf(whole, whole.length - 12));
    try (var bytes = Bytes.open(store, "cut.gz", Limits.DEFAULT)) {
      int peeked = bytes.peek(65_536).length;
      var got = new ByteArrayOutputStream();
      assertThrows(DamagedObjectException.class, () -> copy(bytes.stream(), got));
      assertEquals(peeked, got.size());
    }
  }

  @Test
  void corruptBytesAreSaidToBeCorrupt() throws IOException {
    var whole = gzip(digits());
    Arrays.fill(whole, whole.length / 2, whole.length / 2 + 100, (byte) 0xff);
    store.put("bad.gz", whole);
    try (var bytes = Bytes.open(store, "bad.gz", Limits.DEFAULT)) {
      var damage = assertThrows(DamagedObjectException.class, () -> bytes.stream().readAllBytes());
      assertTrue(damage.unread().reason().contains("corrupt"), damage.unread().reason());
    }
    store.put("short.gz", new byte[] {0x1f, (byte) 0x8b});
    assertThrows(DamagedObjectException.class, () -> Bytes.open(store, "short.gz", Limits.DEFAULT));
  }

  @Test
  void aBombIsStoppedByItsRatio() throws IOException {
    // 200 MB of zeros in about 200 kB: gzip's ratio ends at 1,030 to 1.
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out, 1 << 16)) {
      var zeros = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        gzip.write(zeros);
      }
    }
    store.put("bomb.gz", out.toByteArray());
    try (var bytes = Bytes.open(store, "bomb.gz", Limits.DEFAULT)) {
      var damage =
          assertThrows(
              DamagedObjectException.class,
              () -> bytes.stream().transferTo(OutputStream.nullOutputStream()));
      assertTrue(damage.unread().reason().contains("bomb"), damage.unread().reason());
      assertTrue(bytes.expandedBytes() < 100 << 20);
    }
  }

  @Test
  void anObjectLargerThanTheLimitIsStoppedThere() throws IOException {
    store.put("large", digits());
    try (var bytes = Bytes.open(store, "large", new Limits(100_000, 500))) {
      var damage =
          assertThrows(
              DamagedObjectException.class,
              () -> bytes.stream().transferTo(OutputStream.nullOutputStream()));
      assertTrue(damage.unread().reason().contains("100000 bytes"), damage.unread().reason());
    }
  }

  @Test
  void aStoreThatFailsIsNotTakenForACorruptObject() throws IOException {
    var half = Arrays.copyOf(gzip(digits()), 20_000);
    var failing =
        new OneStream(
            new InputStream() {
              private int at;

              @Override
              public int read() throws IOException {
                if (at == half.length) {
                  throw new IOException("connection reset");
                }
                return half[at++] & 0xff;
              }
            });
    try (var bytes = Bytes.open(failing, "x", Limits.DEFAULT)) {
      var failure = assertThrows(IOException.class, () -> bytes.stream().readAllBytes());
      assertEquals("connection reset", failure.getMessage());
    }
  }

  /// A store with one object, read once.
  private record OneStream(InputStream in) implements ObjectStore {
    @Override
    public List<StoredObject> list(String prefix) {
      return List.of();
    }

    @Override
    public InputStream open(String key) {
      return in;
    }

    @Override
    public Path local(String key, Path scratch) {
      throw new IllegalStateException("not asked for");
    }

    @Override
    public String describe() {
      return "one stream";
    }
  }
}
