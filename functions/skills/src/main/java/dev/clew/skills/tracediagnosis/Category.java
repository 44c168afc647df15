package dev.clew.skills.tracediagnosis;

/// Kinds of errors of agents, in the words of TRAIL (Deshpande et al. 2025, arXiv 2505.08638).
enum Category {
  UNSUPPORTED_CLAIM("Language-only"),
  INVENTED_TOOL_USE("Tool-related"),
  POOR_RETRIEVAL("Poor Information Retrieval"),
  MISREAD_OUTPUT("Tool Output Misinterpretation"),
  WRONG_PROBLEM("Incorrect Problem Identification"),
  TOOL_SELECTION("Tool Selection Errors"),
  FORMATTING("Formatting Errors"),
  INSTRUCTION("Instruction Non-compliance"),
  TOOL_DEFINITION("Tool Definition Issues"),
  ENVIRONMENT("Environment Setup Errors"),
  RATE_LIMIT("Rate Limiting"),
  AUTHENTICATION("Authentication Errors"),
  SERVICE("Service Errors"),
  NOT_FOUND("Resource Not Found"),
  EXHAUSTION("Resource Exhaustion"),
  TIMEOUT("Timeout Issues"),
  CONTEXT("Context Handling Failures"),
  ABUSE("Resource Abuse"),
  DEVIATION("Goal Deviation"),
  ORCHESTRATION("Task Orchestration");

  private final String title;

  Category(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
