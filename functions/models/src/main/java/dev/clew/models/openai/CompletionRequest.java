package dev.clew.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.clew.models.Call;
import dev.clew.models.Message;
import dev.clew.models.OutputSchema;
import dev.clew.models.Tool;
import dev.clew.models.prompts.Prompt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A call in the protocol's words.
final class CompletionRequest {
  private CompletionRequest() {}

  static ChatCompletionCreateParams of(Call call, String model, Protocol protocol) {
    var parameters = ChatCompletionCreateParams.builder().model(model);
    if (protocol.newLimit()) {
      parameters.maxCompletionTokens(call.maxOutputTokens());
    } else {
      parameters.putAdditionalBodyProperty("max_tokens", JsonValue.from(call.maxOutputTokens()));
    }
    for (var message : messages(call, protocol)) {
      switch (message) {
        case Message.Rules(var text) -> parameters.addSystemMessage(text);
        case Message.User(var text) -> parameters.addUserMessage(text);
        case Message.Assistant assistant -> parameters.addMessage(assistant(assistant));
        case Message.ToolResult(var id, var text) ->
            parameters.addMessage(
                ChatCompletionToolMessageParam.builder().toolCallId(id).content(text).build());
      }
    }
    for (var tool : call.tools()) {
      parameters.addTool(tool(tool, protocol));
    }
    if (!call.tools().isEmpty() && protocol.effortNone()) {
      parameters.reasoningEffort(ReasoningEffort.NONE);
    }
    if (call.mustCallTool() && protocol.mustChoose()) {
      parameters.toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED);
    }
    call.output().ifPresent(output -> form(output, protocol, parameters));
    return parameters.build();
  }

  private static void form(
      OutputSchema output, Protocol protocol, ChatCompletionCreateParams.Builder parameters) {
    switch (protocol.form()) {
      case SCHEMA -> {
        var schema =
            ResponseFormatJsonSchema.JsonSchema.builder()
                .name(output.name())
                .schema(
                    ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                        .putAllAdditionalProperties(values(output.schema()))
                        .build());
        if (protocol.strict()) {
          schema.strict(true);
        }
        parameters.responseFormat(
            ResponseFormatJsonSchema.builder().jsonSchema(schema.build()).build());
      }
      case OBJECT -> parameters.responseFormat(ResponseFormatJsonObject.builder().build());
      case WORDS -> {}
    }
  }

  /// Where the server takes no schema, its words stand at the end of the rules.
  private static List<Message> messages(Call call, Protocol protocol) {
    if (call.output().isEmpty() || protocol.form() == Protocol.Form.SCHEMA) {
      return call.messages();
    }
    var words = formPrompt().render(Map.of("schema", call.output().get().schema().toString()));
    var messages = new ArrayList<>(call.messages());
    if (messages.getFirst() instanceof Message.Rules(var rules)) {
      messages.set(0, new Message.Rules(rules + "\n\n" + words));
    } else {
      messages.addFirst(new Message.Rules(words));
    }
    return messages;
  }

  private static Prompt formPrompt() {
    try (var in = CompletionRequest.class.getResourceAsStream("form.md")) {
      if (in == null) {
        throw new IllegalStateException("form.md is not beside its reader");
      }
      return new Prompt(
          "openai/form.md", new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("form.md can not be read", e);
    }
  }

  private static ChatCompletionFunctionTool tool(Tool tool, Protocol protocol) {
    var function =
        FunctionDefinition.builder()
            .name(tool.name())
            .description(tool.description())
            .parameters(
                FunctionParameters.builder()
                    .putAllAdditionalProperties(values(tool.parameters()))
                    .build());
    if (protocol.strict()) {
      function.strict(true);
    }
    return ChatCompletionFunctionTool.builder().function(function.build()).build();
  }

  private static ChatCompletionAssistantMessageParam assistant(Message.Assistant said) {
    var message = ChatCompletionAssistantMessageParam.builder();
    if (!said.text().isEmpty()) {
      message.content(said.text());
    }
    for (var call : said.calls()) {
      message.addToolCall(
          ChatCompletionMessageFunctionToolCall.builder()
              .id(call.id())
              .function(
                  ChatCompletionMessageFunctionToolCall.Function.builder()
                      .name(call.name())
                      .arguments(call.arguments())
                      .build())
              .build());
    }
    return message.build();
  }

  private static Map<String, JsonValue> values(ObjectNode schema) {
    var values = new LinkedHashMap<String, JsonValue>();
    for (Map.Entry<String, JsonNode> entry : schema.properties()) {
      values.put(entry.getKey(), JsonValue.fromJsonNode(entry.getValue()));
    }
    return values;
  }
}
