package dev.clew.traces.store;

import dev.clew.evidence.Coverage.Unread;
import dev.clew.evidence.ObjectRead;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// One object's bytes on their way in: decompressed by what they are (magic bytes, never the name),
/// hashed as stored, and limited.
///
/// ```java
/// try (var bytes = Bytes.open(store, key, Limits.DEFAULT)) {
///   parse(bytes.stream());       // throws DamagedObjectException where the bytes end making sense
///   objects.add(bytes.read());   // key, stored length, SHA-256
/// }
/// ```
///
/// What the stream delivered before a [DamagedObjectException] is good and may be kept; of a
/// truncated zstd frame that is what had left the decoder's window (up to 8 MB are held back). Not
/// safe for use by several threads.
public final class Bytes implements AutoCloseable {

  /// How an object is packed.
  public enum Compression {
    NONE,
    GZIP,
    ZSTD
  }

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int PEEK_BYTES = 1 << 16;

  private final String key;
  private final StoredBytes stored;
  private final Compression compression;
  private final Expanded expanded;
  private final BufferedInputStream stream;

  private Bytes(
      String key, StoredBytes stored, Compression compression, InputStream raw, Limits limits) {
    this.key = key;
    this.stored = stored;
    this.compression = compression;
    this.expanded = new Expanded(raw, limits);
    this.stream = new BufferedInputStream(expanded, PEEK_BYTES);
  }

  /// Opens an object and looks at its first bytes.
  ///
  /// @throws DamagedObjectException when the object starts as gzip or zstd and its header is broken
  /// @throws java.nio.file.NoSuchFileException when there is no such object
  public static Bytes open(ObjectStore store, String key, Limits limits) throws IOException {
    var stored = new StoredBytes(store.open(key));
    try {
      var buffered = new MoreToCome(stored);
      buffered.mark(8);
      var magic = buffered.readNBytes(4);
      buffered.reset();
      var compression = compressionOf(magic);
      var raw =
          switch (compression) {
            case NONE -> buffered;
            case GZIP -> new GZIPInputStream(buffered, BUFFER_BYTES);
            case ZSTD -> new ZstdInputStream(buffered);
          };
      return new Bytes(key, stored, compression, raw, limits);
    } catch (EOFException e) {
      stored.close();
      throw new DamagedObjectException(
          new Unread(key, "", "gzip data ends within its header; write the object again"), e);
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e instanceof IOException io && !(e instanceof ZipException)
          ? io
          : new DamagedObjectException(
              new Unread(key, "", "not readable as its first bytes promise: " + e.getMessage()), e);
    }
  }

  /// The receipt of an object that lies in a file.
  public static ObjectRead read(String key, Path file) throws IOException {
    try (var stored = new StoredBytes(Files.newInputStream(file))) {
      return stored.finish(key);
    }
  }

  private static Compression compressionOf(byte[] magic) {
    if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
      return Compression.GZIP;
    }
    if (magic.length >= 4
        && (magic[0] & 0xff) == 0x28
        && (magic[1] & 0xff) == 0xb5
        && (magic[2] & 0xff) == 0x2f
        && (magic[3] & 0xff) == 0xfd) {
      return Compression.ZSTD;
    }
    return Compression.NONE;
  }

  public String key() {
    return key;
  }

  public Compression compression() {
    return compression;
  }

  /// The decompressed bytes, buffered. Closing it is not needed.
  public InputStream stream() {
    return stream;
  }

  /// The first decompressed bytes, without consuming them; fewer where the object is shorter or
  /// damaged. To be called before the stream is read.
  ///
  /// @param count at most 65,536
  public byte[] peek(int count) throws IOException {
    if (count > PEEK_BYTES) {
      throw new IllegalArgumentException("peek of " + count + " bytes, at most " + PEEK_BYTES);
    }
    stream.mark(count);
    var head = new byte[count];
    int got = 0;
    try {
      while (got < count) {
        int n = stream.read(head, got, count - got);
        if (n < 0) {
          break;
        }
        got += n;
      }
    } catch (DamagedObjectException e) {
      // The reader meets the damage again, at the same place, once it has read what is good.
      expanded.remember(e);
    }
    stream.reset();
    return Arrays.copyOf(head, got);
  }

  /// Bytes that came out of the decompression so far.
  public long expandedBytes() {
    return expanded.count;
  }

  /// Bytes as stored, so far.
  public long storedBytes() {
    return stored.count();
  }

  /// The receipt: reads whatever is left of the stored bytes, for their hash, without decompressing
  /// it.
  public ObjectRead read() throws IOException {
    return stored.finish(key);
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }

  /// Counts what comes out, stops bombs, and says where damage lies.
  private final class Expanded extends InputStream {
    private final InputStream in;
    private final Limits limits;
    private long count;
    private @Nullable DamagedObjectException met;

    Expanded(InputStream in, Limits limits) {
      this.in = in;
      this.limits = limits;
    }

    void remember(DamagedObjectException damage) {
      met = damage;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (met != null) {
        throw met;
      }
      int n;
      try {
        n = in.read(into, offset, length);
      } catch (IOException | RuntimeException e) {
        if (compression == Compression.NONE || stored.failed()) {
          throw e;
        }
        var corrupt = e instanceof RuntimeException || e instanceof ZipException;
        var how = corrupt ? "are corrupt" : "end in the middle";
        throw damaged(
            compression.name().toLowerCase(Locale.ROOT)
                + " bytes "
                + how
                + "; what came before was kept; write the object again",
            e);
      }
      if (n > 0) {
        count += n;
        check();
      }
      return n;
    }

    private void check() throws DamagedObjectException {
      if (count > limits.expandedBytes()) {
        throw damaged(
            "expands to more than " + limits.expandedBytes() + " bytes; split the object", null);
      }
      if (compression != Compression.NONE
          && count > Limits.RATIO_FROM_BYTES
          && count / Math.max(1, stored.count()) >= limits.ratio()) {
        throw damaged(
            stored.count()
                + " stored bytes expand more than "
                + limits.ratio()
                + " times, as a bomb does; store the object uncompressed if it is meant",
            null);
      }
    }

    private DamagedObjectException damaged(String reason, @Nullable Throwable cause) {
      return new DamagedObjectException(
          new Unread(key, "after " + count + " decompressed bytes", reason), cause);
    }
  }

  /// `available` that says 1 until the end: [GZIPInputStream] takes 0 for the end of the last
  /// member.
  private static final class MoreToCome extends BufferedInputStream {
    MoreToCome(InputStream in) {
      super(in, BUFFER_BYTES);
    }

    @Override
    public synchronized int available() throws IOException {
      if (pos < count) {
        return count - pos;
      }
      mark(1);
      int next = read();
      if (next < 0) {
        return 0;
      }
      reset();
      return 1;
    }
  }
}
