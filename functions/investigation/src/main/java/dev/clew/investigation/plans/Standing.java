package dev.clew.investigation.plans;

import java.util.List;

/// Where an investigation stands.
public sealed interface Standing {
  /// Steps are taken.
  record Working() implements Standing {}

  /// For the user's reply.
  ///
  /// @param question what he is asked
  /// @param approves the step that may store what it proposes should he say yes; empty where he is
  ///   asked for something else
  record Waiting(String question, String approves) implements Standing {}

  /// Nothing is left but to report.
  ///
  /// @param causes what a model finished with: keys of causes, best first; empty where it did not
  record Reporting(List<String> causes) implements Standing {
    public Reporting {
      causes = List.copyOf(causes);
    }
  }

  /// The user wants no more of it.
  record Cancelled() implements Standing {}
}
