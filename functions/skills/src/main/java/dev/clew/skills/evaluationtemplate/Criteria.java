package dev.clew.skills.evaluationtemplate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evaluators.Kind;
import dev.clew.evaluators.Level;
import dev.clew.evidence.ClewException;
import dev.clew.models.Call;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.OutputSchema;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.context.Fence;
import dev.clew.skills.Ports;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Criteria for a wish, written by a model where there is one.
///
/// The model writes what the two labels mean; file, labels, places and scores are code's. What it
/// writes that makes no file is left out, and the wish's own words stand.
record Criteria(Ports ports) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_TOKENS = 800;
  private static final int LONGEST = 1_500;
  private static final int LONGEST_WISH = 2_000;

  Optional<Draft> written(String wish, Level level) {
    var model = ports.model().get();
    if (model.isEmpty()) {
      return Optional.empty();
    }
    var prompt =
        ports.prompts().prompt("evaluation-template/criteria.md", Criteria.class, "criteria.md");
    var asked =
        prompt.render(
            Map.of(
                "level", level.word(), "wish", Fence.around("what is wanted", wish, LONGEST_WISH)));
    try {
      var reply =
          model
              .get()
              .complete(
                  Call.forJson(
                      "criteria",
                      Tier.STRONG,
                      List.of(new Message.User(asked)),
                      schema(),
                      MOST_TOKENS));
      return reply.finish() == Reply.Finish.STOP
          ? draft(JSON.readTree(reply.text()), wish, level)
          : Optional.empty();
    } catch (ModelException | JsonProcessingException | ClewException _) {
      return Optional.empty();
    }
  }

  private static Optional<Draft> draft(JsonNode written, String wish, Level level) {
    var kept = text(written, "kept");
    var broken = text(written, "broken");
    if (kept.isEmpty() || broken.isEmpty()) {
      return Optional.empty();
    }
    var reads =
        switch (level) {
          case SPAN -> List.of("input", "output");
          case TOOL_CALL -> List.of("conversation", "tool", "arguments");
          case TRACE, SESSION -> List.of("conversation");
        };
    return Optional.of(
        Draft.of(
            Draft.front(
                    Draft.name(wish),
                    "whether this is kept: " + Draft.plain(wish),
                    level,
                    Kind.MODEL,
                    reads)
                + "labels: {kept: 1, broken: 0}\nwanted: kept\n---\n"
                + text(written, "question")
                + "\n\n- kept: "
                + kept
                + "\n- broken: "
                + broken
                + "\n\n"
                + reads.stream()
                    .map(one -> one + ":\n{{" + one + "}}")
                    .collect(Collectors.joining("\n\n"))
                + "\n",
            Draft.Origin.MODEL,
            "no evaluator that exists means it"));
  }

  private static String text(JsonNode written, String field) {
    var text = Draft.plain(Fence.harmless(written.path(field).asText("")));
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  private static OutputSchema schema() {
    var schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    var properties = schema.putObject("properties");
    var required = schema.putArray("required");
    for (var field : List.of("question", "kept", "broken")) {
      properties.putObject(field).put("type", "string");
      required.add(field);
    }
    schema.put("additionalProperties", false);
    return new OutputSchema("criteria", schema);
  }
}
