package dev.clew.models.guard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;

/// What was sent to models, and what it cost.
///
/// @param hosts where to, each once
/// @param models the names of the models that answered, each once
/// @param calls requests, retries included
/// @param inputTokens as the servers counted; as our tokenizer does where they did not
/// @param outputTokens likewise
/// @param usd money; empty where a model has no price
/// @param characters sent, after redaction
/// @param redacted secrets and personal data taken out before sending
/// @param troubles what kept models from answering, each once, without content
/// @param time spent on calls, waits between them included
/// @param remarks what else the reader must know of the calls, each once, without content
public record ModelUse(
    List<String> hosts,
    List<String> models,
    long calls,
    long inputTokens,
    long outputTokens,
    OptionalDouble usd,
    long characters,
    long redacted,
    List<String> troubles,
    Duration time,
    List<String> remarks) {
  public static final ModelUse NONE =
      new ModelUse(List.of(), List.of(), 0, 0, 0, OptionalDouble.of(0), 0, 0, List.of());

  /// Without time or remarks.
  public ModelUse(
      List<String> hosts,
      List<String> models,
      long calls,
      long inputTokens,
      long outputTokens,
      OptionalDouble usd,
      long characters,
      long redacted,
      List<String> troubles) {
    this(
        hosts,
        models,
        calls,
        inputTokens,
        outputTokens,
        usd,
        characters,
        redacted,
        troubles,
        Duration.ZERO,
        List.of());
  }

  public ModelUse {
    hosts = List.copyOf(hosts);
    models = List.copyOf(models);
    troubles = List.copyOf(troubles);
    remarks = List.copyOf(remarks);
  }

  /// Both together.
  public ModelUse and(ModelUse other) {
    return new ModelUse(
        union(hosts, other.hosts),
        union(models, other.models),
        calls + other.calls,
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        usd.isPresent() && other.usd.isPresent()
            ? OptionalDouble.of(usd.getAsDouble() + other.usd.getAsDouble())
            : OptionalDouble.empty(),
        characters + other.characters,
        redacted + other.redacted,
        union(troubles, other.troubles),
        time.plus(other.time),
        union(remarks, other.remarks));
  }

  /// The same with one more that kept the model from answering.
  public ModelUse with(String trouble) {
    return and(only(List.of(trouble), Duration.ZERO, List.of()));
  }

  /// The same with so much more time spent.
  ModelUse lasting(Duration more) {
    return and(only(List.of(), more, List.of()));
  }

  /// The same with one more thing that the reader must know.
  ModelUse remarking(String remark) {
    return and(only(List.of(), Duration.ZERO, List.of(remark)));
  }

  private static ModelUse only(List<String> troubles, Duration time, List<String> remarks) {
    return new ModelUse(
        List.of(), List.of(), 0, 0, 0, OptionalDouble.of(0), 0, 0, troubles, time, remarks);
  }

  private static List<String> union(List<String> one, List<String> other) {
    var both = new LinkedHashSet<>(one);
    both.addAll(other);
    return new ArrayList<>(both);
  }
}
