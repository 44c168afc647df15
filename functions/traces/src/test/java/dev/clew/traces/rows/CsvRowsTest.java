package dev.clew.traces.rows;

import static dev.clew.traces.rows.LogFixture.missing;
import static dev.clew.traces.rows.LogFixture.numbers;
import static dev.clew.traces.rows.LogFixture.texts;
import static dev.clew.traces.rows.LogFixture.unread;
import static dev.clew.traces.rows.LogFixture.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
  @TempDir private Path scratch;

  private LogFixture folder() {
    return new LogFixture(scratch);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theSeparatorIsFoundByLooking(String separator) {
    var log =
        folder()
            .file(
                "x.csv",
                String.join(separator, "a", "b c", "d"),
                String.join(separator, "1", "\"x" + separator + " \"\"y\"\"\nz\"", "0.5"),
                String.join(separator, "2", "w", "0.25"))
            .read();
    assertArrayEquals(new double[] {1, 2}, numbers(log.current(), "a"));
    assertEquals(List.of("x" + separator + " \"y\"\nz", "w"), texts(log.current(), "b c"));
    assertArrayEquals(new double[] {0.5, 0.25}, numbers(log.current(), "d"));
  }

  @Test
  void aSemicolonFileMayWriteDecimalCommas() {
    var log = folder().file("x.csv", "a;b", "1,5;x", "1.234,25;y").read();
    assertArrayEquals(new double[] {1.5, 1_234.25}, numbers(log.current(), "a"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() {
    var text = "id,x\n1,2\n";
    for (var bytes :
        List.of(
            utf8("\uFEFF" + text),
            ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE),
            ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE))) {
      var log = folder().bytes("x.csv", bytes).read();
      assertEquals(List.of("id", "x"), List.copyOf(log.current().columns().keySet()));
    }
  }

  @Test
  void aRaggedRowIsNotedWithItsLineAndTheRestKeepsItsNumbers() {
    var log = folder().file("x.csv", "a,b", "1,2", "3", "5,6", "7,8,9", "10,11,").read();
    assertArrayEquals(new double[] {1, 5, 10}, numbers(log.current(), "a"));
    assertEquals(0, log.current().rowNumber(0));
    assertEquals(2, log.current().rowNumber(1));
    assertEquals(4, log.current().rowNumber(2));
    assertEquals(5, log.coverage().population());
    assertEquals(3, log.coverage().examined());
    assertTrue(unread(log).contains("x.csv | line 3: 1 field |"), unread(log));
    assertTrue(unread(log).contains("x.csv | line 5: 3 fields |"), unread(log));
  }

  @Test
  void aCategoryOfALeftOutRowIsNoCategory() {
    var log = folder().file("x.csv", "a,b", "u,2", "ghost", "v,6").read();
    assertEquals(
        List.of("u", "v"),
        ((Column.Categories) log.current().column("a").orElseThrow()).dictionary());
  }

  @Test
  void ofManyAlikeNotesTheFirstAreNamedAndTheRestCounted() {
    var lines = new String[1_001];
    Arrays.fill(lines, "1");
    lines[0] = "a,b";
    lines[500] = "1,2";
    var log = folder().file("x.csv", lines).read();
    assertEquals(1, log.current().count());
    assertEquals(11, log.coverage().unread().size());
    assertEquals("and 989 more places", log.coverage().unread().getLast().where());
  }

  @Test
  void repeatedAndEmptyNamesAreToldApart() {
    var log = folder().file("x.csv", ",a,a,a.1", "5,1,2,3", "7,1,2,3").read();
    assertEquals(
        List.of("column 1", "a", "a.2", "a.1"), List.copyOf(log.current().columns().keySet()));
    assertArrayEquals(new double[] {3, 3}, numbers(log.current(), "a.1"));
    assertArrayEquals(new double[] {2, 2}, numbers(log.current(), "a.2"));
    assertTrue(
        log.inferences().contains("x.csv: column 3 repeats a name and is called 'a.2'"),
        log.inferences().toString());
  }

  @Test
  void emptyCellsAndTheWordsForThemAreMissing() {
    var log =
        folder()
            .file("x.csv", "a,b", "1,x", ",", "NA,NaN", "null,None", "NULL,N/A", "nan, ", "2,y")
            .read();
    assertEquals(5, missing(log.current(), "a"));
    assertEquals(5, missing(log.current(), "b"));
    assertEquals(List.of("x", "", "", "", "", "", "y"), texts(log.current(), "b"));
  }

  @Test
  void dirtyCellsOfANumberColumnAreKeptAsTheyStand() {
    var lines = new String[41];
    Arrays.setAll(lines, i -> i == 0 ? "a,b" : i + ",x");
    lines[7] = "1xx19,x";
    lines[9] = "Infinity,x";
    lines[11] = ",x";
    var log = folder().file("x.csv", lines).read();
    var column = (Column.Numbers) log.current().column("a").orElseThrow();
    assertEquals(Map.of(6, "1xx19", 8, "Infinity"), column.unparsed());
    assertEquals(1, column.missing());
    assertEquals("1xx19", column.text(6));
  }

  @Test
  void aColumnOfNumbersThatEndsInTextsIsReadAgainAsText() {
    // The first 5,000 cells are numbers: the reader has long dropped their texts.
    var lines = new String[20_001];
    Arrays.setAll(lines, i -> i == 0 ? "a,b" : i <= 5_000 ? i + ".50,1" : "text" + i % 700 + ",1");
    var log = folder().file("x.csv", lines).read();
    var column = (Column.Categories) log.current().column("a").orElseThrow();
    assertEquals("7.50", column.text(6));
    assertEquals(0, column.missing());
    assertEquals(5_700, column.dictionary().size());
  }

  @Test
  void codesWithLeadingZerosAndLongIdsStayText() {
    var log =
        folder()
            .file(
                "x.csv",
                "zip,account,x",
                "02134,12345678901234567890,1",
                "10001,12345678901234567891,2",
                "02134,12345678901234567892,3")
            .read();
    assertEquals(List.of("02134", "10001", "02134"), texts(log.current(), "zip"));
    assertEquals("12345678901234567891", texts(log.current(), "account").get(1));
  }

  @Test
  void seventeenIsOneCategoryHoweverAFileWritesIt() {
    var log =
        folder()
            .file("reference.csv", "c,x", "17,1", "2,1", "-3,2")
            .file("analysis.csv", "c,x", "17.0,1", "2.5,1", "-3.00,2")
            .file(
                "schema.json",
                "{\"files\": {\"baseline\": [\"reference.csv\"], \"current\": [\"analysis.csv\"]},",
                " \"categorical\": [\"c\"]}")
            .read();
    assertEquals(List.of("17", "2", "-3"), texts(log.baseline(), "c"));
    assertEquals(List.of("17", "2.5", "-3"), texts(log.current(), "c"));
  }

  @Test
  void bytesThatAreNoUtf8AreReadAndNotedWithTheirLine() {
    var bytes = "a,b\n1,caf\u00e9\n2,x\n3,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    var log = folder().bytes("x.csv", bytes).read();
    assertEquals(List.of("caf\uFFFD", "x", "caf\uFFFD"), texts(log.current(), "b"));
    assertTrue(unread(log).contains("x.csv | line 2 | bytes that are no UTF-8"), unread(log));
  }

  @Test
  void ofATruncatedGzipTheWholeRowsAreKept() throws IOException {
    var text = new StringBuilder("a,b\n");
    for (int i = 0; i < 50_000; i++) {
      text.append(i).append(',').append(i * 7919L % 10_007).append('\n');
    }
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(utf8(text.toString()));
    }
    var cut = Arrays.copyOf(out.toByteArray(), out.size() / 2);
    var log = folder().bytes("x.csv.gz", cut).file("y.csv", "a,b", "-1,-1").read();
    assertTrue(log.current().count() > 10_000, log.current().count() + " rows");
    var a = numbers(log.current(), "a");
    var b = numbers(log.current(), "b");
    for (int row = 0; row < a.length - 1; row++) {
      assertEquals(row, a[row]);
      assertEquals(row * 7919L % 10_007, b[row]);
    }
    assertEquals(-1, a[a.length - 1]); // the next file is read all the same
    assertTrue(unread(log).contains("gzip bytes end in the middle"), unread(log));
  }

  @Test
  void aGigabyteInOneLineEndsItsFileAndNoOther() {
    var huge =
        new EndlessStore(scratch)
            .put("a.csv", utf8("x,y\n1,2\n"))
            .endless("b.csv", utf8("x,y\n3,4\n5,"), (byte) '7', 1L << 30);
    var log = huge.read();
    assertArrayEquals(new double[] {1, 3}, numbers(log.current(), "x"));
    assertTrue(
        unread(log).contains("b.csv | after line 3 | a record is longer than 16777216 characters"),
        unread(log));
  }

  @Test
  void aFileOfAnotherKindIsNamedAndLeftOut() {
    var log =
        folder()
            .file("x.csv", "a,b", "1,2")
            .bytes("photo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0})
            .file("README.md", "# Read me", "", "words, words")
            .bytes("fake.csv", new byte[] {0, 1, 2, 3, 0})
            .read();
    assertEquals(1, log.current().count());
    for (var key : List.of("photo.png", "README.md", "fake.csv")) {
      assertTrue(unread(log).contains(key + " |  | is no CSV, JSON lines or Parquet"), unread(log));
    }
  }

  @Test
  void anUnreadableObjectIsNamedAndTheOthersAreRead() {
    var folder = folder().file("a.csv", "x,y", "1,2").file("b.csv", "x,y", "3,4");
    folder.store.lock("b.csv");
    var log = folder.read();
    assertEquals(1, log.current().count());
    assertTrue(unread(log).contains("b.csv |  | can not be read"), unread(log));
  }

  @Test
  void emptyFilesAndBareHeadersAreNamed() {
    var log =
        folder()
            .file("a.csv", "x,y", "1,2")
            .bytes("b.csv", new byte[0])
            .file("c.csv", "x,y")
            .read();
    assertEquals(1, log.current().count());
    assertTrue(unread(log).contains("b.csv |  | is empty"), unread(log));
    assertTrue(unread(log).contains("c.csv |  | holds a header and no rows"), unread(log));
  }

  @Test
  void aFolderWithoutRowsSaysWhatItFound() {
    assertTrue(folder().refused().what().contains("there is no table"));
    var headerOnly = folder().file("c.csv", "x,y").refused();
    assertTrue(headerOnly.what().contains("c.csv: holds a header and no rows"), headerOnly.what());
    var empty = folder().bytes("b.csv", new byte[0]).refused();
    assertTrue(empty.what().contains("b.csv: is empty"), empty.what());
  }

  @Test
  void moreCellsThanFitAreRefusedBeforeMemoryIsFull() throws IOException {
    var store = folder().file("x.csv", ("a,b\n" + "1,2\n".repeat(40_000)).strip()).store;
    var problem =
        Assertions.assertThrows(
                ClewException.class,
                () -> new PredictorReader(scratch, 50_000).read(store, "made", ""))
            .problem();
    assertEquals(Problem.Kind.LIMIT, problem.kind());
    assertTrue(problem.what().contains("50000 cells"), problem.what());
  }

  /// Lines `a,b,c` with a number, a text and a number; the places given hold these lines instead.
  private static String[] lines(int rows, Map<Integer, String> instead) {
    var lines = new String[rows + 1];
    lines[0] = "a,b,c";
    for (int row = 1; row <= rows; row++) {
      lines[row] = instead.getOrDefault(row, row + ",app," + row % 7);
    }
    return lines;
  }

  @Test
  void aQuoteThatIsNeverClosedCostsItsLineAndNoOther() {
    for (var broken : List.of("\"2000,app,1", "2000,\"app,1", "2000,app,\"", "2000,app,\"1")) {
      var log = folder().file("x.csv", lines(10_000, Map.of(2000, broken))).read();
      assertEquals(9_999, log.current().count(), broken);
      assertEquals(10_000, log.coverage().population(), broken);
      assertEquals(9_999, log.coverage().examined(), broken);
      assertFalse(log.coverage().exact(), broken);
      assertTrue(unread(log).startsWith("x.csv | line 2001 | a quote in it is not closed"), broken);
      assertEquals(1, log.coverage().unread().size(), unread(log));
      // Rows after it keep their numbers: the one after the broken line is the 2001st, from 0.
      assertEquals(2001, numbers(log.current(), "a")[1999]);
      assertEquals(2000, log.current().rowNumber(1999));
    }
  }

  @Test
  void twoQuotesThatAreNeverClosedCostTheirTwoLines() {
    var broken = Map.of(2000, "2000,\"app,1", 2500, "2500,\"app,2", 9_999, "x,\"y\",\"");
    var log = folder().file("x.csv", lines(10_000, broken)).read();
    assertEquals(9_997, log.current().count(), unread(log));
    assertEquals(10_000, log.coverage().population());
    for (int line : new int[] {2001, 2501, 10_000}) {
      assertTrue(unread(log).contains("x.csv | line " + line + " | "), unread(log));
    }
  }

  @Test
  void textAfterAClosingQuoteCostsItsLineAndNoOther() {
    var broken = Map.of(5, "5,\"sou\"th,1", 8, "8,so\"uth,1");
    var log = folder().file("x.csv", lines(10, broken)).read();
    assertEquals(9, log.current().count(), unread(log));
    assertEquals("so\"uth", texts(log.current(), "b").get(6));
    assertTrue(
        unread(log).startsWith("x.csv | line 6 | a quoted cell goes on after its closing quote"),
        unread(log));
  }

  @Test
  void textsOfManyLinesWithCommasAndQuotesAreReadWhole() {
    var text = "He said: \"\"no, no\"\",\r\n\n" + "a line, and another one\n".repeat(5_000);
    var log =
        folder()
            .file("x.csv", "a,b,c", "1,\"" + text + "\",2", "3,\"x,\ny,z\n\",4", "5,six,7")
            .read();
    assertEquals(List.of(), log.coverage().unread());
    assertArrayEquals(new double[] {1, 3, 5}, numbers(log.current(), "a"));
    assertEquals(
        List.of(text.replace("\"\"", "\""), "x,\ny,z\n", "six"), texts(log.current(), "b"));
  }

  @Test
  void aQuoteThatIsNeverClosedIsGivenUpWithinABound() {
    // Lines of another form than rows, so that only the bound tells; a text that long is no cell.
    var lines = new String[60_000];
    Arrays.fill(lines, "7,more than twenty characters");
    lines[0] = "a,b";
    lines[1] = "\"1,x";
    lines[2] = "neither";
    var log = folder().file("x.csv", lines).read();
    assertEquals(59_997, log.current().count());
    assertTrue(unread(log).contains("x.csv | line 2 | a quote in it is not closed within"));
    assertEquals(59_999, log.coverage().population());
  }

  @Test
  void whatACutFileHeldBesidesIsNotCalledRead() {
    var cut = LogFixture.utf8("a,b\n" + "1,2\n".repeat(50_000));
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(cut);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var log =
        folder()
            .bytes("x.csv.gz", Arrays.copyOf(packed.toByteArray(), packed.size() - 20))
            .file("y.csv", "a,b", "-1,-1")
            .read();
    assertFalse(log.coverage().exact());
    assertEquals(1, log.coverage().objectsInPart());
  }
}
