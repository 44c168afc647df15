package dev.clew.skills.retrieval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.util.Version;

/// What a kept index consists of. It is put on the shelf last: without it, or where it names a file
/// that is not there as it says, there is no index.
///
/// @param lucene major version that wrote it
/// @param embedder by which its vectors were made; empty where it has none
/// @param dimensions of its vectors; 0 where it has none
/// @param files by their name in the index
record Manifest(
    int format, int lucene, String embedder, int dimensions, Map<String, StoredFile> files) {
  /// Changes with what stands in an index and how texts are cut into words.
  static final int FORMAT = 1;

  static final String NAME = "index.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  Manifest {
    files = new TreeMap<>(files);
  }

  /// A file of an index.
  ///
  /// @param sha256 of its bytes, its name on the shelf
  record StoredFile(String sha256, long sizeBytes) {}

  /// Of an index as this version writes it.
  static Manifest of(String embedder, int dimensions, Map<String, StoredFile> files) {
    return new Manifest(FORMAT, Version.LATEST.major, embedder, dimensions, files);
  }

  /// Whether this version can read the index.
  boolean isOurs() {
    return format == FORMAT && lucene == Version.LATEST.major;
  }

  byte[] bytes() {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("format", format)
        .put("lucene", lucene)
        .put("embedder", embedder)
        .put("dimensions", dimensions);
    var all = tree.putObject("files");
    files.forEach((name, file) ->
        all.putObject(name).put("sha256", file.sha256()).put("sizeBytes", file.sizeBytes()));
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Empty where the bytes are no manifest.
  static Optional<Manifest> read(byte[] bytes) throws IOException {
    try {
      var tree = JSON.readTree(bytes);
      if (tree == null || !tree.path("files").isObject() || !tree.path("format").isInt()) {
        return Optional.empty();
      }
      var files = new TreeMap<String, StoredFile>();
      for (var file : tree.path("files").properties()) {
        files.put(
            file.getKey(),
            new StoredFile(
                file.getValue().path("sha256").asText(),
                file.getValue().path("sizeBytes").asLong(-1)));
      }
      return Optional.of(
          new Manifest(
              tree.path("format").asInt(),
              tree.path("lucene").asInt(),
              tree.path("embedder").asText(),
              tree.path("dimensions").asInt(),
              files));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
