package dev.clew.benchmarks.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// One object as a collector exports it: an ExportTraceServiceRequest in OTLP JSON whose spans are
/// runs of an agent with OpenInference attributes.
///
/// A run is a plain span, an AGENT below it that repeats its calls' tokens, and steps: a CHAIN with
/// an LLM call, whose messages hold the whole conversation so far (once flattened, once as JSON),
/// and mostly a TOOL. One call in twenty and one tool in eight fails, with an exception as an
/// event.
final class Request {
  private static final String[] MODELS = {
    "gpt-4o-2024-08-06", "o3-mini", "claude-sonnet-4-5", "gemini-2.5-flash", "llama-3.3-70b"
  };
  private static final String[] TOOLS = {
    "web_search", "visit_page", "page_down", "inspect_file", "python", "final_answer"
  };
  private static final long FIRST_NANOS = 1_793_500_000_000_000_000L;

  private final RandomGenerator random;
  private final Prose prose;
  private final int wordiness;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
  private int spans;

  /// @param wordiness sentences in one message; a conversation's first has ten times as many
  Request(RandomGenerator random, Prose prose, int wordiness) {
    this.random = random;
    this.prose = prose;
    this.wordiness = wordiness;
  }

  /// The bytes of a request with at least this many spans, runs kept whole but for the last.
  byte[] bytes(int wanted) {
    out.reset();
    spans = 0;
    put("{\"resourceSpans\":[{\"resource\":{\"attributes\":[");
    text("service.name", "research-agent");
    put(",");
    text("telemetry.sdk.language", "python");
    put(",");
    text("telemetry.sdk.name", "opentelemetry");
    put(",");
    text("telemetry.sdk.version", "1.30.0");
    put("]},\"scopeSpans\":[{\"scope\":{\"name\":\"openinference.instrumentation.smolagents\",");
    put("\"version\":\"0.1.6\"},\"spans\":[");
    while (spans < wanted) {
      run(wanted);
    }
    put("]}]}]}");
    return out.toByteArray();
  }

  private void run(int wanted) {
    String trace = hex(16);
    String root = hex(8);
    String agent = hex(8);
    long start = FIRST_NANOS + random.nextLong(30L * 86_400 * 1_000_000_000L);
    int steps = 1 + random.nextInt(8);
    var conversation = new ArrayList<Message>();
    conversation.add(message("system", 10 * wordiness));
    conversation.add(message("user", wordiness));
    String model = MODELS[random.nextInt(MODELS.length)];
    long prompts = 0;
    long completions = 0;
    for (int step = 0; step < steps && spans < wanted; step++) {
      String chain = hex(8);
      long at = start + step * 9_000_000_000L;
      Message said = message("assistant", wordiness);
      long prompt = conversation.stream().mapToLong(m -> m.characters() / 4).sum();
      long completion = said.characters() / 4;
      prompts += prompt;
      completions += completion;
      call(trace, chain, at + 1_000_000, model, conversation, said, prompt, completion);
      conversation.add(said);
      conversation.add(message("user", wordiness));
      if (spans < wanted && random.nextInt(4) > 0) {
        tool(trace, chain, at + 6_000_000_000L);
      }
      if (spans < wanted) {
        chain(trace, chain, agent, "Step " + (step + 1), at);
      }
    }
    if (spans < wanted) {
      agent(trace, agent, root, start, conversation, prompts, completions);
    }
    if (spans < wanted) {
      spanStarts(trace, root, "", "answer_single_question", start);
      text("app.tenant", "research");
      spanEnds(false);
    }
  }

  private void call(
      String trace,
      String parent,
      long start,
      String model,
      List<Message> conversation,
      Message said,
      long prompt,
      long completion) {
    spanStarts(trace, hex(8), parent, "LiteLLMModel.__call__", start);
    text("input.mime_type", "application/json");
    put(",{\"key\":\"input.value\",\"value\":{\"stringValue\":\"{\\\"messages\\\": [");
    for (int i = 0; i < conversation.size(); i++) {
      put(i == 0 ? "" : ", ");
      conversation.get(i).embedded();
    }
    put("]}\"}}");
    for (int i = 0; i < conversation.size(); i++) {
      put(",");
      text("llm.input_messages." + i + ".message.role", conversation.get(i).role());
      put(
          ",{\"key\":\"llm.input_messages."
              + i
              + ".message.content\",\"value\":{\"stringValue\":\"");
      conversation.get(i).plain();
      put("\"}}");
    }
    put(",");
    text("llm.invocation_parameters", "{\\\"max_completion_tokens\\\": 8192}");
    put(",");
    text("llm.model_name", model);
    put(",");
    text("llm.output_messages.0.message.role", "assistant");
    put(",{\"key\":\"llm.output_messages.0.message.content\",\"value\":{\"stringValue\":\"");
    said.plain();
    put("\"}},");
    count("llm.token_count.completion", completion);
    put(",");
    count("llm.token_count.prompt", prompt);
    put(",");
    count("llm.token_count.total", prompt + completion);
    put(",");
    text("openinference.span.kind", "LLM");
    put(",");
    text("output.mime_type", "application/json");
    put(",{\"key\":\"output.value\",\"value\":{\"stringValue\":\"");
    said.embedded();
    put("\"}}");
    spanEnds(random.nextInt(20) == 0);
  }

