package dev.clew.investigation;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Windows;
import dev.clew.interpretation.WindowText;
import dev.clew.interpretation.voice.Brief;
import dev.clew.interpretation.voice.Narrator;
import dev.clew.interpretation.voice.Spoken;
import dev.clew.models.guard.ModelUse;
import dev.clew.models.guard.Models;
import dev.clew.models.prompts.Prompt;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import java.util.List;
import java.util.OptionalDouble;

/// Has a skill's measurement put into words by a model, with the skill's own prompt. Without a
/// model nothing is said, and the templates' sentences stand.
public final class ModelNarration implements Narration {
  private final Models models;
  private final Catalogue catalogue;
  private final PromptFiles prompts;

  public ModelNarration(Models models, Catalogue catalogue, PromptFiles prompts) {
    this.models = models;
    this.catalogue = catalogue;
    this.prompts = prompts;
  }

  @Override
  public Spoken of(
      Card card, String target, Windows windows, Measurement measurement, Asked asked) {
    var model = models.within(asked.allowance());
    var results = measurement.shown();
    if (model.isEmpty() || results.isEmpty()) {
      return Spoken.NOTHING;
    }
    try {
      return new Narrator(model.get())
          .speak(
              results.get(),
              new Brief(
                  asked.question(),
                  target,
                  WindowText.compared(windows),
                  rules(),
                  catalogue.prompt(card.name(), "interpret.md"),
                  card.description() + "\n" + card.body()));
    } catch (IllegalArgumentException | ClewException e) {
      // A prompt that a user edited must not take the figures with it; he is told.
      return broken(String.valueOf(e.getMessage()));
    }
  }

  private Prompt rules() {
    return prompts.prompt("rules.md", Narrator.class, "rules.md");
  }

  private static Spoken broken(String why) {
    return new Spoken(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new ModelUse(List.of(), List.of(), 0, 0, 0, OptionalDouble.of(0), 0, 0, List.of(why)),
        "");
  }
}
