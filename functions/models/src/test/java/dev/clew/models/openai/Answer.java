package dev.clew.models.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What [OpenAiServer] answers to one request.
///
/// @param pause before anything is sent; with [Manner#DRIP] between pieces
public record Answer(
    int status, Map<String, String> headers, byte[] body, Manner manner, Duration pause) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// How it is sent.
  public enum Manner {
    WHOLE,
    /// The connection ends before a word.
    CUT,
    /// The whole length is announced, half of it comes.
    HALF,
    /// A few bytes at a time, each after the pause.
    DRIP,
    /// The body again and again, until nobody listens.
    ENDLESS
  }

  public Answer {
    headers = Map.copyOf(headers);
  }

  /// A completion with this text.
  public static Answer saying(String text) {
    return finishing(text, "stop");
  }

  /// A completion that ended for this reason: `stop`, `length`, `content_filter`.
  public static Answer finishing(String text, String reason) {
    return completion(NODES.objectNode().put("role", "assistant").put("content", text), reason);
  }

  /// A completion that calls a tool.
  ///
  /// @param arguments JSON, or what should have been JSON
  public static Answer calling(String tool, String arguments) {
    var message = NODES.objectNode().put("role", "assistant").putNull("content");
    message
        .putArray("tool_calls")
        .addObject()
        .put("id", "call_1")
        .put("type", "function")
        .putObject("function")
        .put("name", tool)
        .put("arguments", arguments);
    return completion(message, "tool_calls");
  }

  /// A completion that declines.
  public static Answer refusing(String why) {
    return completion(
        NODES.objectNode().put("role", "assistant").putNull("content").put("refusal", why), "stop");
  }

  /// A completion with this message, whatever it is.
  public static Answer completion(ObjectNode message, String reason) {
    var completion =
        NODES
            .objectNode()
            .put("id", "chatcmpl-1")
            .put("object", "chat.completion")
            .put("created", 1_790_000_000)
            .put("model", "served-model");
    var choice = completion.putArray("choices").addObject().put("index", 0);
    choice.set("message", message);
    choice.put("finish_reason", reason).putNull("logprobs");
    completion
        .putObject("usage")
        .put("prompt_tokens", 100)
        .put("completion_tokens", 10)
        .put("total_tokens", 110);
    return json(completion.toString());
  }

  /// Status 200 and this body, be it JSON or not.
  public static Answer json(String body) {
    return new Answer(
        200,
        Map.of("content-type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8),
        Manner.WHOLE,
        Duration.ZERO);
  }

  /// A status with an error as OpenAI writes it.
  ///
  /// @param parameter the field that is wrong, or empty
  public static Answer error(int status, String parameter, String message) {
    var error = NODES.objectNode();
    error
        .putObject("error")
        .put("message", message)
        .put("type", "invalid_request_error")
        .put("param", parameter.isEmpty() ? null : parameter)
        .putNull("code");
    return json(error.toString()).status(status);
  }

  /// A status with an error that says nothing in particular.
  public static Answer status(int status, Map<String, String> headers) {
    var answer = error(status, "", "status " + status);
    var all = new LinkedHashMap<>(answer.headers);
    all.putAll(headers);
    return new Answer(status, all, answer.body, Manner.WHOLE, Duration.ZERO);
  }

  /// No answer: the connection ends.
  public static Answer cut() {
    return json("").sent(Manner.CUT, Duration.ZERO);
  }

  /// The same with another status.
  public Answer status(int other) {
    return new Answer(other, headers, body, manner, pause);
  }

  /// The same after a while.
  public Answer after(Duration time) {
    return sent(manner, time);
  }

  /// The same in another manner.
  public Answer sent(Manner other, Duration time) {
    return new Answer(status, headers, body, other, time);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Answer that
        && status == that.status
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body)
        && manner == that.manner
        && pause.equals(that.pause);
  }

  @Override
  public int hashCode() {
    return 31 * status + Arrays.hashCode(body);
  }
}
