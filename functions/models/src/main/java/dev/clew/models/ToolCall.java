package dev.clew.models;

/// A tool that the model wants called.
///
/// @param id as the model's server gave it, for the result
/// @param name not yet held against the tools that were offered
/// @param arguments JSON text as it came; it may be anything
public record ToolCall(String id, String name, String arguments) {}
