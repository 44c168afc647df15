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
    Receipt receipt) {

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
  public record Routing(List<String> chosen, List<Considered> considered) {
    public Routing {
      chosen = List.copyOf(chosen);
      considered = List.copyOf(considered);
    }
  }

  /// @param score 0 to 1, comparable within one question only
  public record Considered(String skill, String target, double score, String reason) {}

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

  public record Receipt(List<Computation> computations) {
    public Receipt {
      computations = List.copyOf(computations);
    }
  }
}
