package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.evaluation.context.ContextSuite;
import dev.clew.interpretation.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a model is sent is a small part of what the answer rests on.
class ContextSuiteTest {
  /// The least that counts as small, where the data are more than [ContextSuite#LARGE] tokens.
  private static final double TIMES_FEWER = 50;

  @TempDir private Path folder;

  @Test
  void ofLargeSamplesAFiftiethAtMostIsSent() throws IOException {
    var scorecard = scorecard(List.of());

    assertEquals(4, scorecard.path("n").asInt());
    assertEquals(1, spared(scorecard), "employment alone is large");
  }

  @Test
  void ofLargeRealDataAFiftiethAtMostIsSent() throws IOException {
    var real = System.getenv("CLEW_DATA");
    assumeTrue(real != null && !real.isBlank(), "CLEW_DATA names no folder of real data");

    assertTrue(spared(scorecard(List.of("--data", real))) >= 5);
    try (var left = Files.list(folder)) {
      assertTrue(left.noneMatch(one -> one.getFileName().toString().startsWith("clew-context")));
    }
  }

  /// How many answers rest on large data, each held to its fiftieth.
  private static int spared(JsonNode scorecard) {
    var metrics = scorecard.path("metrics");
    int large = 0;
    for (var metric : metrics.properties()) {
      if (metric.getKey().startsWith("raw.")
          && metric.getValue().path("value").asDouble() > ContextSuite.LARGE) {
        var name = metric.getKey().substring("raw.".length());
        double sent = metrics.path("sent." + name).path("value").asDouble();
        large++;
        assertTrue(sent > 1_000, name + ": a question and its facts take more than " + sent);
        assertTrue(metric.getValue().path("value").asDouble() >= TIMES_FEWER * sent, name);
      }
    }
    return large;
  }

  private JsonNode scorecard(List<String> more) throws IOException {
    var out = new ByteArrayOutputStream();
    var screen =
        new Screen(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            Terminal.plain(),
            false);
    var setting = new Setting(Path.of("samples"), folder, "test", false, Optional.empty());
    var arguments = new ArrayList<>(List.of("eval", "context", "--json"));
    arguments.addAll(more);
    var line = arguments.toArray(String[]::new);
    assertEquals(0, CommandLines.line(screen, setting, line).execute(line));
    return new ObjectMapper().readTree(out.toByteArray());
  }
}
