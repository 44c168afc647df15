package dev.clew.skills.performancedegradation;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Measurement;
import dev.clew.skills.Inputs;
import dev.clew.skills.Skill;
import dev.clew.skills.predictors.Comparison;
import dev.clew.skills.predictors.Performance;

/// Whether a predictor got worse, since when, where and why.
@AutoService(Skill.class)
public final class PerformanceDegradation implements Skill {

  @Override
  public Measurement measure(Inputs inputs) {
    return measure(inputs, Comparison.of(inputs));
  }

  private static Measurement measure(Inputs inputs, Comparison comparison) {
    if (comparison.current().count() == 0) {
      return new Measurement.NotApplicable(
          "the current window holds no rows", "choose a window that does");
    }
    return switch (Performance.read(comparison)) {
      case Performance.Reading.Judged(Performance performance) ->
          performance.current().judged() == 0
              ? new WithoutActuals(inputs, comparison)
                  .measure(
                      "no actual of the current window has arrived",
                      "ask again when they have, or check that their ids are those of the rows")
              : new Investigation(inputs, comparison, performance).run();
      case Performance.Reading.Unjudged(String why, String remedy) -> {
        var schema = comparison.schema();
        if (schema.score().isPresent() || schema.prediction().isPresent()) {
          yield new WithoutActuals(inputs, comparison).measure(why, remedy);
        }
        yield schema.actual().isPresent()
            ? new WithoutPredictions(inputs, comparison).measure()
            : new Measurement.NotApplicable(why, remedy);
      }
    };
  }
}
