package dev.clew.skills;

import dev.clew.evidence.Measurement;

/// A skill that finds nothing to say.
public final class SampleSkill implements Skill {
  @Override
  public Measurement measure(Inputs inputs) {
    return new Measurement.NotApplicable("a sample", "ask another skill");
  }
}
