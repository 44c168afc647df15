package dev.clew.evaluation.formats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.models.Call;
import dev.clew.models.Message;
import dev.clew.models.OutputSchema;
import dev.clew.models.Tier;
import dev.clew.models.context.Fence;
import dev.clew.models.prompts.Prompt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Questions that one look at the rows answers, spread evenly over them.
///
/// @param rows which are asked about
/// @param key the column that names a row
/// @param column whose value is asked for
record Lookups(List<ObjectNode> rows, String key, String column) {
  private static final int QUESTIONS = 10;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  Lookups {
    rows = List.copyOf(rows);
  }

  /// The values of facts; the durations of spans, or their names where they have no clock.
  static Lookups of(Table table) {
    boolean facts = table.columns().contains("value");
    boolean timed = table.rows().stream().anyMatch(row -> row.has("duration_ms"));
    var column = facts ? "value" : timed ? "duration_ms" : "name";
    var fit = table.rows().stream().filter(row -> row.hasNonNull(column)).toList();
    var chosen = new ArrayList<ObjectNode>();
    int many = Math.min(QUESTIONS, fit.size());
    for (int i = 0; i < many; i++) {
      chosen.add(fit.get((int) ((2L * i + 1) * fit.size() / (2L * many))));
    }
    return new Lookups(chosen, facts ? "id" : "span", column);
  }

  Call call(String written, int most) {
    var questions = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      questions
          .append(i + 1)
          .append(". ")
          .append(column)
          .append(" of the row whose ")
          .append(key)
          .append(" is ")
          .append(Format.text(rows.get(i), key))
          .append('\n');
    }
    return Call.forJson(
        "formats",
        Tier.FAST,
        List.of(
            new Message.Rules(prompt().render(Map.of())),
            new Message.User(Fence.around("rows", written, most) + "\n\n" + questions)),
        new OutputSchema("answers", schema()),
        4_000);
  }

  /// How many answers are those of the rows.
  ///
  /// @param reply what a model wrote; anything but the asked form holds no right answer
  long right(String reply) {
    try {
      var answers = MAPPER.readTree(reply).path("answers");
      long right = 0;
      for (int i = 0; i < rows.size(); i++) {
        right += same(Format.text(rows.get(i), column), answers.path(i).asText()) ? 1 : 0;
      }
      return right;
    } catch (JsonProcessingException e) {
      return 0;
    }
  }

  private static boolean same(String value, String answer) {
    try {
      return new BigDecimal(value).compareTo(new BigDecimal(answer.strip())) == 0;
    } catch (NumberFormatException e) {
      return value.strip().equals(answer.strip());
    }
  }

  private static ObjectNode schema() {
    var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema
        .putObject("properties")
        .putObject("answers")
        .put("type", "array")
        .putObject("items")
        .put("type", "string");
    schema.putArray("required").add("answers");
    return schema.put("additionalProperties", false);
  }

  private static Prompt prompt() {
    try (var in = Lookups.class.getResourceAsStream("lookup.md")) {
      if (in == null) {
        throw new IllegalStateException("lookup.md is not beside its reader");
      }
      return new Prompt(
          "formats/lookup.md", new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("lookup.md can not be read", e);
    }
  }
}
