package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.interpretation.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Clew did on this machine can be asked about like anything else.
class OwnTracesTest {
  @TempDir private Path scratch;

  private CommandLines.Run clew(String... arguments) {
    return CommandLines.run(Path.of("samples"), scratch, Terminal.plain(), arguments);
  }

  private List<Path> files() throws IOException {
    var root = scratch.resolve("clew-state/self");
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (var walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void aQuestionLeavesATraceWithoutItsWordsAndOneAboutItselfLeavesNone() throws IOException {
    clew("ask", "Why do the airline agent's runs fail?");

    assertEquals(1, files().size());
    var trace = Files.readString(files().getFirst());
    assertTrue(trace.contains("failure-patterns"), trace);
    assertFalse(trace.contains("Why do"), trace);
    assertFalse(trace.contains("book_reservation"), trace);

    var about = clew("ask", "Why was my last investigation slow?", "--target", "clew", "--json");

    var answer = new ObjectMapper().readTree(about.out());
    assertEquals("clew", answer.path("target").asText());
    assertEquals("latency", answer.path("plan").path("steps").path(0).path("skill").asText());
    assertEquals(1, files().size());
  }

  @Test
  void withoutAnyTheUserIsToldWhatMakesOne() {
    var run = clew("ask", "Why was my last investigation slow?", "--target", "clew");

    assertEquals(Exit.USAGE, run.exit());
    assertTrue(run.err().contains("Clew has kept no traces of its own work here yet"), run.err());
  }

  @Test
  void theOldestGoFirst() throws IOException {
    var own = new OwnTraces(scratch.resolve("own"));
    for (var hour : List.of("01", "02", "03")) {
      var folder = Files.createDirectories(scratch.resolve("own/traces/clew/hour=" + hour));
      Files.write(folder.resolve("a.json"), "0123456789".getBytes(StandardCharsets.UTF_8));
    }

    own.prune(10, 20);
    assertFalse(Files.exists(scratch.resolve("own/traces/clew/hour=01/a.json")));
    assertTrue(Files.exists(scratch.resolve("own/traces/clew/hour=02/a.json")));

    own.prune(1, 1_000);
    assertFalse(Files.exists(scratch.resolve("own/traces/clew/hour=02/a.json")));
    assertTrue(Files.exists(scratch.resolve("own/traces/clew/hour=03/a.json")));
  }
}
