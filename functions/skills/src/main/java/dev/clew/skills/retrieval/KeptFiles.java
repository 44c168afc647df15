package dev.clew.skills.retrieval;

import dev.clew.skills.Shelf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The files of one index on a shelf: each under its hash, and the manifest that names them. Who
/// keeps an index while somebody else does the same loses it to the other whole; no mixture is ever
/// read.
///
/// @param folder on the shelf
record KeptFiles(Shelf shelf, String folder) {
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.]{0,99}");

  /// What came of looking.
  sealed interface Opened {
    record Index(Manifest manifest) implements Opened {}

    record None() implements Opened {}

    /// @param why in words, without the remedy: it is made anew
    record Unusable(String why) implements Opened {}
  }

  /// Copies the index into an empty folder; where it can not be used, the folder is left as it is
  /// found, empty.
  Opened open(Path into) throws IOException {
    var file = into.resolve(Manifest.NAME);
    try {
      shelf.fetch(folder + "/" + Manifest.NAME, file);
    } catch (NoSuchFileException _) {
      return shelf.list(folder).isEmpty()
          ? new Opened.None()
          : new Opened.Unusable("was left half-written");
    }
    var manifest = Manifest.read(Files.readAllBytes(file));
    Files.delete(file);
    if (manifest.isEmpty()) {
      return new Opened.Unusable("has a manifest that can not be read");
    }
    if (!manifest.get().isOurs()) {
      return new Opened.Unusable("was written by another version of Clew");
    }
    var damage = fetch(manifest.get(), into);
    if (damage.isPresent()) {
      for (var name : names(into)) {
        Files.delete(into.resolve(name));
      }
      return new Opened.Unusable(damage.get());
    }
    return new Opened.Index(manifest.get());
  }

  private Optional<String> fetch(Manifest manifest, Path into) throws IOException {
    for (var file : manifest.files().entrySet()) {
      if (!FILE.matcher(file.getKey()).matches()) {
        return Optional.of("names a file that is none of an index");
      }
      var to = into.resolve(file.getKey());
      try {
        shelf.fetch(folder + "/" + file.getValue().sha256(), to);
      } catch (NoSuchFileException _) {
        return Optional.of("was left half-written");
      }
      if (Files.size(to) != file.getValue().sizeBytes()
          || !sha256(to).equals(file.getValue().sha256())) {
        return Optional.of("is damaged");
      }
    }
    return Optional.empty();
  }

  /// Keeps the index in a folder: new files, then the manifest; then files that no longer belong to
  /// it are taken away.
  void keep(Path from, String embedder, int dimensions, Path scratch) throws IOException {
    var before = new TreeSet<>(shelf.list(folder));
    Map<String, Manifest.StoredFile> files = new TreeMap<>();
    var wanted = new TreeSet<String>();
    for (var name : names(from)) {
      if (name.equals("write.lock")) {
        continue;
      }
      var path = from.resolve(name);
      var file = new Manifest.StoredFile(sha256(path), Files.size(path));
      files.put(name, file);
      var kept = folder + "/" + file.sha256();
      wanted.add(kept);
      if (!before.contains(kept)) {
        shelf.put(kept, path);
      }
    }
    var manifest = Files.createTempFile(scratch, "clew-manifest", ".json");
    try {
      Files.write(manifest, Manifest.of(embedder, dimensions, files).bytes());
      shelf.put(folder + "/" + Manifest.NAME, manifest);
    } finally {
      Files.delete(manifest);
    }
    wanted.add(folder + "/" + Manifest.NAME);
    for (var name : before) {
      if (!wanted.contains(name)) {
        shelf.delete(name);
      }
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
