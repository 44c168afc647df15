package dev.clew.traces.store;

import dev.clew.evidence.ObjectRead;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The bytes of an object as stored, counted and hashed while they pass.
final class StoredBytes extends InputStream {
  private final InputStream in;
  private final MessageDigest sha256;
  private long count;
  private boolean failed;

  StoredBytes(InputStream in) {
    this.in = in;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int n;
    try {
      n = in.read(into, offset, length);
    } catch (IOException e) {
      failed = true;
      throw e;
    }
    if (n > 0) {
      sha256.update(into, offset, n);
      count += n;
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  long count() {
    return count;
  }

  /// Whether the store itself failed, rather than what its bytes hold.
  boolean failed() {
    return failed;
  }

  /// Reads to the end. To be called once.
  ObjectRead finish(String key) throws IOException {
    var rest = new byte[1 << 16];
    while (read(rest, 0, rest.length) >= 0) {
      // counted and hashed in read
    }
    return new ObjectRead(key, count, HexFormat.of().formatHex(sha256.digest()));
  }
}
