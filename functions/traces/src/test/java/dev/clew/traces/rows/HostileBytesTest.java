package dev.clew.traces.rows;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.traces.store.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the bytes are, a reading ends in a log or in a problem with a remedy, and a good file
/// beside them is read.
class HostileBytesTest {
  private static final int ROUNDS = Boolean.getBoolean("clew.deep") ? 5_000 : 40;

  @TempDir private Path scratch;

  private static byte[] resource(String name) throws IOException {
    try (var in = HostileBytesTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /// Flips, cuts, repeats and inserts bytes.
  private static byte[] damaged(byte[] bytes, Random random) {
    var copy = bytes.clone();
    for (int i = random.nextInt(1, 20); i > 0; i--) {
      copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
    }
    var signs = "\",;\n\r\t{}[]:\\\u0000".getBytes(StandardCharsets.US_ASCII);
    for (int i = random.nextInt(0, 5); i > 0; i--) {
      copy[random.nextInt(copy.length)] = signs[random.nextInt(signs.length)];
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(copy, random.nextInt(1, copy.length)) : copy;
  }

  private void survives(String key, byte[] good, long seed) throws IOException {
    survives(key, good, seed, ROUNDS);
  }

  private void survives(String key, byte[] good, long seed, int rounds) throws IOException {
    var random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      var store =
          new MemoryStore().put(key, damaged(good, random)).put("sound.csv", "q,r,s\n1,2,3\n");
      InferenceLog log;
      try {
        log = new PredictorReader(scratch, LogFixture.MAX_CELLS).read(store, "made", "");
      } catch (ClewException e) {
        assertTrue(!e.problem().remedy().isEmpty(), e.problem().toString());
        continue;
      }
      assertTrue(log.current().count() > 0, key + " in round " + round);
    }
  }

  @Test
  void csv() throws IOException {
    survives("x.csv", resource("titanic/titanic_target.csv"), 1);
    survives("x.csv", resource("california/california_housing_analysis.csv"), 2);
  }

  @Test
  void packedCsv() throws IOException {
    survives("x.csv.gz", gzip(resource("titanic/titanic_analysis.csv")), 3);
  }

  @Test
  void jsonLinesAndArrays() throws IOException {
    var rows = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      rows.append("{\"id\": ")
          .append(i)
          .append(", \"a\": {\"b\": \"x\", \"c\": [1, 2]}, \"d\": 0.5}\n");
    }
    survives("x.jsonl", LogFixture.utf8(rows.toString()), 4);
    survives(
        "x.json", LogFixture.utf8("[" + rows.toString().strip().replace("}\n", "},\n") + "]"), 5);
  }

  @Test
  void parquet() throws IOException {
    survives("x.parquet", resource("made/types.parquet"), 6, ROUNDS / 4); // a database each time
  }

  @Test
  void schemas() throws IOException {
    var schema =
        LogFixture.utf8(
            "{\"id\": \"q\", \"features\": [\"r\", \"s\"], \"chunk\": {\"size\": 5}, \"files\":"
                + " {\"current\": [\"sound.csv\"]}}");
    survives("schema.json", schema, 7);
  }
}
