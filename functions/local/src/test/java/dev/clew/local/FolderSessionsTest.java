package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.sessions.Sessions;
import dev.clew.investigation.sessions.SessionsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSessionsTest extends SessionsContract {
  private static final Tenant ACME = new Tenant("acme");
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @TempDir Path folder;

  @Override
  protected Sessions empty() {
    return new FolderSessions(new StateFolder(folder.resolve(UUID.randomUUID().toString())));
  }

  private static Sessions.NewInvestigation wanted(String id, String session) {
    return new Sessions.NewInvestigation(
        id, session, "Why?", Optional.empty(), "h", NOW, NOW.plusSeconds(60));
  }

  @Test
  void anotherProcessFindsWhatThisOneKept() {
    var first = new FolderSessions(new StateFolder(folder));
    first.begin(ACME, wanted("i1", "s1"));

    var second = new FolderSessions(new StateFolder(folder));
    assertTrue(second.investigation(ACME, "i1", NOW).isPresent());
    assertTrue(second.begin(ACME, wanted("i2", "s1")) instanceof Sessions.Begun.Busy);
  }

  @Test
  void anIdThatIsNoFileNameStaysInTheFolder() throws IOException {
    var sessions = new FolderSessions(new StateFolder(folder.resolve("state")));
    sessions.begin(ACME, wanted("../../../outside", "s/1 ü"));

    assertTrue(sessions.investigation(ACME, "../../../outside", NOW).isPresent());
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count(), "nothing lies beside the folder");
    }
  }

  @Test
  void onlyTheOwnerMayReadWhatIsKept() throws IOException {
    new FolderSessions(new StateFolder(folder)).begin(ACME, wanted("i1", "s1"));

    try (var files = Files.walk(folder.resolve("acme"))) {
      for (var file : files.filter(one -> !one.endsWith("lock")).toList()) {
        assertFalse(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                .substring(3)
                .contains("r"),
            file.toString());
      }
    }
  }

  @Test
  void aFolderThatCanNotBeWrittenIsNamedWithItsRemedy() throws IOException {
    var file = Files.createFile(folder.resolve("taken"));
    var sessions = new FolderSessions(new StateFolder(file));

    var problem =
        assertThrows(ClewException.class, () -> sessions.begin(ACME, wanted("i1", "s1"))).problem();
    assertEquals(Problem.Kind.DEPENDENCY, problem.kind());
    assertTrue(problem.remedy().contains("CLEW_HOME"), problem.toString());
  }

  @Test
  void theFolderIsTheUsersOwnUnlessNamed() {
    assertEquals(Path.of("/c"), StateFolder.of(Map.of("CLEW_HOME", "/c"), "/home/u"));
    assertEquals(Path.of("/x/clew"), StateFolder.of(Map.of("XDG_STATE_HOME", "/x"), "/home/u"));
    assertEquals(Path.of("/home/u/.local/state/clew"), StateFolder.of(Map.of(), "/home/u"));
  }
}
