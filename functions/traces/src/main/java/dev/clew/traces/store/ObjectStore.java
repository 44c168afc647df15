package dev.clew.traces.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// One tenant's objects. Keys are relative to the tenant's root, normalised (`a/b.json`, no leading
/// slash, no `..`), and can not leave it. Two implementations: a directory, and S3.
public interface ObjectStore {

  /// All objects below a folder, sorted by key; none where there is no such folder. An empty prefix
  /// lists everything. `shop` lists `shop/a.json` and `shop/b/c.json`, never `shop2/a.json`.
  ///
  /// @throws IOException when the store can not be read; the message names the store and the remedy
  List<StoredObject> list(String prefix) throws IOException;

  /// The bytes as stored. The caller closes the stream.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is no such object
  InputStream open(String key) throws IOException;

  /// The object as a local file, for readers that seek (Parquet). A store that is not on disk
  /// copies it below `scratch`; the caller may read, not write.
  Path local(String key, Path scratch) throws IOException;

  /// Whether opening an object takes long beside reading it, as over a network: several are then
  /// best fetched at the same time.
  default boolean isFar(String key) {
    return false;
  }

  /// Where this store is, for messages: a folder, or `s3://bucket/prefix`.
  String describe();
}
