package dev.clew.traces.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest extends ObjectStoreContract {
  @TempDir private Path folder;

  @Override
  protected ObjectStore storeOf(Map<String, byte[]> objects) throws IOException {
    var root = Files.createTempDirectory(folder, "root");
    for (var object : objects.entrySet()) {
      var file = root.resolve(object.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, object.getValue());
    }
    return DirectoryStore.of(root);
  }

  private static List<String> keys(ObjectStore store) throws IOException {
    return store.list("").stream().map(StoredObject::key).toList();
  }

  @Test
  void aLinkOutOfTheRootIsListedAndRefused() throws IOException {
    var secret = Files.writeString(folder.resolve("secret.csv"), "x");
    var root = Files.createDirectory(folder.resolve("data"));
    Files.createSymbolicLink(root.resolve("link.csv"), secret);
    Files.createSymbolicLink(root.resolve("up"), folder);
    var store = DirectoryStore.of(root);
    assertEquals(List.of("link.csv", "up"), keys(store));
    var refused = assertThrows(AccessDeniedException.class, () -> store.open("link.csv").close());
    assertTrue(refused.getReason().contains("leaves the data's folder"), refused.getReason());
    assertThrows(AccessDeniedException.class, () -> store.open("up/secret.csv").close());
    assertEquals(List.of(), store.list("up"));
  }

  @Test
  void aLinkWithinTheRootIsFollowedAndACircleEnds() throws IOException {
    var root = Files.createDirectory(folder.resolve("data"));
    Files.createDirectory(root.resolve("real"));
    Files.writeString(root.resolve("real/a.csv"), "x");
    Files.createSymbolicLink(root.resolve("alias.csv"), root.resolve("real/a.csv"));
    Files.createSymbolicLink(root.resolve("real/round"), root);
    assertEquals(List.of("alias.csv", "real/a.csv"), keys(DirectoryStore.of(root)));
  }

  @Test
  void aLinkToNowhereIsListedSoThatItIsMissed() throws IOException {
    Files.createSymbolicLink(folder.resolve("gone.csv"), folder.resolve("nowhere"));
    var store = DirectoryStore.of(folder);
    assertEquals(List.of("gone.csv"), keys(store));
    assertThrows(NoSuchFileException.class, () -> store.open("gone.csv").close());
  }

  @Test
  void hiddenFilesAreLeftOut() throws IOException {
    Files.writeString(folder.resolve(".DS_Store"), "x");
    Files.createDirectory(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/config"), "x");
    Files.writeString(folder.resolve("a.csv"), "x");
    assertEquals(List.of("a.csv"), keys(DirectoryStore.of(folder)));
  }

  @Test
  void aSingleFileIsAStoreOfOneObject() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "a");
    Files.writeString(folder.resolve("b.csv"), "b");
    var store = DirectoryStore.of(folder.resolve("b.csv"));
    assertEquals(List.of("b.csv"), keys(store));
    try (var in = store.open("b.csv")) {
      assertEquals("b", new String(in.readAllBytes(), UTF_8));
    }
    assertThrows(NoSuchFileException.class, () -> store.open("a.csv").close());
  }

  @Test
  void aFolderThatIsNotThereIsNamedWithTheRemedy() {
    var missing = folder.resolve("nope");
    var problem = assertThrows(ClewException.class, () -> DirectoryStore.of(missing)).problem();
    assertEquals(missing.toString(), problem.where());
    assertTrue(problem.remedy().contains("existing folder"), problem.remedy());
  }
}
