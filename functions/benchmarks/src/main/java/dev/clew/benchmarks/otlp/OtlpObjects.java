package dev.clew.benchmarks.otlp;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/// Made traces in a folder: the same bytes for the same seed and size, written once and kept.
///
/// @param folder holds `plain/` and `gzip/` with the same objects
/// @param spans in all of them together
/// @param plainBytes size of the plain objects
/// @param gzipBytes size of the packed ones
record OtlpObjects(Path folder, int spans, int objects, long plainBytes, long gzipBytes) {
  private static final long SEED = 20_261_123;
  private static final int MADE_BY = 1;

  /// Makes them, unless they are there.
  ///
  /// @param wordiness sentences in a message
  static OtlpObjects make(Path parent, int spans, int objects, int wordiness) throws IOException {
    Path folder =
        parent.resolve("otlp-%d-%d-%d-%d-v%d".formatted(SEED, spans, objects, wordiness, MADE_BY));
    Path done = folder.resolve("done");
    if (!Files.exists(done)) {
      Files.createDirectories(folder.resolve("plain"));
      Files.createDirectories(folder.resolve("gzip"));
      var random = new SplittableRandom(SEED);
      var request = new Request(random, new Prose(random), wordiness);
      for (int i = 0; i < objects; i++) {
        int from = (int) ((long) spans * i / objects);
        int to = (int) ((long) spans * (i + 1) / objects);
        byte[] bytes = request.bytes(to - from);
        String name = "traces_%05d.json".formatted(i);
        Files.write(folder.resolve("plain").resolve(name), bytes);
        try (OutputStream packed =
            new GZIPOutputStream(
                new BufferedOutputStream(
                    Files.newOutputStream(folder.resolve("gzip").resolve(name + ".gz"))))) {
          packed.write(bytes);
        }
      }
      Files.createFile(done);
    }
    return new OtlpObjects(
        folder, spans, objects, size(folder.resolve("plain")), size(folder.resolve("gzip")));
  }

  private static long size(Path folder) throws IOException {
    long size = 0;
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        size += Files.size(file);
      }
    }
    return size;
  }
}
