package dev.clew.investigation.work;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// What a user had to say to an investigation that asked him, kept in its workspace under `reply`.
public final class Replies {
  private static final String NAME = "reply";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Workspace workspace;

  public Replies(Workspace workspace) {
    this.workspace = workspace;
  }

  /// One reply.
  ///
  /// @param text an answer in words
  /// @param approved yes or no to what was proposed
  /// @param number from 1; who remembers the last one he read knows whether there is another
  public record Reply(Optional<String> text, Optional<Boolean> approved, long number) {}

  /// The latest reply.
  public Optional<Reply> latest(Tenant tenant, String investigationId, Instant now) {
    return workspace
        .read(tenant, investigationId, NAME, now)
        .map(kept -> {
          try {
            var tree = JSON.readTree(kept.body());
            return new Reply(
                Optional.ofNullable(tree.path("text").textValue()),
                tree.path("approve").isBoolean()
                    ? Optional.of(tree.path("approve").booleanValue())
                    : Optional.empty(),
                kept.version());
          } catch (IOException e) {
            throw new dev.clew.evidence.ClewException(
                new Problem(
                    Problem.Kind.DEPENDENCY, "a kept reply is damaged", NAME, "Reply once more"),
                e);
          }
        });
  }

  /// Keeps a reply.
  ///
  /// @return its number; empty when another one came in between
  public Optional<Long> add(
      Tenant tenant,
      String investigationId,
      Optional<String> text,
      Optional<Boolean> approved,
      Instant now,
      Instant expiresAt) {
    var tree = JsonNodeFactory.instance.objectNode();
    text.ifPresent(said -> tree.put("text", said));
    approved.ifPresent(yes -> tree.put("approve", yes));
    long before =
        workspace.read(tenant, investigationId, NAME, now).map(Workspace.Kept::version).orElse(0L);
    boolean written =
        workspace.write(
            tenant,
            investigationId,
            NAME,
            tree.toString().getBytes(StandardCharsets.UTF_8),
            before,
            now,
            expiresAt);
    return written ? Optional.of(before + 1) : Optional.empty();
  }
}
