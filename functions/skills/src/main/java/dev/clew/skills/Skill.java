package dev.clew.skills;

import dev.clew.evidence.Measurement;

/// One thing Clew can investigate. A skill is a function of its data: no clock, no randomness but a
/// fixed seed, no I/O, no state; the same inputs give the same facts in the same order.
///
/// An implementation stands in a folder of its own beside its `SKILL.md` and `routing.yaml`, has a
/// public constructor without arguments and is registered with `@AutoService(Skill.class)`.
public interface Skill {

  /// Measures.
  ///
  /// @throws dev.clew.evidence.ClewException when a parameter does not fit the data (a column that
  ///   is not there); data that does not suffice is a [Measurement], not an exception
  Measurement measure(Inputs inputs);
}
