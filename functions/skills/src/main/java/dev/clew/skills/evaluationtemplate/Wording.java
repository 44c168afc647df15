package dev.clew.skills.evaluationtemplate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.ClewException;
import dev.clew.models.Call;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.OutputSchema;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.skills.Ports;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a model is asked to write, field by field.
///
/// @param purpose what the call is for
/// @param prompt the prompt's file, beside this class
/// @param fields texts, all of which it has to give
record Wording(String purpose, String prompt, List<String> fields, int mostTokens) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  Wording {
    fields = List.copyOf(fields);
  }

  /// Has it written.
  ///
  /// @param given what stands in the prompt's places
  /// @param made what is made of the written fields
  /// @return nothing where there is no model, it fails, or nothing can be made of what it writes
  <T> Optional<T> written(
      Ports ports, Map<String, String> given, Function<JsonNode, Optional<T>> made) {
    var model = ports.model().get();
    if (model.isEmpty()) {
      return Optional.empty();
    }
    var asked =
        ports
            .prompts()
            .prompt("evaluation-template/" + prompt, Wording.class, prompt)
            .render(given);
    try {
      var reply =
          model
              .get()
              .complete(
                  Call.forJson(
                      purpose,
                      Tier.STRONG,
                      List.of(new Message.User(asked)),
                      schema(),
                      mostTokens));
      return reply.finish() == Reply.Finish.STOP
          ? made.apply(JSON.readTree(reply.text()))
          : Optional.empty();
    } catch (ModelException | JsonProcessingException | ClewException _) {
      return Optional.empty();
    }
  }

  private OutputSchema schema() {
    var schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    var properties = schema.putObject("properties");
    var required = schema.putArray("required");
    for (var field : fields) {
      properties.putObject(field).put("type", "string");
      required.add(field);
    }
    schema.put("additionalProperties", false);
    return new OutputSchema(prompt.replace(".md", ""), schema);
  }
}
