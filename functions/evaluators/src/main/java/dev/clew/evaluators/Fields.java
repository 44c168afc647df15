package dev.clew.evaluators;

import java.util.List;

/// What evaluators can read of examples that come from traces.
public final class Fields {
  /// What was asked: the user's last message of a model call, the first of a trace or session, a
  /// retriever's query, otherwise the whole input.
  public static final String INPUT = "input";

  /// What was answered: a model's text, the last answer of a trace or session, a tool's result.
  public static final String OUTPUT = "output";

  /// All that was said before a model call; of a trace or session all that was said.
  public static final String CONVERSATION = "conversation";

  /// The application's own instructions.
  public static final String SYSTEM = "system";

  /// What the answer may rest on: documents that were retrieved for it, else what tools gave back.
  public static final String DOCUMENTS = "documents";

  /// The answer that is known to be right.
  public static final String EXPECTED = "expected";

  /// Name of the tool that was called.
  public static final String TOOL = "tool";

  public static final String ARGUMENTS = "arguments";
  public static final String RESULT = "result";

  /// JSON Schema of the arguments.
  public static final String SCHEMA = "schema";

  /// Names of the tools that the model could have called.
  public static final String OFFERED = "offered";

  /// All tool calls of a trace or session, one a line.
  public static final String CALLS = "calls";

  /// How the run ended, as its source says.
  public static final String OUTCOME = "outcome";

  /// All of them.
  public static final List<String> ALL =
      List.of(
          INPUT,
          OUTPUT,
          CONVERSATION,
          SYSTEM,
          DOCUMENTS,
          EXPECTED,
          TOOL,
          ARGUMENTS,
          RESULT,
          SCHEMA,
          OFFERED,
          CALLS,
          OUTCOME);

  private Fields() {}
}
