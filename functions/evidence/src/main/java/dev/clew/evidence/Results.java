package dev.clew.evidence;

import java.util.List;

/// What a skill has to show for its work.
///
/// @param looks how many comparisons were made; each correction for many looks counted these
/// @param next questions that this data can answer, as a user would ask them
/// @param opening what a summary says before any finding, with `{F7}` where a figure stands: how
///   much there is of what was asked about; empty where the findings say it all
/// @param asked ids of the findings that say what was expressly asked for, such as who takes how
///   much by what somebody wants things told apart by; they come before graver ones
public record Results(
    List<Finding> findings,
    List<Fact> facts,
    List<Evidence> evidence,
    List<Computation> computations,
    Coverage coverage,
    long looks,
    List<String> next,
    String opening,
    List<String> asked) {

  public Results {
    findings = List.copyOf(findings);
    facts = List.copyOf(facts);
    evidence = List.copyOf(evidence);
    computations = List.copyOf(computations);
    next = List.copyOf(next);
    asked = List.copyOf(asked);
  }
}
