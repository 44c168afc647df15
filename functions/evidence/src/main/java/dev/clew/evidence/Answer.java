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
    Voice voice,
    List<Cause> causes) {

  public Answer {
    findings = List.copyOf(findings);
    facts = List.copyOf(facts);
    evidence = List.copyOf(evidence);
    next = List.copyOf(next);
    causes = List.copyOf(causes);
  }

  /// The same with more to say.
  public Answer with(
      String newSummary, List<Finding> allFindings, List<Fact> allFacts, Receipt newReceipt) {
    return new Answer(
        answerId,
        sessionId,
        question,
        target,
        windows,
        mode,
        status,
        newSummary,
        allFindings,
        allFacts,
        evidence,
        plan,
        coverage,
        looks,
        dropped,
        routing,
        next,
        usage,
        versions,
        newReceipt,
        voice,
        causes);
  }

  /// An answer that looked for no causes.
  public Answer(
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
    this(
        answerId, sessionId, question, target, windows, mode, status, summary, findings, facts,
        evidence, plan, coverage, looks, dropped, routing, next, usage, versions, receipt, voice,
        List.of());
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

  /// @param changes what became of the plan on the way, in order
  public record Plan(List<Step> steps, List<Change> changes) {
    public Plan {
      steps = List.copyOf(steps);
      changes = List.copyOf(changes);
    }

    /// A plan that stayed as it was.
    public Plan(List<Step> steps) {
      this(steps, List.of());
    }
  }

  /// A change of the plan.
  ///
  /// @param at the step after which it was decided, such as `S2`
  /// @param what was done: `added S5: drift on employment`
  /// @param reason what the step turned up
  /// @param by `playbook`, `model` or `user`
  public record Change(String at, String what, String reason, String by) {}

  /// What may be behind what was asked about, and what speaks for or against it.
  ///
  /// @param cause in words
  /// @param target what it is about
  /// @param reason what the facts say, with `{F7}` where a figure stands; for an open one what
  ///   would settle it
  /// @param findingIds findings that speak of it
  /// @param factIds what the verdict rests on; at least one unless it is open
  public record Cause(
      String cause,
      String target,
      Verdict verdict,
      String reason,
      List<String> findingIds,
      List<String> factIds) {
    public Cause {
      findingIds = List.copyOf(findingIds);
      factIds = List.copyOf(factIds);
      if (verdict != Verdict.OPEN && factIds.isEmpty()) {
        throw new IllegalArgumentException("cause '" + cause + "' rests on no fact");
      }
    }
  }

  /// What became of a possible cause.
  public enum Verdict {
    SUPPORTED,
    RULED_OUT,
    OPEN
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
  /// @param advice what to do next, likewise; without a model what the playbooks advise
  /// @param host where the model is; empty when nothing was sent
  /// @param models the names of the models that answered
  /// @param charactersSent after redaction
  /// @param redacted secrets and personal data taken out before sending
  /// @param off why there is no model, or what kept it from answering; empty when all went well
  /// @param remarks what else there is to know of the calls, such as a limit in money that could
  ///   not be held
  public record Voice(
      String meaning,
      List<String> advice,
      String host,
      List<String> models,
      long charactersSent,
      long redacted,
      String off,
      List<String> remarks) {
    /// No model is configured.
    public static final Voice OFF =
        new Voice("", List.of(), "", List.of(), 0, 0, "no language model is configured");

    /// Without remarks.
    public Voice(
        String meaning,
        List<String> advice,
        String host,
        List<String> models,
        long charactersSent,
        long redacted,
        String off) {
      this(meaning, advice, host, models, charactersSent, redacted, off, List.of());
    }

    public Voice {
      advice = List.copyOf(advice);
      models = List.copyOf(models);
      remarks = List.copyOf(remarks);
    }
  }

  public record Receipt(List<Computation> computations) {
    public Receipt {
      computations = List.copyOf(computations);
    }
  }
}
