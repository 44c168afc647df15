package dev.clew.skills.evaluationtemplate;

import dev.clew.evaluators.Run;
import dev.clew.statistics.Estimate;
import dev.clew.statistics.interval.PredictionPowered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The rate of what is not wanted: as the evaluator has it, as the labels alone have it, and as the
/// evaluator has it put right by the labels.
///
/// @param naive what the evaluator says of all
/// @param alone from the labels alone
/// @param corrected with the help of both
record Calibration(double naive, Estimate alone, Estimate corrected, int labelled, int others) {
  /// With fewer labels an interval would be a guess.
  static final int LEAST = 10;

  /// @return nothing where too few of the judged examples have a label, or none is without
  static Optional<Calibration> of(Run run, HumanLabels labels, Agreement agreement) {
    var wanted = run.definition().labels().wanted();
    var truth = new ArrayList<Double>();
    var said = new ArrayList<Double>();
    var seen = new HashSet<String>();
    for (var one : agreement.cases()) {
      if (one.labelled().drawn()) {
        seen.add(one.labelled().example().id());
        truth.add(one.labelled().label().equals(wanted) ? 0.0 : 1.0);
        said.add(one.verdict().label().equals(wanted) ? 0.0 : 1.0);
      }
    }
    var rest = new ArrayList<Double>();
    for (var result : run.judged()) {
      if (!seen.contains(result.example().id())) {
        rest.add(result.judged().orElseThrow().label().equals(wanted) ? 0.0 : 1.0);
      }
    }
    if (truth.size() < LEAST || rest.isEmpty() || labels.all().isEmpty()) {
      return Optional.empty();
    }
    var labelled = array(truth);
    var others = array(rest);
    var corrected = PredictionPowered.populationMean(labelled, array(said), others);
    var alone =
        PredictionPowered.populationMean(
            labelled, new double[labelled.length], new double[others.length]);
    double sum = 0;
    for (double one : said) {
      sum += one;
    }
    for (double one : rest) {
      sum += one;
    }
    double naive = sum / (said.size() + rest.size());
    return corrected.flatMap(right ->
        alone.map(only -> new Calibration(naive, only, right, labelled.length, others.length)));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
