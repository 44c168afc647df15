package dev.clew.local.states;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// Objects in memory, by `bucket/key`.
final class MemoryBuckets implements Buckets {
  final Map<String, byte[]> objects = new TreeMap<>();

  @Override
  public byte[] get(String bucket, String key) throws IOException {
    var body = objects.get(bucket + "/" + key);
    if (body == null) {
      throw new FileNotFoundException("there is no object " + key);
    }
    return body;
  }

  @Override
  public void put(String bucket, String key, byte[] body) {
    objects.put(bucket + "/" + key, body);
  }
}
