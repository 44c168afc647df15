package dev.clew.investigation.rails;

import dev.clew.investigation.Routed;
import dev.clew.models.guard.ModelUse;
import dev.clew.models.prompts.Prompt;
import java.util.List;

/// What a question was understood to ask for, and who understood it.
///
/// @param byModel whether the model's choice passed
/// @param use what was sent for it
/// @param prompts those that were sent
public record Chosen(Routed routed, boolean byModel, ModelUse use, List<Prompt> prompts) {
  public Chosen {
    prompts = List.copyOf(prompts);
  }
}
