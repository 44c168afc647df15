package dev.clew.evidence;

import java.util.List;

/// Findings in words, with all that is needed to check them. The same from the command line and
/// over HTTP; the names on the wire are these.
public record Answer(
    String answerId,
    String sessionId,
    String question,
    String target,
    Windows windows,
    Mode mode,
    Status status,
    String summary,
    List<Finding> findings,
    List<Fact> facts,
    List<Evidence> evidence,
    Plan plan,
    Coverage coverage,
    long looks,
    long dropped,
    Routing routing,
    List<String> next,
    Usage usage,
    Versions versions,
    Receipt receipt,
    Voice voice) {

  public Answer {
    findings = List.copyOf(findings);
    facts = List.copyOf(facts);
    evidence = List.copyOf(evidence);
    next = List.copyOf(next);
  }

  /// Who chose and wrote.
  public enum Mode {
    MODEL,
    PLAYBOOK,
    MIXED
  }

  /// Whether the question was answered.
  public enum Status {
    ANSWERED,
    PARTIAL,
    UNKNOWN
  }

  public record Plan(List<Step> steps) {
    public Plan {
      steps = List.copyOf(steps);
    }
  }

  /// @param reason why it was chosen, or why it is blocked
  public record Step(
      String id,
      String skill,
      String target,
      Windows windows,
      StepStatus status,
      String reason,
      List<String> factIds) {
    public Step {
      factIds = List.copyOf(factIds);
    }
  }

  /// @param chosen skill ids in order
  /// @param considered the readings that were weighed, the chosen ones too
  /// @param refused what a model chose and the rails did not let pass, and why
  public record Routing(List<String> chosen, List<Considered> considered, List<String> refused) {
    public Routing {
      chosen = List.copyOf(chosen);
      considered = List.copyOf(considered);
      refused = List.copyOf(refused);
    }

    /// Chosen without a model.
    public Routing(List<String> chosen, List<Considered> considered) {
      this(chosen, considered, List.of());
    }
  }

  /// @param score 0 to 1, comparable within one question only
  public record Considered(String skill, String target, double score, String reason) {}

  /// @param modelCalls requests to models, retries included
  /// @param costUsd money for them; NaN where a model has no price, which is not 0
  public record Usage(
      long modelCalls,
      long inputTokens,
      long outputTokens,
      double costUsd,
      long bytesRead,
      long rowsRead,
      long elapsedMs) {}

  /// @param prompts content hash of the prompts used; empty with the model off
  /// @param model name of the model; empty with the model off
  public record Versions(String clew, String prompts, String model) {}

  /// What a model had to say beyond summary and findings, and what it was sent.
  ///
  /// @param meaning what follows for the reader, with `{F7}` where a figure stands; empty without a
  ///   model
  /// @param advice what to do next, likewise
  /// @param host where the model is; empty when nothing was sent
  /// @param models the names of the models that answered
  /// @param charactersSent after redaction
  /// @param redacted secrets and personal data taken out before sending
  /// @param off why there is no model, or what kept it from answering; empty when all went well
  public record Voice(
      String meaning,
      List<String> advice,
      String host,
      List<String> models,
      long charactersSent,
      long redacted,
      String off) {
    /// No model is configured.
    public static final Voice OFF =
        new Voice("", List.of(), "", List.of(), 0, 0, "no language model is configured");

    public Voice {
      advice = List.copyOf(advice);
      models = List.copyOf(models);
    }
  }

  public record Receipt(List<Computation> computations) {
    public Receipt {
      computations = List.copyOf(computations);
    }
  }
}
