package dev.clew.interpretation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Finding;
import java.util.List;

/// A measurement in words. Figures still stand as `{F7}`: whoever writes the answer out puts them
/// in, so that each can be followed to its fact.
///
/// @param summary a few sentences that answer the question
/// @param findings in order of weight, with the sentences that passed the [ClaimCheck]
/// @param refusals sentences left out, and why
public record Words(
    Answer.Status status,
    String summary,
    List<Finding> findings,
    List<ClaimCheck.Refusal> refusals) {
  public Words {
    findings = List.copyOf(findings);
    refusals = List.copyOf(refusals);
  }
}
