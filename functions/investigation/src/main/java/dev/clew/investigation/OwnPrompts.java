package dev.clew.investigation;

import dev.clew.evidence.Nearest;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Catalogue;
import java.util.ArrayList;
import java.util.List;

/// What is in a user's folder of prompts beside prompts and cards: there a slip in a name would
/// leave the built-in prompt at work without a word.
public final class OwnPrompts {
  /// Those that are no skill's.
  private static final List<String> GENERAL =
      List.of(
          "agent/decide.md",
          "router/family.md",
          "router/parameters.md",
          "router/skill.md",
          "rules.md");

  private OwnPrompts() {}

  /// A line for each file that replaces nothing, sorted.
  ///
  /// @param catalogue with all skills, whichever may be used
  public static List<String> slips(PromptFiles prompts, Catalogue catalogue) {
    var known = new ArrayList<>(catalogue.replaceable());
    known.addAll(GENERAL);
    return prompts.unused(known).stream()
        .map(file ->
            "CLEW_PROMPTS: "
                + file
                + " replaces nothing: "
                + Nearest.to(file, known)
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse(
                        "files are named SKILL/interpret.md, SKILL/SKILL.md (`clew skills` lists"
                            + " the skills), "
                            + String.join(", ", GENERAL)))
        .toList();
  }
}
