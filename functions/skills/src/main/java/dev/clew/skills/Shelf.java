package dev.clew.skills;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Where one tenant's indexes are kept between questions. Two implementations: a folder, and S3.
///
/// A file is there whole or not at all; several together are not, so whoever keeps several puts one
/// that names them last. Names are like keys of an [dev.clew.traces.store.ObjectStore].
public interface Shelf {

  /// Names of the files below a folder, sorted.
  List<String> list(String folder) throws IOException;

  /// Copies a file to a place on disk.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  void fetch(String name, Path to) throws IOException;

  /// Puts a file in place of one that may be there.
  void put(String name, Path from) throws IOException;

  /// Takes a file away, if it is there.
  void delete(String name) throws IOException;

  /// Where it is, for messages.
  String describe();
}
