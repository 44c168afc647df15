package dev.clew.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.Headers;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.TokenUsage;
import dev.clew.models.Tool;
import dev.clew.models.ToolCall;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Chat completions of OpenAI, or of any server that speaks its protocol.
///
/// It makes each call once: who wants retries puts them around it.
public final class OpenAiModel implements LanguageModel, AutoCloseable {
  private final OpenAIClient client;
  private final Endpoint endpoint;
  private final Supplier<Duration> timeLeft;
  private final Clock clock;

  /// Where the models are, and what they are called.
  ///
  /// @param baseUrl up to and with `/v1`
  /// @param key sent as a bearer token; empty for servers that want none
  public record Endpoint(URI baseUrl, String key, String strong, String fast) {
    /// OpenAI's own.
    public static final URI OPENAI = URI.create("https://api.openai.com/v1");

    @Override
    public String toString() {
      return "Endpoint[" + baseUrl.getHost() + ", " + strong + ", " + fast + "]";
    }
  }

  /// @param timeLeft the most the next call may take
  public OpenAiModel(Endpoint endpoint, Supplier<Duration> timeLeft, Clock clock) {
    this.endpoint = endpoint;
    this.timeLeft = timeLeft;
    this.clock = clock;
    this.client =
        OpenAIOkHttpClient.builder()
            .baseUrl(endpoint.baseUrl().toString())
            .apiKey(endpoint.key().isEmpty() ? "none" : endpoint.key())
            .maxRetries(0)
            .checkJacksonVersionCompatibility(false)
            .build();
  }

  @Override
  public Reply complete(Call call) {
    var time = timeLeft.get();
    if (time.isNegative() || time.isZero()) {
      throw new ModelException(ModelException.Kind.TIMEOUT, "no time was left for " + host());
    }
    var options =
        RequestOptions.builder()
            .timeout(Timeout.builder().request(time).read(time).build())
            .build();
    try {
      return reply(client.chat().completions().create(parameters(call), options));
    } catch (OpenAIServiceException e) {
      throw service(e);
    } catch (OpenAIIoException e) {
      throw new ModelException(
          timedOut(e) ? ModelException.Kind.TIMEOUT : ModelException.Kind.BUSY,
          host()
              + (timedOut(e)
                  ? " did not answer in " + time.toMillis() + " ms"
                  : " could not be reached"));
    } catch (OpenAIException | IllegalStateException | IllegalArgumentException e) {
      throw new ModelException(
          ModelException.Kind.GARBLED, host() + " answered with something that is no completion");
    }
  }

  @Override
  public String host() {
    return Optional.ofNullable(endpoint.baseUrl().getHost()).orElse("unknown");
  }

  @Override
  public String name(Tier tier) {
    return switch (tier) {
      case STRONG -> endpoint.strong();
      case FAST -> endpoint.fast();
    };
  }

  @Override
  public void close() {
    client.close();
  }

  private ChatCompletionCreateParams parameters(Call call) {
    var parameters =
        ChatCompletionCreateParams.builder()
            .model(name(call.tier()))
            .maxCompletionTokens(call.maxOutputTokens());
    for (var message : call.messages()) {
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
      parameters.addTool(tool(tool));
    }
    if (call.mustCallTool()) {
      parameters.toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED);
    }
    call.output()
        .ifPresent(output ->
            parameters.responseFormat(
                ResponseFormatJsonSchema.builder()
                    .jsonSchema(
                        ResponseFormatJsonSchema.JsonSchema.builder()
                            .name(output.name())
                            .strict(true)
                            .schema(
                                ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                                    .putAllAdditionalProperties(values(output.schema()))
                                    .build())
                            .build())
                    .build()));
    return parameters.build();
  }

  private static ChatCompletionFunctionTool tool(Tool tool) {
    return ChatCompletionFunctionTool.builder()
        .function(
            FunctionDefinition.builder()
                .name(tool.name())
                .description(tool.description())
                .strict(true)
                .parameters(
                    FunctionParameters.builder()
                        .putAllAdditionalProperties(values(tool.parameters()))
                        .build())
                .build())
        .build();
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

  private static Reply reply(ChatCompletion completion) {
    if (completion.choices().isEmpty()) {
      throw new IllegalStateException("no choice");
    }
    var choice = completion.choices().getFirst();
    var message = choice.message();
    List<ToolCall> calls = new ArrayList<>();
    for (var call : message.toolCalls().orElse(List.of())) {
      call.function()
          .ifPresent(function ->
              calls.add(
                  new ToolCall(
                      function.id(), function.function().name(), function.function().arguments())));
    }
    var usage =
        completion
            .usage()
            .map(counted -> TokenUsage.of(counted.promptTokens(), counted.completionTokens()))
            .orElse(TokenUsage.UNKNOWN);
    boolean refused = message.refusal().filter(said -> !said.isBlank()).isPresent();
    return new Reply(
        refused ? "" : message.content().orElse(""),
        calls,
        refused ? Reply.Finish.REFUSED : finish(choice.finishReason().asString()),
        usage,
        completion.model());
  }

  private static Reply.Finish finish(String reason) {
    return switch (reason) {
      case "length" -> Reply.Finish.LENGTH;
      case "content_filter" -> Reply.Finish.REFUSED;
      case "tool_calls", "function_call" -> Reply.Finish.TOOL_CALLS;
      default -> Reply.Finish.STOP;
    };
  }

  private ModelException service(OpenAIServiceException e) {
    int status = e.statusCode();
    boolean again = status == 408 || status == 409 || status == 429 || status >= 500;
    if (status >= 200 && status < 300) {
      return new ModelException(
          ModelException.Kind.GARBLED, host() + " answered with something that is no completion");
    }
    return new ModelException(
        again ? ModelException.Kind.BUSY : ModelException.Kind.REJECTED,
        host() + " answered " + status + meaning(status),
        retryAfter(e.headers()));
  }

  private static String meaning(int status) {
    return switch (status) {
      case 401, 403 -> ": the key is not accepted (OPENAI_API_KEY)";
      case 404 ->
          ": no such address or model (OPENAI_BASE_URL, CLEW_MODEL_STRONG, CLEW_MODEL_FAST)";
      case 429 -> ": too many calls, or no credit";
      default -> "";
    };
  }

  /// RFC 9110, 10.2.3: seconds, or a date; milliseconds in a header of its own.
  private Optional<Duration> retryAfter(Headers headers) {
    return headers.values("retry-after-ms").stream()
        .findFirst()
        .flatMap(OpenAiModel::number)
        .map(Duration::ofMillis)
        .or(() -> headers.values("retry-after").stream().findFirst().flatMap(this::after));
  }

  private Optional<Duration> after(String value) {
    var seconds = number(value);
    if (seconds.isPresent()) {
      return seconds.map(Duration::ofSeconds);
    }
    try {
      var until = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      var wait = Duration.between(clock.instant(), until.toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> number(String text) {
    return text.strip().matches("[0-9]{1,9}")
        ? Optional.of(Long.parseLong(text.strip()))
        : Optional.empty();
  }

  private static boolean timedOut(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.io.InterruptedIOException) {
        return true;
      }
    }
    return false;
  }
}
