package dev.clew.skills.drift;

import dev.clew.statistics.drift.CategoricalDrift;
import dev.clew.statistics.drift.CountPair;
import dev.clew.statistics.drift.DriftEffect;
import dev.clew.statistics.drift.NumericDrift;
import dev.clew.statistics.hypothesis.ContingencyTest;
import dev.clew.statistics.hypothesis.KolmogorovSmirnovTest;
import dev.clew.statistics.hypothesis.PValueMethod;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How far a column moved, by every measure of its kind.
///
/// @param effect Jensen-Shannon distance corrected for chance, on which the verdict rests
/// @param measures name of each fact and its value, in order; values may be infinite
record Move(DriftEffect effect, Map<String, Double> measures) {

  Move {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }

  static Move of(NumericDrift drift) {
    var measures = new LinkedHashMap<String, Double>();
    measures.put("js", drift.jensenShannon());
    measures.put("psi", drift.psi());
    measures.put("ks", drift.distance().ks());
    measures.put("wasserstein", drift.distance().wasserstein());
    measures.put("wasserstein_normed", drift.normedWasserstein());
    measures.put("hellinger", drift.hellinger());
    measures.put(
        "ks_p",
        KolmogorovSmirnovTest.withDefaults()
            .with(PValueMethod.ASYMPTOTIC)
            .test(drift.distance(), drift.reference().size(), drift.current().size())
            .pValue());
    return new Move(drift.effect(), measures);
  }

  static Move of(CategoricalDrift drift) {
    var measures = new LinkedHashMap<String, Double>();
    measures.put("js", drift.jensenShannon());
    measures.put("psi", drift.psi());
    measures.put("tv", drift.totalVariation());
    measures.put("hellinger", drift.hellinger());
    var test =
        ContingencyTest.chiSquare().independence(CountPair.of(drift.reference(), drift.current()));
    measures.put("chi2", test.statistic());
    measures.put("chi2_p", test.pValue());
    return new Move(drift.effect(), measures);
  }
}
