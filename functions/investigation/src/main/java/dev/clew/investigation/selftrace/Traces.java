package dev.clew.investigation.selftrace;

import dev.clew.evidence.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Where Clew's own traces are written: the state bucket on AWS, a folder on one machine. What is
/// written there is data of the tenant [#TENANT] and of the application [#APPLICATION].
public interface Traces {
  /// Whose data Clew's own traces are: the operator's.
  Tenant TENANT = new Tenant("clew");

  /// The application that they are of.
  String APPLICATION = "clew";

  /// Nothing is written.
  Traces NONE = (_, _) -> {};

  /// Writes an object; the same key again replaces it.
  ///
  /// @param key relative to the tenant's root: `traces/clew/...`
  /// @throws RuntimeException when it can not be written; nobody's answer may fail for it
  void write(String key, byte[] bytes);

  /// A tenant's root that is a folder.
  static Traces in(Path root) {
    return (key, bytes) -> {
      try {
        var file = root.resolve(key);
        Files.createDirectories(file.getParent());
        // Whole or not at all: somebody may be reading.
        var half = Files.createTempFile(file.getParent(), ".half", "");
        Files.write(half, bytes);
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
