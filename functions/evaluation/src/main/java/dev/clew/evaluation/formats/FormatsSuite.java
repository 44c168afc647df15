package dev.clew.evaluation.formats;

import dev.clew.evaluation.Metric;
import dev.clew.evaluation.Scorecard;
import dev.clew.evaluation.Suite;
import dev.clew.models.LanguageModel;
import dev.clew.models.ModelException;
import dev.clew.models.context.Tokens;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The same facts and spans in several formats: what each costs in tokens, and, where there is a
/// model, how often it finds a value in it.
///
/// `tokens.MATERIAL.FORMAT` is a count; `tokens.relative.facts.FORMAT` (and `spans`) is all their
/// tokens in a format over those in JSON; `accuracy.FORMAT` is the share of lookups that came out
/// right.
public final class FormatsSuite implements Suite {
  /// A material is cut beyond this many characters, in every format alike.
  private static final int MOST_CHARACTERS = 200_000;

  private final Supplier<List<Material>> materials;
  private final Optional<? extends LanguageModel> model;

  /// @param materials read when the suite runs
  public FormatsSuite(Supplier<List<Material>> materials, Optional<? extends LanguageModel> model) {
    this.materials = materials;
    this.model = model;
  }

  @Override
  public String name() {
    return "formats";
  }

  @Override
  public Scorecard run(Consumer<String> misses) {
    var all = materials.get();
    var metrics = new LinkedHashMap<String, Metric>();
    for (var material : all) {
      for (var format : fitting(material)) {
        metrics.put(
            "tokens." + material.name() + "." + format.word(),
            exactly((double) tokens(material, format)));
      }
    }
    for (var kind : List.of("facts", "spans")) {
      var same = all.stream().filter(material -> material.name().endsWith("." + kind)).toList();
      double json = sum(same, Format.JSON);
      for (var format : Format.values()) {
        if (json > 0 && same.stream().allMatch(material -> format.fits(material.table()))) {
          metrics.put(
              "tokens.relative." + kind + "." + format.word(), exactly(sum(same, format) / json));
        }
      }
    }
    model.ifPresentOrElse(
        one -> metrics.putAll(accuracies(all, one, misses)),
        () -> misses.accept("accuracy: no model configured"));
    return new Scorecard(name(), all.size(), metrics);
  }

  private static Map<String, Metric> accuracies(
      List<Material> all, LanguageModel model, Consumer<String> misses) {
    var metrics = new LinkedHashMap<String, Metric>();
    for (var format : Format.values()) {
      long right = 0;
      long asked = 0;
      for (var material : all) {
        var lookups = Lookups.of(material.table());
        if (lookups.rows().isEmpty() || !format.fits(material.table())) {
          continue;
        }
        try {
          var call = lookups.call(format.write(material.table()), MOST_CHARACTERS);
          right += lookups.right(model.complete(call).text());
          asked += lookups.rows().size();
        } catch (ModelException e) {
          misses.accept(
              "accuracy: " + material.name() + " as " + format.word() + ": " + e.getMessage());
        }
      }
      if (asked > 0) {
        metrics.put("accuracy." + format.word(), Metric.share(right, asked));
      }
    }
    return metrics;
  }

  private static List<Format> fitting(Material material) {
    return Arrays.stream(Format.values()).filter(format -> format.fits(material.table())).toList();
  }

  private static long tokens(Material material, Format format) {
    return Tokens.of(format.write(material.table()));
  }

  private static double sum(List<Material> materials, Format format) {
    return materials.stream().mapToLong(material -> tokens(material, format)).sum();
  }

  private static Metric exactly(double value) {
    return new Metric(value, value, value);
  }
}
