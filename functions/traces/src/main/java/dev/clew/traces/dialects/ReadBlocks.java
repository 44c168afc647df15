package dev.clew.traces.dialects;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;

/// Lets Jackson read in blocks as large as the buffers below it: these then step aside, and bytes
/// go from the store into the parser without being copied on the way.
final class ReadBlocks extends RecyclerPool.NonRecyclingPoolBase<BufferRecycler> {
  private static final long serialVersionUID = 1L;
  private static final int BLOCK_BYTES = 1 << 16;

  @Override
  public BufferRecycler acquirePooled() {
    return new BufferRecycler() {
      @Override
      protected int byteBufferLength(int use) {
        return use == BYTE_READ_IO_BUFFER ? BLOCK_BYTES : super.byteBufferLength(use);
      }
    };
  }
}
