package dev.clew.traces.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import org.junit.jupiter.api.Test;

class KeysTest {
  @Test
  void aKeyHasOneSpelling() {
    assertEquals("a/b.json", Keys.normalise("/a//./b.json"));
    assertEquals("", Keys.normalise("/"));
    assertEquals("a/..b/c..", Keys.normalise("a/..b/c..")); // dots in a name are letters
  }

  @Test
  void aKeyThatLeavesItsRootIsQuoted() {
    var problem = assertThrows(ClewException.class, () -> Keys.normalise("a/../b")).problem();
    assertTrue(problem.what().contains("'a/../b'"), problem.what());
    assertThrows(ClewException.class, () -> Keys.normalise("a\u0000b"));
  }
}
