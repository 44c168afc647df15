package dev.clew.traces.store;

import dev.clew.evidence.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A folder, or one file of it, as an [ObjectStore].
///
/// Names that start with a dot are left out. Symbolic links are followed as long as they stay
/// within the root. What can not be looked into (a link that leaves the root or leads nowhere, an
/// unreadable folder) is listed as an object of size 0, so that it is not dropped in silence:
/// opening it says why.
public final class DirectoryStore implements ObjectStore {
  private final Path root;
  private final Optional<String> only;

  private DirectoryStore(Path root, Optional<String> only) {
    this.root = root;
    this.only = only;
  }

  /// A folder, or a single file: then the store holds that one object.
  ///
  /// @throws dev.clew.evidence.ClewException when there is no such folder or file, or it can not be
  ///   read
  public static DirectoryStore of(Path path) {
    try {
      if (Files.isRegularFile(path)) {
        var file = path.toRealPath();
        var folder = file.getParent();
        if (folder == null) {
          throw new NoSuchFileException(path.toString());
        }
        return new DirectoryStore(folder, Optional.of(file.getFileName().toString()));
      }
      var root = path.toRealPath();
      if (!Files.isDirectory(root) || !Files.isReadable(root)) {
        throw new AccessDeniedException(path.toString());
      }
      return new DirectoryStore(root, Optional.empty());
    } catch (NoSuchFileException e) {
      throw new Problem(
              Problem.Kind.USER,
              "there is no such folder or file",
              path.toString(),
              "Give an existing folder (it is relative to " + Path.of("").toAbsolutePath() + ")")
          .asException();
    } catch (IOException e) {
      throw new Problem(
              Problem.Kind.USER,
              "can not be read",
              path.toString(),
              "Check that you may read and enter it")
          .asException();
    }
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    var folder = Keys.normalise(prefix);
    var found = new ArrayList<StoredObject>();
    if (only.isPresent()) {
      if (Keys.below(folder, only.get())) {
        found.add(entry(only.get(), attributes(root.resolve(only.get()))));
      }
      return List.copyOf(found);
    }
    var start = root.resolve(folder);
    if (Files.isDirectory(start) && start.toRealPath().startsWith(root)) {
      walk(start, folder, new ArrayDeque<>(), found);
    }
    found.sort(Comparator.comparing(StoredObject::key));
    return List.copyOf(found);
  }

  private void walk(Path folder, String key, Deque<Path> above, List<StoredObject> found)
      throws IOException {
    var real = folder.toRealPath();
    if (above.contains(real)) {
      return; // a link to a folder above: its files are listed already
    }
    above.push(real);
    try (var entries = Files.newDirectoryStream(folder)) {
      for (var path : entries) {
        var name = path.getFileName().toString();
        if (name.startsWith(".")) {
          continue;
        }
        visit(path, Keys.join(key, name), above, found);
      }
    } catch (AccessDeniedException e) {
      if (key.isEmpty()) {
        throw e;
      }
      found.add(closed(key));
    }
    above.pop();
  }

  private void visit(Path path, String key, Deque<Path> above, List<StoredObject> found)
      throws IOException {
    BasicFileAttributes attributes;
    try {
      if (!path.toRealPath().startsWith(root)) {
        found.add(closed(key));
        return;
      }
      attributes = attributes(path);
    } catch (FileSystemException e) {
      found.add(closed(key));
      return;
    }
    if (attributes.isDirectory()) {
      walk(path, key, above, found);
    } else if (attributes.isRegularFile()) {
      found.add(entry(key, attributes));
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class);
  }

  private static StoredObject closed(String key) {
    return new StoredObject(key, 0, "");
  }

  private static StoredObject entry(String key, BasicFileAttributes attributes) {
    long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    return new StoredObject(
        key,
        attributes.size(),
        Long.toHexString(attributes.size()) + "-" + Long.toHexString(modified));
  }

  @Override
  public InputStream open(String key) throws IOException {
    return Files.newInputStream(resolve(key));
  }

  @Override
  public Path local(String key, Path scratch) throws IOException {
    return resolve(key);
  }

  @Override
  public String describe() {
    return only.map(root::resolve).orElse(root).toString();
  }

  private Path resolve(String key) throws IOException {
    var normal = Keys.normalise(key);
    if (only.isPresent() && !only.get().equals(normal)) {
      throw new NoSuchFileException(key, null, "there is no such object in " + describe());
    }
    var path = root.resolve(normal).normalize();
    if (!path.startsWith(root)) {
      throw outside(key);
    }
    Path real;
    try {
      real = path.toRealPath();
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(key, null, "there is no such object in " + describe());
    }
    if (!real.startsWith(root)) {
      throw outside(key);
    }
    if (Files.isDirectory(real)) {
      throw Files.isReadable(real)
          ? new NoSuchFileException(key, null, "is a folder, not an object")
          : new AccessDeniedException(key, null, "is a folder that may not be read");
    }
    if (!Files.isReadable(real)) {
      throw new AccessDeniedException(key, null, "may not be read; check its permissions");
    }
    return real;
  }

  private static AccessDeniedException outside(String key) {
    return new AccessDeniedException(
        key, null, "is a link that leaves the data's folder; copy the file into it");
  }
}
