package dev.clew.local;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A folder in which one machine's processes keep small files for a while, tenant by tenant. A file
/// is written whole or not at all, and its last modification is the moment it expires. Only its
/// owner may read it: answers hold values of the data.
final class StateFolder {
  private final Path root;

  StateFolder(Path root) {
    this.root = root;
  }

  /// Where this user's state lies: `CLEW_HOME`, else `clew` in `XDG_STATE_HOME`, else in
  /// `.local/state` at home.
  static Path of(Map<String, String> environment, String home) {
    return given(environment, "CLEW_HOME")
        .or(() -> given(environment, "XDG_STATE_HOME").map(folder -> folder.resolve("clew")))
        .orElseGet(() -> Path.of(home, ".local", "state", "clew"));
  }

  private static Optional<Path> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(folder -> !folder.isBlank())
        .map(Path::of);
  }

  /// A file's bytes and until when it is there.
  record Kept(byte[] bytes, Instant expiresAt) {
    boolean isLive(Instant now) {
      return expiresAt.isAfter(now);
    }
  }

  /// Runs alone among all processes that use this folder.
  <T> T alone(Tenant tenant, Supplier<T> work) {
    // Within one process a file lock keeps nobody out.
    synchronized (this) {
      var folder = folder(tenant);
      try {
        Files.createDirectories(folder, ownersOnly("rwx------"));
        try (var channel =
                FileChannel.open(
                    folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var _ = channel.lock()) {
          return work.get();
        }
      } catch (IOException e) {
        throw failed("written", folder, e);
      }
    }
  }

  Optional<Kept> read(Tenant tenant, String kind, String id) {
    return read(file(tenant, kind, id));
  }

  private static Optional<Kept> read(Path file) {
    try {
      var expires = Files.getLastModifiedTime(file).toInstant();
      return Optional.of(new Kept(Files.readAllBytes(file), expires));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  /// All files of a kind, by name.
  List<Kept> all(Tenant tenant, String kind) {
    return files(folder(tenant).resolve(kind)).stream()
        .filter(Files::isRegularFile)
        .flatMap(file -> read(file).stream())
        .toList();
  }

  /// The kinds that begin with these words, such as each conversation's turns.
  List<String> kinds(Tenant tenant, String within) {
    return files(folder(tenant).resolve(within)).stream()
        .filter(Files::isDirectory)
        .map(folder -> within + "/" + folder.getFileName())
        .toList();
  }

  void write(Tenant tenant, String kind, String id, byte[] bytes, Instant expiresAt) {
    var file = file(tenant, kind, id);
    try {
      var folder = Files.createDirectories(parent(file), ownersOnly("rwx------"));
      var half = Files.createTempFile(folder, ".", ".half", ownersOnly("rw-------"));
      try {
        Files.write(half, bytes);
        Files.setLastModifiedTime(half, FileTime.from(expiresAt));
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(half);
      }
    } catch (IOException e) {
      throw failed("written", file, e);
    }
  }

  void delete(Tenant tenant, String kind, String id) {
    delete(file(tenant, kind, id));
  }

  /// Deletes all of a kind.
  void deleteAll(Tenant tenant, String kind) {
    var folder = folder(tenant).resolve(kind);
    files(folder).stream().filter(Files::isRegularFile).forEach(StateFolder::delete);
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException _) {
      // Somebody wrote into it meanwhile.
    } catch (IOException e) {
      throw failed("deleted", folder, e);
    }
  }

  /// A folder that only its owner may read, made where it is not there.
  static void owned(Path folder) {
    try {
      Files.createDirectories(folder, ownersOnly("rwx------"));
    } catch (IOException e) {
      throw failed("written", folder, e);
    }
  }

  /// Deletes what expired, of every tenant.
  void sweep(Instant now) {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (var walk = Files.walk(root)) {
      var old =
          walk.filter(Files::isRegularFile)
              .filter(file -> !file.endsWith("lock"))
              .filter(file -> !expires(file).isAfter(now))
              .toList();
      old.forEach(StateFolder::delete);
    } catch (IOException | UncheckedIOException e) {
      throw failed("read", root, e);
    }
  }

  private static Instant expires(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      // Somebody else swept it.
      return Instant.MAX;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed("deleted", file, e);
    }
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var list = Files.list(folder)) {
      return list.filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw failed("read", folder, e);
    }
  }

  private Path folder(Tenant tenant) {
    return root.resolve(tenant.id());
  }

  private Path file(Tenant tenant, String kind, String id) {
    return folder(tenant).resolve(kind).resolve(name(id));
  }

  /// An id as the name of a file; one that could not be one, or lead elsewhere, by its hash.
  static String name(String id) {
    return id.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}") ? id : "sha256-" + sha256(id);
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Path parent(Path file) {
    var parent = file.getParent();
    if (parent == null) {
      throw new IllegalStateException(file + " lies in no folder");
    }
    return parent;
  }

  private static FileAttribute<?>[] ownersOnly(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static ClewException failed(String what, Path where, Exception cause) {
    return new ClewException(
        new Problem(
            Problem.Kind.DEPENDENCY,
            "what was kept can not be " + what,
            where.toString(),
            "Name a folder of your own with CLEW_HOME"),
        cause);
  }
}
