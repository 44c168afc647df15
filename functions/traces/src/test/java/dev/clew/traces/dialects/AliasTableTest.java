package dev.clew.traces.dialects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.SpanKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class AliasTableTest {
  private final AliasTable table = AliasTable.bundled();

  private static List<String[]> lines(String resource) throws IOException {
    try (InputStream in = AliasTable.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    }
  }

  @Test
  void everyLineOfTheTableIsFound() throws IOException {
    for (String[] cells : lines("aliases.tsv")) {
      String name = cells[1].replace("*", "0.x");
      assertTrue(
          Arrays.stream(table.find(name)).anyMatch(alias -> alias.field().name().equals(cells[0])),
          cells[1] + " is not found as " + cells[0]);
    }
  }

  @Test
  void noLineStandsTwice() throws IOException {
    var seen = new HashSet<String>();
    for (String[] cells : lines("aliases.tsv")) {
      assertTrue(seen.add(cells[0] + " " + cells[1]), cells[0] + " " + cells[1]);
    }
    for (String[] cells : lines("kinds.tsv")) {
      assertTrue(seen.add(cells[0] + " " + cells[1]), cells[0] + " " + cells[1]);
    }
  }

  @Test
  void everyLineSaysItsDialectAndVersion() throws IOException {
    for (String[] cells : lines("aliases.tsv")) {
      assertTrue(cells[3].matches("[a-z-]+"), String.join(" ", cells));
      assertTrue(cells[4].matches("[0-9][0-9.-]*"), String.join(" ", cells));
      assertTrue(cells[5].matches("-|[0-9][0-9.-]*"), String.join(" ", cells));
    }
  }

  @Test
  void namesOutsideTheTableMeanNothing() {
    for (String name :
        List.of("", "x", "llm", "llm.", "gen_ai.promptly", "my.attribute.of.my.own")) {
      assertEquals(0, table.find(name).length, name);
    }
  }

  @Test
  void whatNobodyNeedsIsNotInTheNarrowedTable() {
    AliasTable skeleton = table.only(Needs.SKELETON);
    assertEquals(0, skeleton.find("input.value").length);
    assertEquals(0, skeleton.find("llm.input_messages.0.message.content").length);
    assertEquals(1, skeleton.find("llm.token_count.total").length);
  }

  @Test
  void wordsOfKindsAreComparedWithoutCaseAndQuotes() {
    assertEquals(SpanKind.LLM, table.kind("openinference.span.kind", "llm"));
    assertEquals(SpanKind.LLM, table.kind("mlflow.spanType", "\"CHAT_MODEL\""));
    assertEquals(SpanKind.UNKNOWN, table.kind("openinference.span.kind", "SOMETHING"));
  }

  @Test
  void theHigherLineOfTheTableWins() {
    // Both orders of the attributes; llm.model_name stands above gen_ai.request.model.
    assertEquals(
        "a",
        Reads.only(Reads.text(Reads.otlp("gen_ai.request.model=b", "llm.model_name=a"))).model());
    assertEquals(
        "a",
        Reads.only(Reads.text(Reads.otlp("llm.model_name=a", "gen_ai.request.model=b"))).model());
    assertEquals(
        "a",
        Reads.only(Reads.text(Reads.otlp("gen_ai.request.model=b", "gen_ai.response.model=a")))
            .model());
  }
}
