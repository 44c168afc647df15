package dev.clew.skills.tracediagnosis;

import java.util.stream.Collectors;

/// Why a step is accused, in words without figures, and what to look at next.
final class Reasons {
  private Reasons() {}

  static String main(Suspect suspect) {
    return suspect.signs().isEmpty()
        ? without(suspect.step())
        : suspect.signs().stream()
            .limit(2)
            .map(sign -> sign.kind().reason())
            .collect(Collectors.joining(", and "));
  }

  static String all(Suspect suspect) {
    return suspect.signs().stream()
        .map(sign -> sign.kind().reason())
        .collect(Collectors.joining("; "));
  }

  /// Nothing speaks against the step by itself: only its place in the run does.
  static String without(Step step) {
    return step.code().isEmpty() && step.asked().isEmpty()
        ? "nothing in it stands out by itself, but what follows rests on what it says and nothing checks that"
        : "nothing in it stands out by itself, but what follows rests on what it ran and nothing checks that";
  }

  /// Whether the run put right what went wrong there.
  static String after(Course course, Suspect suspect) {
    var step = suspect.step();
    var tools = step.results().stream().filter(Result::failed).map(Result::tool).toList();
    if (tools.isEmpty()) {
      return suspect.signs().stream().anyMatch(sign -> sign.kind() == Sign.Kind.ADMITTED)
              || course.steps().stream()
                  .skip(step.place() + 1L)
                  .anyMatch(other -> Words.admitsFailure(other.said()))
          ? "Later steps note a problem, but the run did not recover."
          : "No step after it questions that.";
    }
    boolean worked =
        course.steps().subList(step.place() + 1, course.steps().size()).stream()
            .filter(other -> other.agent().equals(step.agent()))
            .flatMap(other -> other.results().stream())
            .anyMatch(
                result -> !result.failed() && !result.isEmpty() && tools.contains(result.tool()));
    return worked
        ? "The same kind of call worked again afterwards, so look at what was lost in between."
        : "The same kind of call did not work again afterwards.";
  }

  /// How a sign's detail is led in.
  static String about(Sign.Kind kind) {
    return switch (kind) {
      case UNKNOWN_TOOL -> "What it called for: “{}”.";
      case REFUSED_ARGUMENTS -> "What was refused: “{}”.";
      case UNUSED_TOOLS -> "Left unused: “{}”.";
      case BROKEN_OFF -> "The error: “{}”.";
      case IGNORED_ERROR -> "The error passed over: “{}”.";
      case SUPPOSED -> "What it supposes: “{}”.";
      case NEW_FIGURES -> "The figures: “{}”.";
      case FOREIGN_NAMES -> "What no result and nobody before it named: “{}”.";
      case STUCK_AFTER -> "What the run said of itself then: “{}”.";
      case ADMITTED -> "What the next step says: “{}”.";
      case FORBIDDEN -> "The order: “{}”.";
      case CLAIMED_ACTION,
          UNDONE_ACT,
          TRUNCATED,
          SAME_FAILURE,
          FROM_MEMORY,
          FAILED_CALL,
          SAME_CALL,
          NEARLY_SAME,
          MISSING_MARK,
          GAVE_UP,
          SAME_ORDER,
          FOUND_NOTHING,
          NO_ANSWER ->
          "What it claims: “{}”.";
    };
  }

  static String advice(Suspect suspect) {
    return suspect.signs().isEmpty()
        ? "Check what it says against its source."
        : switch (suspect.signs().getFirst().kind()) {
          case UNKNOWN_TOOL -> "Compare the name it calls with the tools and imports that it has.";
          case REFUSED_ARGUMENTS ->
              "Compare its arguments with the schema of the tool, and say in the tool's description what it takes.";
          case TRUNCATED -> "Raise the limit of the answer's length or ask for a shorter one.";
          case SAME_FAILURE, SAME_CALL, NEARLY_SAME, SAME_ORDER, STUCK_AFTER ->
              "Stop the loop: after the same result twice the agent needs another way or has to give up.";
          case UNUSED_TOOLS, FROM_MEMORY -> "Check its answer against a source: it called none.";
          case CLAIMED_ACTION, UNDONE_ACT ->
              "Look for the call behind the claim: the trace holds none.";
          case FOREIGN_NAMES -> "Hold what it names against what its calls brought.";
          case FAILED_CALL, IGNORED_ERROR ->
              "Read the error, then see what the next steps made of it.";
          case FOUND_NOTHING, ADMITTED ->
              "Check whether what it looked for is there at all, and in which form.";
          case MISSING_MARK, FORBIDDEN -> "Read the instruction beside the answer.";
          case SUPPOSED, NEW_FIGURES -> "Check the figures and assumptions against their source.";
          case GAVE_UP, NO_ANSWER ->
              "See what the run still lacked, and which step should have brought it.";
          case BROKEN_OFF ->
              "Look at the error of the harness or provider: what the run answered stands without the work.";
        };
  }
}
