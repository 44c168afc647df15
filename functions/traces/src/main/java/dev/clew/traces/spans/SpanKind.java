package dev.clew.traces.spans;

/// What a span does, in OpenInference's words. OTel GenAI operations map onto these by the alias
/// table.
public enum SpanKind {
  LLM,
  EMBEDDING,
  CHAIN,
  RETRIEVER,
  RERANKER,
  TOOL,
  AGENT,
  GUARDRAIL,
  EVALUATOR,
  PROMPT,
  /// No kind is stated and none follows from the attributes.
  UNKNOWN
}
