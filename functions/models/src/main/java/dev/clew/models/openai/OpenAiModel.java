package dev.clew.models.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.Message;
import dev.clew.models.ModelException;
import dev.clew.models.OutputSchema;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.Tool;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Chat completions of OpenAI, or of any server that speaks its protocol.
///
/// It makes each call once: who wants retries puts them around it. Only where a server refuses a
/// part of the protocol by its name, the call is made again without that part, and the server is
/// spared it from then on. It follows no redirects (what is sent goes to the host that is named),
/// logs nothing whatever `OPENAI_LOG` says, and reads no more than [#MOST_BYTES] of an answer.
public final class OpenAiModel implements LanguageModel, AutoCloseable {
  /// A thousand pages: no completion is longer.
  static final long MOST_BYTES = 4_000_000;

  /// Of a refusal, what is looked at to see what is refused.
  private static final int LONGEST_REFUSAL = 4_000;

  private final OpenAIClient client;
  private final Endpoint endpoint;
  private final Supplier<Duration> timeLeft;
  private final RetryAfter retryAfter;

  /// What each model's server has shown to understand.
  private final Map<String, Protocol> protocols;

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
    this(
        builder(endpoint).build(),
        endpoint,
        timeLeft,
        new RetryAfter(clock),
        new ConcurrentHashMap<>());
  }

  private OpenAiModel(
      OpenAIClient client,
      Endpoint endpoint,
      Supplier<Duration> timeLeft,
      RetryAfter retryAfter,
      Map<String, Protocol> protocols) {
    this.client = client;
    this.endpoint = endpoint;
    this.timeLeft = timeLeft;
    this.retryAfter = retryAfter;
    this.protocols = protocols;
  }

  /// The same client and what it learned of its server, for calls within another time. Closing one
  /// closes both.
  public OpenAiModel within(Supplier<Duration> other) {
    return new OpenAiModel(client, endpoint, other, retryAfter, protocols);
  }

  /// Does once all that a call does but speak to a server, so that what comes later finds the
  /// classes loaded.
  public static void prime() {
    var nowhere = new Endpoint(URI.create("http://127.0.0.1:9/v1"), "", "prime", "prime");
    var canned =
        """
        {"id": "1", "created": 1, "object": "chat.completion", "model": "prime",
         "choices": [{"index": 0, "finish_reason": "tool_calls", "message": {"role": "assistant",
          "content": "a", "tool_calls": [{"id": "1", "type": "function",
          "function": {"name": "a", "arguments": "{}"}}]}}],
         "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}\
        """;
    var client = builder(nowhere).addInterceptor(new Canned(canned)).build();
    try (var model =
        new OpenAiModel(
            client,
            nowhere,
            () -> Duration.ofMinutes(1),
            new RetryAfter(Clock.systemUTC()),
            new ConcurrentHashMap<>())) {
      var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
      List<Message> said = List.of(new Message.Rules("a"), new Message.User("b"));
      model.complete(Call.forJson("prime", Tier.FAST, said, new OutputSchema("a", schema), 1));
      model.complete(
          Call.forTool("prime", Tier.FAST, said, List.of(new Tool("a", "b", schema)), 1));
    }
  }

  /// The library's client, with all that this class promises of its own: no retries, no redirects,
  /// no logs, no more than [#MOST_BYTES] of an answer. The caller closes it.
  public static OpenAIClient client(URI baseUrl, String key) {
    return builder(new Endpoint(baseUrl, key, "", "")).build();
  }

  static OpenAIOkHttpClient.Builder builder(Endpoint endpoint) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(endpoint.baseUrl().toString())
        .apiKey(endpoint.key().isEmpty() ? "none" : endpoint.key())
        .maxRetries(0)
        .followRedirects(false)
        .logLevel(LogLevel.OFF)
        .disableTelemetry(true)
        .checkJacksonVersionCompatibility(false)
        .addInterceptor(new Ceiling(MOST_BYTES));
  }

  @Override
  public Reply complete(Call call) {
    var model = name(call.tier());
    while (true) {
      var protocol = protocols.getOrDefault(model, Protocol.WHOLE);
      try {
        return once(call, model, protocol);
      } catch (OpenAIServiceException e) {
        var less = isRefusal(e) ? without(protocol, e) : Optional.<Protocol>empty();
        if (less.isEmpty()) {
          throw service(e);
        }
        protocols.put(model, less.get());
      }
    }
  }

  private Reply once(Call call, String model, Protocol protocol) {
    var left = timeLeft.get();
    var time = call.time().filter(most -> most.compareTo(left) < 0).orElse(left);
    if (time.toMillis() < 1) {
      throw new ModelException(ModelException.Kind.TIMEOUT, "no time was left for " + host());
    }
    var options =
        RequestOptions.builder()
            .timeout(Timeout.builder().connect(time).read(time).write(time).request(time).build())
            .build();
    var request = CompletionRequest.of(call, model, protocol);
    try {
      return Optional.ofNullable(client.chat().completions().create(request, options))
          .map(completion -> CompletionReply.of(completion, model, protocol))
          .orElseThrow(this::garbled);
    } catch (OpenAIServiceException | ModelException e) {
      throw e;
    } catch (RuntimeException e) {
      // Whatever the library says about an answer that is none.
      throw failure(e, time);
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

  private static boolean isRefusal(OpenAIServiceException e) {
    return e.statusCode() == 400 || e.statusCode() == 422;
  }

  private static Optional<Protocol> without(Protocol protocol, OpenAIServiceException e) {
    var words = e.body().toString();
    return protocol.without(
        e.param().orElse(""), words.substring(0, Math.min(words.length(), LONGEST_REFUSAL)));
  }

  /// Messages of the library may hold what was sent or received: none of them goes on.
  private ModelException failure(RuntimeException e, Duration time) {
    if (isCausedBy(e, InterruptedIOException.class)) {
      return new ModelException(
          ModelException.Kind.TIMEOUT, host() + " did not answer in " + time.toMillis() + " ms");
    }
    if (isCausedBy(e, Ceiling.TooLong.class)) {
      return new ModelException(
          ModelException.Kind.GARBLED,
          host() + " answered with more than " + MOST_BYTES / 1_000_000 + " MB");
    }
    if (e instanceof OpenAIIoException) {
      return new ModelException(ModelException.Kind.BUSY, host() + " could not be reached");
    }
    return isCausedBy(e, JsonProcessingException.class) || !isCausedBy(e, IOException.class)
        ? garbled()
        : new ModelException(ModelException.Kind.BUSY, host() + " broke off its answer");
  }

  private ModelException garbled() {
    return new ModelException(
        ModelException.Kind.GARBLED, host() + " answered with something that is no completion");
  }

  private ModelException service(OpenAIServiceException e) {
    int status = e.statusCode();
    if (status >= 200 && status < 300) {
      return garbled();
    }
    boolean again = status == 408 || status == 409 || status == 429 || status >= 500;
    return new ModelException(
        again ? ModelException.Kind.BUSY : ModelException.Kind.REJECTED,
        host() + " answered " + status + meaning(status),
        retryAfter.in(e.headers()));
  }

  private static String meaning(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> ": a redirect, which is not followed (OPENAI_BASE_URL)";
      case 401, 403 -> ": the key is not accepted (OPENAI_API_KEY)";
      case 404 ->
          ": no such address or model (OPENAI_BASE_URL, CLEW_MODEL_STRONG, CLEW_MODEL_FAST)";
      case 429 -> ": too many calls, or no credit";
      default -> "";
    };
  }

  private static boolean isCausedBy(Throwable e, Class<? extends Throwable> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
