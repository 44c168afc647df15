package dev.clew.statistics.golden;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The real data that the environment variable CLEW_DATA points at; without it the tests that need
/// it are skipped.
final class RealData {

  private RealData() {}

  static Path path(String name) {
    String root = System.getenv("CLEW_DATA");
    assumeTrue(root != null && !root.isBlank(), "CLEW_DATA does not point at the real data");
    return Path.of(root).resolve(name);
  }

  static JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(Files.readString(path(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The columns of a CSV file without quotes, as text.
  static Map<String, List<String>> csv(String name) {
    try {
      List<String> lines = Files.readAllLines(path(name));
      String[] header = lines.getFirst().split(",");
      Map<String, List<String>> columns = new TreeMap<>();
      for (String column : header) {
        columns.put(column, new ArrayList<>());
      }
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        for (int i = 0; i < header.length; i++) {
          columns.get(header[i]).add(cells[i]);
        }
      }
      return columns;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double[] numbers(List<String> cells) {
    return cells.stream().mapToDouble(Double::parseDouble).toArray();
  }

  static int[] whole(List<String> cells) {
    return cells.stream().mapToInt(cell -> (int) Double.parseDouble(cell)).toArray();
  }
}