  private void tool(String trace, String parent, long start) {
    String name = TOOLS[random.nextInt(TOOLS.length)];
    spanStarts(trace, hex(8), parent, name, start);
    text("openinference.span.kind", "TOOL");
    put(",");
    text("tool.name", name);
    put(",");
    text("tool.description", "Does what the agent asks of " + name);
    put(",");
    text("tool.parameters", "{\\\"query\\\": {\\\"type\\\": \\\"string\\\"}}");
    put(",{\"key\":\"input.value\",\"value\":{\"stringValue\":\"");
    message("tool", 1).plain();
    put("\"}},{\"key\":\"output.value\",\"value\":{\"stringValue\":\"");
    message("tool", 2 * wordiness).plain();
    put("\"}}");
    spanEnds(random.nextInt(8) == 0);
  }

  private void chain(String trace, String id, String parent, String name, long start) {
    spanStarts(trace, id, parent, name, start);
    text("openinference.span.kind", "CHAIN");
    put(",{\"key\":\"output.value\",\"value\":{\"stringValue\":\"");
    message("chain", 2 * wordiness).plain();
    put("\"}}");
    spanEnds(false);
  }

  private void agent(
      String trace,
      String id,
      String parent,
      long start,
      List<Message> conversation,
      long prompts,
      long completions) {
    spanStarts(trace, id, parent, "CodeAgent.run", start);
    text("openinference.span.kind", "AGENT");
    put(",{\"key\":\"input.value\",\"value\":{\"stringValue\":\"");
    conversation.get(1).plain();
    put("\"}},");
    text("smolagents.max_steps", "20");
    put(",");
    count("llm.token_count.prompt", prompts);
    put(",");
    count("llm.token_count.completion", completions);
    put(",");
    count("llm.token_count.total", prompts + completions);
    spanEnds(false);
  }

  private void spanStarts(String trace, String id, String parent, String name, long start) {
    put(spans == 0 ? "" : ",");
    spans++;
    put("{\"traceId\":\"" + trace + "\",\"spanId\":\"" + id + "\",");
    put(parent.isEmpty() ? "" : "\"parentSpanId\":\"" + parent + "\",");
    put("\"name\":\"" + name + "\",\"kind\":1,\"startTimeUnixNano\":\"" + start + "\",");
    put("\"endTimeUnixNano\":\"" + (start + 1 + random.nextLong(5_000_000_000L)) + "\",");
    put("\"attributes\":[");
  }

  private void spanEnds(boolean failed) {
    if (failed) {
      put("],\"events\":[{\"timeUnixNano\":\"1793500000000000000\",\"name\":\"exception\",");
      put("\"attributes\":[");
      text("exception.type", "AgentExecutionError");
      put(",");
      text("exception.message", "Code execution failed at line 'visit_page' due to: timeout");
      put("]}],\"status\":{\"code\":2,\"message\":\"AgentExecutionError\"}}");
    } else {
      put("],\"events\":[],\"status\":{\"code\":1}}");
    }
  }

  private Message message(String role, int sentences) {
    var said = new ArrayList<Prose.Sentence>();
    int count = 1 + random.nextInt(2 * sentences);
    for (int i = 0; i < count; i++) {
      said.add(prose.sentence(random));
    }
    return new Message(role, said);
  }

  /// What one of a conversation said.
  private final class Message {
    private final String role;
    private final List<Prose.Sentence> sentences;

    Message(String role, List<Prose.Sentence> sentences) {
      this.role = role;
      this.sentences = sentences;
    }

    String role() {
      return role;
    }

    int characters() {
      return sentences.stream().mapToInt(sentence -> sentence.once().length).sum();
    }

    /// As a JSON string's content.
    void plain() {
      for (Prose.Sentence sentence : sentences) {
        out.writeBytes(sentence.once());
      }
    }

    /// As a JSON object within a JSON string.
    void embedded() {
      put("{\\\"role\\\": \\\"" + role + "\\\", \\\"content\\\": \\\"");
      for (Prose.Sentence sentence : sentences) {
        out.writeBytes(sentence.twice());
      }
      put("\\\"}");
    }
  }

  private void text(String key, String escaped) {
    put("{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + escaped + "\"}}");
  }

  private void count(String key, long value) {
    put("{\"key\":\"" + key + "\",\"value\":{\"intValue\":\"" + value + "\"}}");
  }

  private void put(String text) {
    out.writeBytes(text.getBytes(UTF_8));
  }

  private String hex(int bytes) {
    var id = new byte[bytes];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
