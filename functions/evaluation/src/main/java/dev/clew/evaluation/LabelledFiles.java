package dev.clew.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A folder of labelled examples, one of those that `--data` holds.
record LabelledFiles(Path folder) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @throws ClewException when it is not there or is no JSON
  JsonNode json(String name) {
    return json(folder.resolve(name));
  }

  /// @throws ClewException when it is not there or is no JSON
  JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// Those of its files whose names end so, in the order of their names.
  ///
  /// @throws ClewException when the folder is not there
  List<Path> ending(String ending) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /// What to say of a file that can not be read.
  ClewException unreadable(Path where, Exception cause) {
    return new ClewException(
        new Problem(
            Problem.Kind.USER,
            "can not be read: " + cause.getMessage(),
            where.toString(),
            "name a folder with --data that holds " + folder.getFileName()),
        cause);
  }
}
