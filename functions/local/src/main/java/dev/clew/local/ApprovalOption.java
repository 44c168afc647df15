package dev.clew.local;

import picocli.CommandLine.Option;

/// Whether what a step would store for other questions may be stored.
final class ApprovalOption {
  @Option(
      names = "--yes",
      description =
          "Approve what a step would store for other questions, such as an evaluator's verdicts; without it a step only"
              + " proposes.")
  private boolean yes;

  void tell(Workplace workplace) {
    if (yes) {
      workplace.approve();
    }
  }
}
