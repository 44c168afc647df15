package dev.clew.interpretation.voice;

import dev.clew.models.prompts.Prompt;

/// What a model is told besides the evidence.
///
/// @param question what was asked
/// @param target what it is about
/// @param windows what was compared, in words
/// @param rules the prompt with the rules, without places
/// @param interpret the skill's own prompt, with the places that [Narrator] fills
/// @param card how to read this skill's findings
public record Brief(
    String question, String target, String windows, Prompt rules, Prompt interpret, String card) {}
