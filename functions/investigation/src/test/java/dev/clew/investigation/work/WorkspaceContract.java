package dev.clew.investigation.work;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every implementation of [Workspace] must do.
public abstract class WorkspaceContract {
  private static final Tenant ACME = new Tenant("acme");
  private static final Tenant OTHER = new Tenant("other");
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(7));

  /// A workspace in which nothing is written yet.
  protected abstract Workspace empty();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean write(Workspace work, String name, String text, long basedOn) {
    return work.write(ACME, "i1", name, bytes(text), basedOn, NOW, LATER);
  }

  private static String text(Workspace work, String name) {
    return new String(
        work.read(ACME, "i1", name, NOW).orElseThrow().body(), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsNotWrittenIsNotThere() {
    assertTrue(empty().read(ACME, "i1", "plan", NOW).isEmpty());
  }

  @Test
  void whatIsWrittenIsReadWithItsVersion() {
    var work = empty();
    assertTrue(write(work, "plan", "first", 0));
    var kept = work.read(ACME, "i1", "plan", NOW).orElseThrow();
    assertArrayEquals(bytes("first"), kept.body());
    assertEquals(1, kept.version());
    assertTrue(write(work, "plan", "second", 1));
    assertEquals(2, work.read(ACME, "i1", "plan", NOW).orElseThrow().version());
    assertEquals("second", text(work, "plan"));
  }

  @Test
  void theFirstWriterWins() {
    var work = empty();
    assertTrue(write(work, "S1", "mine", 0));
    assertFalse(write(work, "S1", "yours", 0));
    assertEquals("mine", text(work, "S1"));
  }

  @Test
  void whoReadAnOlderVersionIsRefused() {
    var work = empty();
    write(work, "plan", "1", 0);
    write(work, "plan", "2", 1);
    assertFalse(write(work, "plan", "3", 1));
    assertFalse(write(work, "plan", "3", 7));
    assertEquals("2", text(work, "plan"));
  }

  @Test
  void aVersionCanNotBeBasedOnWhatIsNotThere() {
    var work = empty();
    assertFalse(write(work, "plan", "1", 1));
    assertTrue(work.read(ACME, "i1", "plan", NOW).isEmpty());
  }

  @Test
  void namesInvestigationsAndTenantsAreApart() {
    var work = empty();
    write(work, "S1", "one", 0);
    assertTrue(work.read(ACME, "i1", "S2", NOW).isEmpty());
    assertTrue(work.read(ACME, "i2", "S1", NOW).isEmpty());
    assertTrue(work.read(OTHER, "i1", "S1", NOW).isEmpty());
    assertTrue(work.write(OTHER, "i1", "S1", bytes("theirs"), 0, NOW, LATER));
    assertEquals("one", text(work, "S1"));
  }

  @Test
  void whatHasExpiredIsNotThereAndMayBeWrittenAnew() {
    var work = empty();
    work.write(ACME, "i1", "plan", bytes("old"), 0, NOW, NOW.plusSeconds(60));
    var after = NOW.plusSeconds(61);
    assertTrue(work.read(ACME, "i1", "plan", after).isEmpty());
    assertTrue(work.write(ACME, "i1", "plan", bytes("new"), 0, after, LATER));
    assertArrayEquals(bytes("new"), work.read(ACME, "i1", "plan", after).orElseThrow().body());
  }

  @Test
  void aLargeBodyComesBackAsItWas() {
    var work = empty();
    var body = new byte[3_000_000];
    new Random(7).nextBytes(body);
    assertTrue(work.write(ACME, "i1", "S1", body, 0, NOW, LATER));
    assertArrayEquals(body, work.read(ACME, "i1", "S1", NOW).orElseThrow().body());
    assertTrue(work.write(ACME, "i1", "S1", bytes("small"), 1, NOW, LATER));
    assertEquals("small", text(work, "S1"));
  }

  @Test
  void whatWasReadIsTheReadersOwn() {
    var work = empty();
    var body = bytes("mine");
    work.write(ACME, "i1", "S1", body, 0, NOW, LATER);
    body[0] = 'x';
    work.read(ACME, "i1", "S1", NOW).orElseThrow().body()[0] = 'y';
    assertEquals("mine", text(work, "S1"));
  }

  @Test
  void namesThatCouldLeaveTheirPlaceAreRefused() {
    var work = empty();
    for (var name : new String[] {"", "a/b", "a#b", "../plan", "plan ", "x".repeat(81)}) {
      assertThrows(IllegalArgumentException.class, () -> work.read(ACME, "i1", name, NOW), name);
      assertThrows(IllegalArgumentException.class, () -> write(work, name, "x", 0), name);
    }
  }

  @Test
  void ofManyWritersAtOnceOneWins() throws Exception {
    var work = empty();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var writers = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < 16; i++) {
        var text = "writer " + i;
        writers.add(() -> write(work, "S1", text, 0));
      }
      long won = 0;
      var winner = "";
      var ended = new ArrayList<Future<Boolean>>(threads.invokeAll(writers));
      for (int i = 0; i < ended.size(); i++) {
        if (ended.get(i).get()) {
          won++;
          winner = "writer " + i;
        }
      }
      assertEquals(1, won);
      assertEquals(winner, text(work, "S1"));
    }
  }

  @Test
  void aChangeOfWhatHasExpiredIsRefused() {
    var work = empty();
    var soon = NOW.plusMillis(1);
    work.write(ACME, "i1", "plan", bytes("old"), 0, NOW, soon);
    assertFalse(work.write(ACME, "i1", "plan", bytes("change"), 1, soon, LATER));
    assertTrue(work.read(ACME, "i1", "plan", soon).isEmpty());
  }

  @Test
  void whoLosesWithALargeBodyLeavesTheWinnersAlone() {
    var work = empty();
    var mine = new byte[300_000];
    new Random(3).nextBytes(mine);
    assertTrue(work.write(ACME, "i1", "S1", mine, 0, NOW, LATER));
    assertFalse(work.write(ACME, "i1", "S1", new byte[310_000], 0, NOW, LATER));
    assertArrayEquals(mine, work.read(ACME, "i1", "S1", NOW).orElseThrow().body());
  }

  @Test
  void whatIsForgottenIsGoneAndNothingElse() {
    var work = empty();
    write(work, "plan", "p", 0);
    work.write(ACME, "i1", "S1", new byte[300_000], 0, NOW, LATER);
    work.write(ACME, "i10", "plan", bytes("another"), 0, NOW, LATER);
    work.write(OTHER, "i1", "plan", bytes("theirs"), 0, NOW, LATER);

    work.forget(ACME, "i1");

    assertTrue(work.read(ACME, "i1", "plan", NOW).isEmpty());
    assertTrue(work.read(ACME, "i1", "S1", NOW).isEmpty());
    assertTrue(work.read(ACME, "i10", "plan", NOW).isPresent());
    assertTrue(work.read(OTHER, "i1", "plan", NOW).isPresent());
    work.forget(ACME, "i1");
  }

  /// Each of 4 writers counts to 5 in one place; a lost change would leave the sum under 20.
  @Test
  void noneOfManyChangesAtOnceIsLost() throws Exception {
    var work = empty();
    write(work, "count", "0", 0);
    Callable<Boolean> counting =
        () -> {
          for (int done = 0; done < 5; ) {
            var kept = work.read(ACME, "i1", "count", NOW).orElseThrow();
            int next = Integer.parseInt(new String(kept.body(), StandardCharsets.UTF_8)) + 1;
            done += write(work, "count", Integer.toString(next), kept.version()) ? 1 : 0;
          }
          return true;
        };
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var one : threads.invokeAll(Collections.nCopies(4, counting))) {
        assertTrue(one.get());
      }
    }
    assertEquals("20", text(work, "count"));
  }
}
