package dev.clew.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.Question;
import dev.clew.investigation.wire.StepJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// A planned investigation that has begun and has no answer yet: broken off, or waiting for a
/// reply. One for each conversation.
///
/// @param question as it was asked
/// @param data what `--data` named
/// @param begunAt when it was asked
record Underway(String investigationId, Question question, Optional<String> data, Instant begunAt) {
  /// How long it can be gone on with.
  static final Duration KEPT = Duration.ofDays(7);

  Instant expiresAt() {
    return begunAt.plus(KEPT);
  }

  /// The conversation it belongs to.
  String session() {
    return question.session().orElse(investigationId);
  }

  /// Whether somebody asks this again.
  boolean isSame(Question other, Optional<String> otherData) {
    return question.text().strip().equals(other.text().strip())
        && question.target().equals(other.target())
        && question.baseline().equals(other.baseline())
        && question.current().equals(other.current())
        && data.equals(otherData);
  }

  /// Those of this machine.
  static final class Shelf {
    private static final String KIND = "underway";

    private final StateFolder folder;
    private final Tenant tenant;

    Shelf(StateFolder folder, Tenant tenant) {
      this.folder = folder;
      this.tenant = tenant;
    }

    void put(Underway one) {
      var tree =
          JsonNodeFactory.instance
              .objectNode()
              .put("investigationId", one.investigationId())
              .put("begunAt", one.begunAt().toString());
      one.data().ifPresent(data -> tree.put("data", data));
      tree.set("question", StepJson.write(one.question()));
      folder.write(tenant, KIND, one.session(), StepJson.bytes(tree), one.expiresAt());
    }

    Optional<Underway> of(String session, Instant now) {
      return folder
          .read(tenant, KIND, session)
          .filter(file -> file.isLive(now))
          .map(file -> read(file.bytes()));
    }

    /// The one that was begun last.
    Optional<Underway> latest(Instant now) {
      return folder.all(tenant, KIND).stream()
          .filter(file -> file.isLive(now))
          .map(file -> read(file.bytes()))
          .max(Comparator.comparing(Underway::begunAt));
    }

    void remove(Underway one) {
      folder.delete(tenant, KIND, one.session());
    }

    private static Underway read(byte[] bytes) {
      var tree = StepJson.parse(bytes, "an investigation that was begun");
      return new Underway(
          tree.path("investigationId").asText(),
          StepJson.question(tree.path("question")),
          tree.has("data") ? Optional.of(tree.path("data").asText()) : Optional.empty(),
          Instant.parse(tree.path("begunAt").asText()));
    }
  }
}
