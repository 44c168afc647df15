package dev.clew.traces.spans;

/// A call of a tool: on a TOOL span the one it ran, on an assistant message the ones it asked for.
///
/// @param id the provider's id that joins request and result; empty when none
/// @param arguments as written, usually JSON; empty when none or not asked for
/// @param result as written; empty when none or not asked for
public record ToolCall(String id, String name, String arguments, String result) {}
