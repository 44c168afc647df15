package dev.clew.traces.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// A stream that a thread of its own reads some blocks ahead, so that an object is fetched, hashed
/// and unpacked while what came before is decoded.
///
/// What fails is thrown where it happened, after everything that was read before it. Closing it
/// ends the thread and leaves the stream below open, some blocks further on than what was taken.
public final class ReadAhead extends InputStream {
  private static final int BLOCKS = 4;
  private static final int BLOCK_BYTES = 1 << 18;
  private static final byte[] CLOSED = {};

  private final InputStream in;
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final BlockingQueue<Block> read = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("read-ahead").unstarted(this::run);
  private volatile boolean closed;
  private Block block = new Block(CLOSED, 0, null);
  private int position;

  /// @param length bytes in it; -1 at the end and where reading failed
  private record Block(byte[] bytes, int length, @Nullable Throwable failure) {}

  private ReadAhead(InputStream in) {
    this.in = in;
    for (int i = 0; i < BLOCKS; i++) {
      free.add(new byte[BLOCK_BYTES]);
    }
  }

  /// Begins to read.
  public static ReadAhead of(InputStream in) {
    var ahead = new ReadAhead(in);
    ahead.thread.start();
    return ahead;
  }

  /// Never waits to hand a block over, only for a free one: closing needs no interrupt, which would
  /// close a file that is still to be read to its end.
  private void run() {
    try {
      int length = 0;
      while (length >= 0) {
        byte[] bytes = free.take();
        if (closed) {
          return;
        }
        length = in.read(bytes, 0, bytes.length);
        read.add(new Block(bytes, length, null));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      read.add(
          new Block(CLOSED, -1, new InterruptedIOException("interrupted while reading ahead")));
    } catch (IOException | RuntimeException | Error e) {
      read.add(new Block(CLOSED, -1, e));
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? block.bytes[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int got = Math.min(length, block.length - position);
    System.arraycopy(block.bytes, position, into, offset, got);
    position += got;
    return got;
  }

  private boolean fill() throws IOException {
    while (position >= block.length) {
      switch (block.failure) {
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case null, default -> {}
      }
      if (block.length < 0) {
        return false;
      }
      if (block.bytes.length > 0) {
        free.add(block.bytes);
      }
      try {
        block = read.take();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for bytes");
      }
      position = 0;
    }
    return true;
  }

  /// Waits for the thread's end.
  @Override
  public void close() {
    closed = true;
    free.offer(CLOSED);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
