package dev.clew.investigation.routing;

/// One way to understand a question, or a part of it.
///
/// @param skill the skill it would ask for
/// @param score about 0 to 1, comparable within one question
/// @param why which example it resembles, or what spoke against it
public record Reading(String skill, double score, String why) {}
