package dev.clew.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.models.TestingEmbedder;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Ports;
import dev.clew.skills.Shelf;
import dev.clew.skills.retrieval.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every place for indexes must do.
public abstract class ShelfContract {
  @TempDir private Path scratch;

  /// An empty one of its own for each test.
  protected abstract Shelf shelf();

  private Path file(byte... bytes) throws IOException {
    return Files.write(Files.createTempFile(scratch, "file", ""), bytes);
  }

  private byte[] fetched(Shelf shelf, String name) throws IOException {
    var to = scratch.resolve("fetched");
    shelf.fetch(name, to);
    return Files.readAllBytes(to);
  }

  @Test
  void aFileIsReadAsItWasPutReplacedListedAndTakenAway() throws IOException {
    var shelf = shelf();
    shelf.put("search/a/one", file((byte) 1, (byte) 2));
    shelf.put("search/a/two", file());
    shelf.put("search/ab/three", file((byte) 3));

    assertArrayEquals(new byte[] {1, 2}, fetched(shelf, "search/a/one"));
    assertArrayEquals(new byte[] {}, fetched(shelf, "search/a/two"));
    assertEquals(List.of("search/a/one", "search/a/two"), shelf.list("search/a"));
    assertEquals(List.of("search/a/one", "search/a/two", "search/ab/three"), shelf.list("search"));

    shelf.put("search/a/one", file((byte) 9));
    assertArrayEquals(new byte[] {9}, fetched(shelf, "search/a/one"));
    shelf.delete("search/a/one");
    shelf.delete("search/a/one");
    assertEquals(List.of("search/a/two"), shelf.list("search/a"));
    assertEquals(List.of(), shelf.list("nothing"));
  }

  @Test
  void aFileThatIsNotThereIsToldByItsName() {
    var shelf = shelf();
    var missing =
        assertThrows(
            NoSuchFileException.class, () -> shelf.fetch("search/a/none", scratch.resolve("to")));

    assertEquals("search/a/none", missing.getMessage());
  }

  @Test
  void namesStayBelowItsRoot() throws IOException {
    var shelf = shelf();
    var outside = file((byte) 1);

    assertThrows(ClewException.class, () -> shelf.put("../outside", outside));
    assertThrows(ClewException.class, () -> shelf.list("a/../../b"));
  }

  /// The same index three times: whole, half-written, and written by another version.
  @Test
  void anIndexIsKeptAndOneThatCanNotBeUsedIsMadeAnew() throws IOException {
    var shelf = shelf();
    var notes = new ArrayList<String>();
    var first = meaning(shelf, notes);
    var names = shelf.list("search/texts");
    assertTrue(names.contains("search/texts/index.json"), names.toString());
    assertArrayEquals(first, meaning(shelf, notes));
    assertEquals(List.of(), notes);

    shelf.delete(names.stream().filter(name -> !name.endsWith(".json")).findFirst().orElseThrow());
    assertArrayEquals(first, meaning(shelf, notes));
    var manifest = new String(fetched(shelf, "search/texts/index.json"), UTF_8);
    shelf.put(
        "search/texts/index.json",
        file(manifest.replace("\"lucene\":10", "\"lucene\":9").getBytes(UTF_8)));
    assertArrayEquals(first, meaning(shelf, notes));
    assertEquals(
        List.of(
            "the kept index of texts was left half-written: it was made anew",
            "the kept index of texts was written by another version of Clew: it was made anew"),
        notes);
    assertArrayEquals(first, meaning(shelf, notes));
    assertEquals(2, notes.size());
  }

  private double[] meaning(Shelf shelf, List<String> notes) {
    var ports =
        new Ports(
            () -> Optional.of(new TestingEmbedder(64, List.of())),
            Optional.of(shelf),
            Optional::empty,
            PromptFiles.PACKAGED,
            scratch,
            (_, _, _) -> {},
            notes::add);
    var books =
        List.of(
            new Library.Book("one", Map.of("text", "a refund"), "a refund"),
            new Library.Book("two", Map.of("text", "a seat"), "a seat"));
    try (var library = Library.of(ports, "search/texts", books, true)) {
      return library.meaning("a refund");
    }
  }
}
