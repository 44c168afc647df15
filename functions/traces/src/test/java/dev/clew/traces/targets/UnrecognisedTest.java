package dev.clew.traces.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.traces.store.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnrecognisedTest {
  @TempDir private Path scratch;

  private String reason(String key, byte[] bytes) {
    return Unrecognised.of(new MemoryStore().put(key, bytes), List.of(key), scratch, 1)
        .getFirst()
        .reason();
  }

  private String reason(String key, String bytes) {
    return reason(key, bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aFileWithoutBytesIsSaidToBeEmpty() {
    assertEquals("it is empty", reason("a.csv", ""));
    assertEquals("it holds nothing but blanks", reason("a.txt", " \n\n"));
  }

  @Test
  void formatsThatAreNotReadAreNamedByTheirFirstBytesWhateverTheFileIsCalled() {
    // From the formats' own descriptions: a zip's local file header, SQLite's header string,
    // Arrow's
    // magic, pickle's PROTO opcode with protocol 4.
    assertTrue(reason("a.xlsx", "PK\u0003\u0004\u0014").startsWith("an Excel workbook"));
    assertTrue(reason("a.dat", "PK\u0003\u0004\u0014").startsWith("a zip archive"));
    assertTrue(reason("rows.csv", "SQLite format 3\u0000").startsWith("an SQLite database"));
    assertTrue(reason("a.feather", "ARROW1\u0000\u0000").startsWith("an Arrow"));
    assertTrue(reason("model.pkl", "\u0080\u0004\u0095").startsWith("a Python pickle"));
    assertTrue(reason("manual.pdf", "%PDF-1.7").startsWith("a PDF"));
  }

  @Test
  void jsonThatIsNeitherTraceNorRowIsToldByItsFields() {
    assertEquals(
        "JSON, but neither a trace nor a row: its first object has only settings",
        reason("conf.json", "{\"settings\": {\"a\": [1]}}"));
  }

  @Test
  void bytesOfNoKnownKindAreQuoted() {
    assertTrue(reason("x.bin", "\u000c\u007a\u0001\u00c3").endsWith("0c 7a 01 c3"));
  }

  @Test
  void aPackedFileThatEndsWithinItsHeaderIsDamaged() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    var reason = reason("a.csv.gz", Arrays.copyOf(packed.toByteArray(), 5));
    assertTrue(reason.contains("ends within its header"), reason);
  }

  @Test
  void theFirstAreNamedAndTheOthersCounted() {
    assertEquals(
        "a.pdf (a PDF document), b.csv (it is empty) and 3 others",
        Unrecognised.words(
            List.of(
                new Unrecognised("a.pdf", "a PDF document"),
                new Unrecognised("b.csv", "it is empty")),
            5));
  }
}
