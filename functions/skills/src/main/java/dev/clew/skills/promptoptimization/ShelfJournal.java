package dev.clew.skills.promptoptimization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.models.Reply;
import dev.clew.models.TokenUsage;
import dev.clew.models.ToolCall;
import dev.clew.skills.Shelf;
import dev.clew.skills.promptoptimization.search.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Answers kept on the shelf, as JSON lines in files of at most [#LINES]: the open one is put again
/// with each answer, so that nothing that was paid is asked again whenever a run breaks off.
final class ShelfJournal implements Journal {
  static final int LINES = 40;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Shelf shelf;
  private final String folder;
  private final Path scratch;
  private final String models;
  private final Map<String, Reply> kept = new HashMap<>();
  private final List<String> open = new ArrayList<>();
  private int files;

  private ShelfJournal(Shelf shelf, String folder, Path scratch, String models) {
    this.shelf = shelf;
    this.folder = folder;
    this.scratch = scratch;
    this.models = models;
  }

  /// What is kept in a folder.
  ///
  /// @param models names of the models that are asked; answers of others do not count. Empty where
  ///   there is none: then all count
  /// @param notes told what could not be read, and is asked again
  static ShelfJournal in(
      Shelf shelf, String folder, Path scratch, String models, Consumer<String> notes) {
    var journal = new ShelfJournal(shelf, folder, scratch, models);
    try {
      long others = 0;
      for (var name : shelf.list(folder)) {
        others += journal.read(name, notes);
        journal.files++;
      }
      if (others > 0) {
        notes.accept("answers kept from another model are not taken: it is asked anew");
      }
    } catch (IOException e) {
      notes.accept("what was kept can not be read: all is asked anew");
    }
    return journal;
  }

  private long read(String name, Consumer<String> notes) throws IOException {
    var file = Files.createTempFile(Files.createDirectories(scratch), "kept", ".jsonl");
    long others = 0;
    try {
      shelf.fetch(name, file);
      for (var line : Files.readAllLines(file)) {
        var tree = JSON.readTree(line);
        if (models.isEmpty() || tree.path("models").asText().equals(models)) {
          kept.put(tree.path("key").asText(), reply(tree));
        } else {
          others++;
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      notes.accept("a file of kept answers is damaged: what is missing is asked again");
    } finally {
      Files.deleteIfExists(file);
    }
    return others;
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  @Override
  public Optional<Reply> find(String key) {
    return Optional.ofNullable(kept.get(key));
  }

  @Override
  public void keep(String key, Reply reply) {
    try {
      open.add(line(key, reply));
      var file = Files.createTempFile(Files.createDirectories(scratch), "kept", ".jsonl");
      try {
        Files.write(file, open);
        shelf.put(String.format(Locale.ROOT, "%s/%06d.jsonl", folder, files), file);
      } finally {
        Files.deleteIfExists(file);
      }
      if (open.size() == LINES) {
        open.clear();
        files++;
      }
      kept.put(key, reply);
    } catch (IOException e) {
      throw new UncheckedIOException("an answer can not be kept in " + shelf.describe(), e);
    }
  }

  private String line(String key, Reply reply) throws JsonProcessingException {
    var node =
        JSON.createObjectNode()
            .put("key", key)
            .put("models", models)
            .put("text", reply.text())
            .put("finish", reply.finish().name())
            .put("input", reply.usage().input())
            .put("output", reply.usage().output())
            .put("counted", reply.usage().known())
            .put("model", reply.model());
    var calls = node.putArray("calls");
    reply
        .calls()
        .forEach(call ->
            calls
                .addObject()
                .put("id", call.id())
                .put("name", call.name())
                .put("arguments", call.arguments()));
    return JSON.writeValueAsString(node);
  }

  private static Reply reply(JsonNode tree) {
    var calls = new ArrayList<ToolCall>();
    for (var call : tree.path("calls")) {
      calls.add(
          new ToolCall(
              call.path("id").asText(),
              call.path("name").asText(),
              call.path("arguments").asText()));
    }
    return new Reply(
        tree.path("text").asText(),
        calls,
        Reply.Finish.valueOf(tree.path("finish").asText()),
        new TokenUsage(
            tree.path("input").asLong(),
            tree.path("output").asLong(),
            tree.path("counted").asBoolean()),
        tree.path("model").asText());
  }
}
