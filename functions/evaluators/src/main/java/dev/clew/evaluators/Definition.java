package dev.clew.evaluators;

import dev.clew.models.prompts.Prompt;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An evaluator as its file says it.
///
/// @param name words joined by hyphens
/// @param description what it judges, in a sentence
/// @param reads names of texts that must be logged (see [Fields]); the template's places are among
///   them
/// @param check what code looks at first, by its name (see `checks`); with a model's evaluator it
///   decides what code can decide
/// @param settings of the check, by name
/// @param template what a model is shown, with a place for each text; empty where no model judges
/// @param version of all that the file says: the first twelve hexadecimal digits of its SHA-256
public record Definition(
    String name,
    String description,
    Level level,
    Kind kind,
    List<String> reads,
    Optional<String> check,
    Labels labels,
    Map<String, String> settings,
    Optional<Prompt> template,
    String version) {

  public Definition {
    reads = List.copyOf(reads);
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    if (kind == Kind.MODEL && template.isEmpty()) {
      throw new IllegalArgumentException(name + ": a model needs a template");
    }
    if (kind != Kind.MODEL && check.isEmpty()) {
      throw new IllegalArgumentException(name + ": a " + kind.word() + " needs a check");
    }
  }

  /// `refusal@3f2a91bc04de`: which words and rules judged.
  public String identifier() {
    return name + "@" + version;
  }

  /// Whether some or all examples can be judged only by a model.
  public boolean needsModel() {
    return kind == Kind.MODEL;
  }
}
