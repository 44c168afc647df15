package dev.clew.skills.tracediagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/// A step that something speaks against.
///
/// @param signs the strongest first, one of each kind
/// @param confidence that the step is faulty: what is left when every sign is mistaken by itself,
///   taken off 1
/// @param decisive share of the suspicion that this is where the run went wrong, over all steps
record Suspect(Step step, List<Sign> signs, double confidence, double decisive) {

  private static final Comparator<Sign> STRONGEST =
      Comparator.comparingDouble((Sign sign) -> -sign.kind().strength())
          .thenComparing(Sign::kind)
          .thenComparing(Sign::detail);

  static Suspect of(Step step, List<Sign> signs, double decisive) {
    var kinds = new LinkedHashSet<Sign.Kind>();
    var kept = new ArrayList<Sign>();
    double innocent = 1;
    for (var sign : signs.stream().sorted(STRONGEST).toList()) {
      if (kinds.add(sign.kind())) {
        kept.add(sign);
        innocent *= 1 - sign.kind().strength();
      }
    }
    return new Suspect(step, List.copyOf(kept), 1 - innocent, decisive);
  }

  /// Of the strongest sign.
  Category category() {
    return signs.getFirst().category();
  }
}
