package dev.clew.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonField;
import com.openai.errors.OpenAIException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.completions.CompletionUsage;
import dev.clew.models.Reply;
import dev.clew.models.TokenUsage;
import dev.clew.models.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What came back, in our words. What an answer can do without may be missing or of a wrong type:
/// compatible servers differ there.
final class CompletionReply {
  /// What models that reason aloud write before their answer, where the server leaves it in.
  private static final Pattern THOUGHT =
      Pattern.compile("\\A\\s*<think>.*?</think>\\s*", Pattern.DOTALL);

  private static final Pattern CODE =
      Pattern.compile("\\A\\s*```[a-z]*\\s*\\n(.*?)\\n?\\s*```\\s*\\z", Pattern.DOTALL);

  private CompletionReply() {}

  /// @param asked the model that was called, for servers that do not say
  /// @throws OpenAIException or IllegalStateException when it is no completion
  static Reply of(ChatCompletion completion, String asked, Protocol protocol) {
    if (completion.choices().isEmpty()) {
      throw new IllegalStateException("no choice");
    }
    var choice = completion.choices().getFirst();
    var message = choice.message();
    List<ToolCall> calls = new ArrayList<>();
    for (var call : message.toolCalls().orElse(List.of())) {
      call.function().ifPresent(function -> calls.add(call(function, calls.size())));
    }
    boolean refused = message.refusal().filter(said -> !said.isBlank()).isPresent();
    return new Reply(
        refused ? "" : text(message.content().orElse(""), protocol),
        calls,
        refused ? Reply.Finish.REFUSED : finish(text(choice._finishReason())),
        usage(completion),
        orElse(text(completion._model()), asked));
  }

  private static ToolCall call(ChatCompletionMessageFunctionToolCall call, int place) {
    var arguments = call.function()._arguments();
    var text =
        arguments
            .asString()
            .orElseGet(() ->
                arguments
                    .asUnknown()
                    .map(value -> value.convert(JsonNode.class))
                    .map(String::valueOf)
                    .orElse(""));
    return new ToolCall(orElse(text(call._id()), "call_" + place), call.function().name(), text);
  }

  private static String text(String content, Protocol protocol) {
    var said = THOUGHT.matcher(content).replaceFirst("");
    if (protocol.form() == Protocol.Form.SCHEMA) {
      return said;
    }
    var code = CODE.matcher(said);
    return code.matches() ? code.group(1) : said;
  }

  private static TokenUsage usage(ChatCompletion completion) {
    try {
      return completion.usage().map(CompletionReply::counted).orElse(TokenUsage.UNKNOWN);
    } catch (OpenAIException | IllegalArgumentException e) {
      return TokenUsage.UNKNOWN;
    }
  }

  private static TokenUsage counted(CompletionUsage usage) {
    return TokenUsage.of(usage.promptTokens(), usage.completionTokens());
  }

  private static Reply.Finish finish(String reason) {
    return switch (reason) {
      case "length" -> Reply.Finish.LENGTH;
      case "content_filter" -> Reply.Finish.REFUSED;
      case "tool_calls", "function_call" -> Reply.Finish.TOOL_CALLS;
      default -> Reply.Finish.STOP;
    };
  }

  /// Empty where it is missing, null or no text.
  private static String text(JsonField<?> field) {
    return field.asKnown().map(Object::toString).or(field::asString).orElse("");
  }

  private static String orElse(String text, String other) {
    return text.isEmpty() ? other : text;
  }
}
