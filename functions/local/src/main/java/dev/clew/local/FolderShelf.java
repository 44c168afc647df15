package dev.clew.local;

import dev.clew.skills.Shelf;
import dev.clew.traces.store.Keys;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Indexes kept in a folder that only its owner may read: they are made of the data's texts.
final class FolderShelf implements Shelf {
  private final Path root;

  FolderShelf(Path root) {
    this.root = root;
  }

  @Override
  public List<String> list(String folder) throws IOException {
    var start = path(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (var files = Files.walk(start)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Override
  public void fetch(String name, Path to) throws IOException {
    var file = path(name);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(name);
    }
    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void put(String name, Path from) throws IOException {
    var file = path(name);
    var folder = file.getParent();
    if (folder == null) {
      throw new NoSuchFileException(name);
    }
    Files.createDirectories(folder, ownersOnly("rwx------"));
    var half = Files.createTempFile(folder, ".", ".half", ownersOnly("rw-------"));
    try {
      Files.copy(from, half, StandardCopyOption.REPLACE_EXISTING);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(path(name));
  }

  @Override
  public String describe() {
    return root.toString();
  }

  private Path path(String name) {
    return root.resolve(Keys.normalise(name));
  }

  private static FileAttribute<?>[] ownersOnly(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
