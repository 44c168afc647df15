package dev.clew.traces.rows;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Coverage.Unread;
import dev.clew.evidence.Problem;
import dev.clew.traces.store.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A predictor's folder in memory, and what reading it gives.
final class LogFixture {
  static final long MAX_CELLS = 50_000_000;

  final MemoryStore store = new MemoryStore();
  private final Path scratch;

  LogFixture(Path scratch) {
    this.scratch = scratch;
  }

  LogFixture file(String key, String... lines) {
    store.put(key, String.join("\n", lines) + "\n");
    return this;
  }

  LogFixture bytes(String key, byte[] bytes) {
    store.put(key, bytes);
    return this;
  }

  /// A file from the test resources of this package.
  LogFixture resource(String key, String name) {
    try (var in = LogFixture.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      store.put(key, in.readAllBytes());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InferenceLog read() {
    try {
      return new PredictorReader(scratch, MAX_CELLS).read(store, "made", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Problem refused() {
    return assertThrows(ClewException.class, this::read).problem();
  }

  static List<String> texts(Rows rows, String column) {
    var cells = rows.column(column).orElseThrow();
    var texts = new String[cells.size()];
    Arrays.setAll(texts, cells::text);
    return List.of(texts);
  }

  static double[] numbers(Rows rows, String column) {
    return ((Column.Numbers) rows.column(column).orElseThrow()).values();
  }

  static double sum(Rows rows, String column) {
    return Arrays.stream(numbers(rows, column)).filter(value -> !Double.isNaN(value)).sum();
  }

  static int missing(Rows rows, String column) {
    return rows.column(column).orElseThrow().missing();
  }

  static String unread(InferenceLog log) {
    return String.join(
        "\n",
        log.coverage().unread().stream()
            .map((Unread unread) -> unread.key() + " | " + unread.where() + " | " + unread.reason())
            .toList());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
