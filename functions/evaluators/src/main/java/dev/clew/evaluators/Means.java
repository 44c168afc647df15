package dev.clew.evaluators;

import dev.clew.models.Embedder;
import dev.clew.models.LanguageModel;
import dev.clew.models.prompts.PromptFiles;
import java.util.Optional;
import java.util.function.Supplier;

/// What evaluators may use beside the example. Everything may be absent; each is made when it is
/// first needed.
///
/// @param model guarded: within the question's budget, secrets taken out
public record Means(
    Supplier<Optional<LanguageModel>> model,
    Supplier<Optional<Embedder>> embedder,
    PromptFiles prompts) {

  /// Nothing.
  public static final Means NONE =
      new Means(Optional::empty, Optional::empty, PromptFiles.PACKAGED);
}
