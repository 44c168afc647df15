package dev.clew.evaluation.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evaluation.Metric;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.Reply;
import dev.clew.models.ScriptedModel;
import dev.clew.models.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormatsSuiteTest {
  private static final Table TABLE =
      new Table(
          List.of("id", "name", "value", "unit"),
          List.of(
              row("F1", "tokens.total", "x").put("value", 1_234).put("unit", "tokens"),
              row("F2", "top, \"the\" tool", "search|all")));

  @Test
  void theSameRowsAreWrittenInFiveWays() {
    assertEquals(
        "[{\"id\":\"F1\",\"name\":\"tokens.total\",\"value\":1234,\"unit\":\"tokens\"},"
            + "{\"id\":\"F2\",\"name\":\"top, \\\"the\\\" tool\",\"value\":\"search|all\"}]",
        Format.JSON.write(TABLE));
    assertEquals(
        """
        id,name,value,unit
        F1,tokens.total,1234,tokens
        F2,"top, ""the"" tool",search|all,\
        """,
        Format.CSV.write(TABLE));
    assertEquals(
        """
        | id | name | value | unit |
        |---|---|---|---|
        | F1 | tokens.total | 1234 | tokens |
        | F2 | top, "the" tool | search\\|all |  |\
        """,
        Format.MARKDOWN.write(TABLE));
    assertEquals(
        """
        F1 tokens.total: 1234 tokens
        F2 top, "the" tool: search|all\
        """,
        Format.BARE.write(TABLE));
    assertEquals(
        """
        id=F1 name=tokens.total value=1234 unit=tokens
        id=F2 name="top, \\"the\\" tool" value=search|all\
        """,
        Format.LINES.write(TABLE));
  }

  @Test
  void withoutAModelOnlyTokensAreCounted() {
    var said = new ArrayList<String>();
    var card = suite(Optional.empty()).run(said::add);
    assertEquals(List.of("accuracy: no model configured"), said);
    assertEquals(1, card.n());
    assertEquals(new Metric(1, 1, 1), card.metrics().get("tokens.relative.facts.json"));
    assertTrue(card.metrics().containsKey("tokens.a.facts.csv"));
    assertFalse(card.metrics().containsKey("accuracy.json"));
  }

  @Test
  void aModelIsScoredByTheValuesItFinds() {
    var answers =
        List.of("[\"1234.0\", \"search|all\"]", "[\"1234\"]", "[\"no\", \"no\"]", "half", "7");
    var turn = new ArrayList<>(answers);
    var model = new ScriptedModel(_ -> reply("{\"answers\": " + turn.removeFirst() + "}"));
    var card = suite(Optional.of(model)).run(_ -> {});
    assertEquals(1, card.metrics().get("accuracy.json").value());
    assertEquals(0.5, card.metrics().get("accuracy.csv").value());
    assertEquals(0, card.metrics().get("accuracy.markdown").value());
    assertEquals(0, card.metrics().get("accuracy.lines").value());
    var asked = model.asked().get(1).messages().get(1);
    assertTrue(asked instanceof Message.User user && user.text().contains("F1,tokens.total,1234"));
  }

  @Test
  void aModelThatFailsLeavesItsFormatUnscored() {
    var said = new ArrayList<String>();
    var model =
        new ScriptedModel(_ -> {
          throw new ModelException(ModelException.Kind.BUSY, "h answered 503");
        });
    var card = suite(Optional.of(model)).run(said::add);
    assertEquals(5, said.size());
    assertFalse(card.metrics().containsKey("accuracy.json"));
  }

  private static FormatsSuite suite(Optional<ScriptedModel> model) {
    return new FormatsSuite(() -> List.of(new Material("a.facts", TABLE)), model);
  }

  private static Reply reply(String text) {
    return new Reply(text, List.of(), Reply.Finish.STOP, TokenUsage.UNKNOWN, "m");
  }

  private static ObjectNode row(String id, String name, String value) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("name", name)
        .put("value", value);
  }
}
