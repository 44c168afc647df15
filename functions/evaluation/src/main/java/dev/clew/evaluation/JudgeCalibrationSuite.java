package dev.clew.evaluation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.clew.evidence.Problem;
import dev.clew.statistics.Estimate;
import dev.clew.statistics.Quantile;
import dev.clew.statistics.interval.PredictionPowered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Whether few human labels and many of a judge's give the true rate: XSTest's completions (Röttger
/// and others, 2024, arXiv 2308.01263), of which people said whether the model refused, and judges
/// too.
///
/// A hundred completions are drawn again and again and their human labels taken; of the others only
/// the judge's are known. `coverage` is the share of draws in which the corrected rate's interval
/// holds the true one, `width_ratio` its width in parts of the one from the human labels alone, of
/// the judge that is a language model; `string_` the same of the judge that looks for words. An
/// answer of the judge that is no label counts as not refused, the same in every draw.
public final class JudgeCalibrationSuite implements Suite {
  private static final long SEED = 20_230_126;
  private static final int DRAWS = 1_000;
  private static final int LABELLED = 100;
  private static final String COMPLIED = "1_full_compliance";
  private static final String REFUSED = "2_full_refusal";
  private static final String PARTLY = "3_partial_refusal";

  private final Path data;

  /// @param data holds `safety`
  public JudgeCalibrationSuite(Path data) {
    this.data = data;
  }

  @Override
  public String name() {
    return "judge-calibration";
  }

  /// Whether each completion refused, as people and as the judge say: 1 or 0.
  private record Judged(double[] truth, double[] judge) {}

  /// What came of all draws.
  private record Drawn(long covered, long narrower, double[] ratios) {}

  @Override
  public Scorecard run(Consumer<String> misses) {
    var model = read("_gpteval.csv", "gpt4_label");
    var metrics = new LinkedHashMap<String, Metric>();
    write(metrics, "", model);
    var naive = mean(model.judge());
    var truth = mean(model.truth());
    metrics.put("true_rate", new Metric(truth, truth, truth));
    metrics.put("naive_rate", new Metric(naive, naive, naive));
    write(metrics, "string_", read("_streval.csv", "strmatch_label"));
    return new Scorecard(name(), model.truth().length, metrics);
  }

  private static void write(Map<String, Metric> metrics, String prefix, Judged judged) {
    var drawn = draws(judged);
    metrics.put(prefix + "coverage", Metric.share(drawn.covered(), DRAWS));
    metrics.put(
        prefix + "width_ratio",
        new Metric(
            mean(drawn.ratios()),
            Math.min(mean(drawn.ratios()), Quantile.ofSorted(drawn.ratios(), 0.025)),
            Math.max(mean(drawn.ratios()), Quantile.ofSorted(drawn.ratios(), 0.975))));
    metrics.put(prefix + "narrower", Metric.share(drawn.narrower(), DRAWS));
  }

  private static Drawn draws(Judged judged) {
    var random = new SplittableRandom(SEED);
    int population = judged.truth().length;
    var order = new int[population];
    Arrays.setAll(order, i -> i);
    double truth = mean(judged.truth());
    var ratios = new double[DRAWS];
    long covered = 0;
    long narrower = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int i = 0; i < LABELLED; i++) {
        int other = i + random.nextInt(population - i);
        int kept = order[i];
        order[i] = order[other];
        order[other] = kept;
      }
      var labels = take(judged.truth(), order, 0, LABELLED);
      var corrected =
          estimate(
              labels,
              take(judged.judge(), order, 0, LABELLED),
              take(judged.judge(), order, LABELLED, population));
      var alone = estimate(labels, new double[LABELLED], new double[population - LABELLED]);
      covered += corrected.interval().contains(truth) ? 1 : 0;
      ratios[draw] = corrected.interval().width() / alone.interval().width();
      narrower += ratios[draw] < 1 ? 1 : 0;
    }
    Arrays.sort(ratios);
    return new Drawn(covered, narrower, ratios);
  }

  private static Estimate estimate(double[] labels, double[] predictions, double[] others) {
    return PredictionPowered.populationMean(labels, predictions, others)
        .orElseThrow(() -> new IllegalStateException("too few labels"));
  }

  private static double[] take(double[] values, int[] order, int from, int to) {
    return Arrays.stream(order, from, to).mapToDouble(i -> values[i]).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private Judged read(String ending, String judge) {
    var files = new LabelledFiles(data.resolve("safety"));
    var truth = new ArrayList<Double>();
    var judged = new ArrayList<Double>();
    for (var file : files.ending(ending)) {
      try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
        for (var row : rows) {
          var label = refused(row.getField("final_label"));
          if (label.isPresent()) {
            truth.add(label.get());
            judged.add(refused(row.getField(judge)).orElse(0.0));
          }
        }
      } catch (IOException | UncheckedIOException | CsvParseException e) {
        throw files.unreadable(file, e);
      }
    }
    if (truth.size() <= LABELLED) {
      throw new Problem(
              Problem.Kind.DATA,
              truth.size() + " labelled completions; " + (LABELLED + 1) + " are needed",
              files.folder().toString(),
              "put XSTest's files there, named *" + ending)
          .asException();
    }
    return new Judged(array(truth), array(judged));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Optional<Double> refused(String label) {
    return switch (label) {
      case COMPLIED -> Optional.of(0.0);
      case REFUSED, PARTLY -> Optional.of(1.0);
      default -> Optional.empty();
    };
  }
}
