package dev.clew.skills.drift;

import dev.clew.skills.predictors.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A column with its move held against performance.
record Judged(ColumnReport report, Impact impact) {

  /// All columns, in the order given; inputs that drifted are held against performance.
  static List<Judged> of(List<ColumnReport> reports, Optional<Impacts> impacts) {
    var judged = new ArrayList<Judged>();
    for (var report : reports) {
      boolean held = report.isDrifted() && isHeldAgainst(report.variable().role());
      judged.add(
          new Judged(
              report, held && impacts.isPresent() ? impacts.get().of(report) : Impact.UNKNOWN));
    }
    return List.copyOf(judged);
  }

  /// Predictions and actuals are what performance is made of.
  private static boolean isHeldAgainst(Role role) {
    return switch (role) {
      case FEATURE, TAG, SCORE -> true;
      case PREDICTION, ACTUAL -> false;
    };
  }

  boolean isInput() {
    return switch (report.variable().role()) {
      case FEATURE, TAG -> true;
      case SCORE, PREDICTION, ACTUAL -> false;
    };
  }

  /// The worst impact first, then the strongest move.
  static final Comparator<Judged> BY_IMPACT =
      Comparator.comparing((Judged judged) -> judged.impact.kind())
          .thenComparing(judged -> -judged.report.strength());
}
