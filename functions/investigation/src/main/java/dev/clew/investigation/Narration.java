package dev.clew.investigation;

import dev.clew.evidence.Measurement;
import dev.clew.evidence.Windows;
import dev.clew.interpretation.voice.Spoken;
import dev.clew.skills.Card;

/// Has a measurement put into words, beyond those that the skill itself wrote.
public interface Narration {
  /// The skills' own sentences stand.
  Narration NONE = (_, _, _, _, _) -> Spoken.NOTHING;

  /// What there is to say; never throws for the words' sake.
  Spoken of(Card card, String target, Windows windows, Measurement measurement, Asked asked);
}
