package dev.clew.interpretation.voice;

import dev.clew.interpretation.ClaimCheck;
import dev.clew.models.guard.ModelUse;
import java.util.List;
import java.util.function.UnaryOperator;

/// What a model had to say of a measurement, as far as it holds.
///
/// @param summary sentences that answer the question
/// @param statements what it says of single findings
/// @param meaning what it means for the reader
/// @param advice what to do next
/// @param refusals sentences left out for good, and why
/// @param use what was sent, and what it cost
/// @param prompts content hash of the prompts
public record Spoken(
    List<Said> summary,
    List<Said> statements,
    List<Said> meaning,
    List<Said> advice,
    List<ClaimCheck.Refusal> refusals,
    ModelUse use,
    String prompts) {
  /// No model was asked.
  public static final Spoken NOTHING =
      new Spoken(List.of(), List.of(), List.of(), List.of(), List.of(), ModelUse.NONE, "");

  public Spoken {
    summary = List.copyOf(summary);
    statements = List.copyOf(statements);
    meaning = List.copyOf(meaning);
    advice = List.copyOf(advice);
    refusals = List.copyOf(refusals);
  }

  /// A sentence or a few, and the findings they rest on.
  ///
  /// @param text with `{F7}` where a figure stands
  public record Said(String text, List<String> findings) {
    public Said {
      findings = List.copyOf(findings);
    }
  }

  /// Whether any of its sentences held.
  public boolean isEmpty() {
    return summary.isEmpty() && statements.isEmpty() && meaning.isEmpty() && advice.isEmpty();
  }

  /// The same, with what else was spent on models for it.
  public Spoken spending(ModelUse more) {
    return new Spoken(summary, statements, meaning, advice, refusals, more.and(use), prompts);
  }

  /// The same with other ids of facts and findings.
  public Spoken renumbered(UnaryOperator<String> texts, UnaryOperator<String> findings) {
    return new Spoken(
        renumbered(summary, texts, findings),
        renumbered(statements, texts, findings),
        renumbered(meaning, texts, findings),
        renumbered(advice, texts, findings),
        refusals,
        use,
        prompts);
  }

  private static List<Said> renumbered(
      List<Said> said, UnaryOperator<String> texts, UnaryOperator<String> findings) {
    return said.stream()
        .map(one ->
            new Said(texts.apply(one.text()), one.findings().stream().map(findings).toList()))
        .toList();
  }
}
