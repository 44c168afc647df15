package dev.clew.investigation.selftrace;

import dev.clew.evidence.Answer;
import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.ModelException;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.guard.Prices;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Records what one function does for an investigation, and writes it once, when it is done. All
/// parts of an investigation are one trace, whichever functions they ran in: the ids of trace and
/// root follow from the investigation's. For one thread.
public final class Recorder {
  private static final DateTimeFormatter PLACE =
      DateTimeFormatter.ofPattern(
              "'year='yyyy'/month='MM'/day='dd'/hour='HH'/minute='mm", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String investigation;
  private final String part;
  private final boolean content;
  private final Clock clock;
  private final List<WorkSpan> spans = new ArrayList<>();
  private final String root;
  private String parent;

  /// @param investigation its tenant and id: unique in the deployment
  /// @param part which part of it this is, unique within it: `plan-1`, `S2`
  /// @param content whether questions and sentences may be recorded
  public Recorder(String investigation, String part, boolean content, Clock clock) {
    this.investigation = investigation;
    this.part = part;
    this.content = content;
    this.clock = clock;
    this.root = hash(investigation + "/root", 8);
    this.parent = root;
  }

  /// A decision of the agent.
  public <T> T turn(String name, Supplier<T> work) {
    return around(WorkSpan.Kind.CHAIN, name, Map.of("graph.node.id", part), work, _ -> Map.of());
  }

  /// A skill at work.
  ///
  /// @param outcome a word for what came of it
  public <T> T tool(String skill, String target, Supplier<T> work, Function<T, String> outcome) {
    return around(
        WorkSpan.Kind.TOOL,
        skill,
        Map.of("tool.name", skill, "clew.target", target, "graph.node.id", part),
        work,
        result -> Map.of("clew.outcome", outcome.apply(result)));
  }

  /// Puts itself around a model.
  public LanguageModel watching(LanguageModel model, Prices prices) {
    return new LanguageModel() {
      @Override
      public Reply complete(Call call) {
        var name = model.name(call.tier());
        return around(
            WorkSpan.Kind.LLM,
            call.purpose(),
            Map.of("llm.model_name", name, "llm.provider", model.host()),
            () -> model.complete(call),
            reply -> used(reply, prices));
      }

      @Override
      public String host() {
        return model.host();
      }

      @Override
      public String name(Tier tier) {
        return model.name(tier);
      }
    };
  }

  private static Map<String, Object> used(Reply reply, Prices prices) {
    var attributes = new TreeMap<String, Object>();
    attributes.put("llm.model_name", reply.model());
    attributes.put("llm.finish_reason", reply.finish().name().toLowerCase(Locale.ROOT));
    if (reply.usage().known()) {
      attributes.put("llm.token_count.prompt", reply.usage().input());
      attributes.put("llm.token_count.completion", reply.usage().output());
      attributes.put("llm.token_count.total", reply.usage().input() + reply.usage().output());
      prices
          .usd(reply.model(), reply.usage())
          .ifPresent(usd -> attributes.put("llm.cost.total", usd));
    }
    return attributes;
  }

  private <T> T around(
      WorkSpan.Kind kind,
      String name,
      Map<String, Object> known,
      Supplier<T> work,
      Function<T, Map<String, Object>> learnt) {
    var start = clock.instant();
    var above = parent;
    var id = hash(investigation + "/" + part + "/" + spans.size(), 8);
    int place = spans.size();
    // Its place is taken before those of its children.
    spans.add(new WorkSpan(id, Optional.of(above), kind, name, start, start, known, NONE));
    parent = id;
    var attributes = new TreeMap<>(known);
    var error = Optional.of("abandoned");
    try {
      var result = work.get();
      attributes.putAll(learnt.apply(result));
      error = NONE;
      return result;
    } catch (ModelException e) {
      error = Optional.of(e.kind().name().toLowerCase(Locale.ROOT));
      throw e;
    } catch (RuntimeException e) {
      error = Optional.of(e.getClass().getSimpleName());
      throw e;
    } finally {
      parent = above;
      spans.set(
          place,
          new WorkSpan(
              id, Optional.of(above), kind, name, start, clock.instant(), attributes, error));
    }
  }

  private static final Optional<String> NONE = Optional.empty();

  /// The whole investigation, when it has its answer: the root of all other parts.
  ///
  /// @param tenant who asked
  public void answered(String tenant, Answer answer, Instant since) {
    var attributes = whole(tenant, answer.sessionId());
    attributes.put("clew.answer.id", answer.answerId());
    attributes.put("clew.answer.status", answer.status().name().toLowerCase(Locale.ROOT));
    attributes.put("clew.answer.mode", answer.mode().name().toLowerCase(Locale.ROOT));
    attributes.put("clew.answer.findings", (long) answer.findings().size());
    attributes.put("clew.answer.facts", (long) answer.facts().size());
    attributes.put("clew.answer.dropped", answer.dropped());
    attributes.put("clew.bytes_read", answer.usage().bytesRead());
    attributes.put("clew.rows_read", answer.usage().rowsRead());
    attributes.put("clew.version", answer.versions().clew());
    if (!answer.versions().prompts().isEmpty()) {
      attributes.put("llm.prompt_template.version", answer.versions().prompts());
    }
    if (content) {
      attributes.put("input.value", answer.question());
      attributes.put("output.value", answer.summary());
    }
    root(attributes, since, NONE);
  }

  /// The whole investigation, when it came to nothing.
  ///
  /// @param error whose fault it was, in a word
  public void failed(String tenant, String sessionId, Instant since, String error) {
    root(whole(tenant, sessionId), since, Optional.of(error));
  }

  private static Map<String, Object> whole(String tenant, String sessionId) {
    var attributes = new TreeMap<String, Object>();
    attributes.put("agent.name", "clew");
    attributes.put("session.id", sessionId);
    attributes.put("user.id", tenant);
    return attributes;
  }

  private void root(Map<String, Object> attributes, Instant since, Optional<String> error) {
    spans.add(
        new WorkSpan(
            root,
            NONE,
            WorkSpan.Kind.AGENT,
            "investigation",
            since,
            clock.instant(),
            attributes,
            error));
  }

  /// Writes what was recorded. What keeps it from being written is told and goes no further.
  public void write(Traces traces, Consumer<RuntimeException> trouble) {
    if (spans.isEmpty()) {
      return;
    }
    try {
      traces.write(
          "traces/"
              + Traces.APPLICATION
              + "/"
              + PLACE.format(spans.getFirst().start())
              + "/"
              + traceId()
              + "-"
              + part.replaceAll("[^A-Za-z0-9._-]", "_")
              + ".json",
          OtlpJson.write(traceId(), spans));
    } catch (RuntimeException e) {
      trouble.accept(e);
    }
  }

  /// The trace that all parts of the investigation are in.
  public String traceId() {
    return hash(investigation, 16);
  }

  private static String hash(String text, int bytes) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)),
              0,
              bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
