package dev.clew.local.states;

import java.io.IOException;

/// Objects that a distributed Map reads its items from and writes its results to.
public interface Buckets {

  /// @throws IOException when there is no such object, or it can not be read
  byte[] get(String bucket, String key) throws IOException;

  /// @throws IOException when it can not be written
  void put(String bucket, String key, byte[] body) throws IOException;
}
