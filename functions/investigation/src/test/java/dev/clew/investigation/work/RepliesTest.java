package dev.clew.investigation.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clew.evidence.Tenant;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepliesTest {
  private static final Tenant ACME = new Tenant("acme");
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  @Test
  void theLatestReplyIsFoundWithItsNumber() {
    var replies = new Replies(new MemoryWorkspace());
    assertEquals(Optional.empty(), replies.latest(ACME, "i1", NOW));

    replies.add(ACME, "i1", Optional.of("the \"new\" one"), Optional.empty(), NOW, LATER);
    assertEquals(
        Optional.of(new Replies.Reply(Optional.of("the \"new\" one"), Optional.empty(), 1)),
        replies.latest(ACME, "i1", NOW));

    assertEquals(
        Optional.of(2L), replies.add(ACME, "i1", Optional.empty(), Optional.of(false), NOW, LATER));
    assertEquals(
        Optional.of(new Replies.Reply(Optional.empty(), Optional.of(false), 2)),
        replies.latest(ACME, "i1", NOW));
    assertEquals(Optional.empty(), replies.latest(ACME, "i1", LATER));
  }
}
