package dev.clew.investigation;

import java.util.Map;
import java.util.Optional;

/// What a user wants to know.
///
/// @param text as typed
/// @param target the target he named beside the question; the question's own words count otherwise
/// @param baseline a window he named beside the question, in words or numbers
/// @param current as `baseline`
/// @param parameters parameters that he set, for the skills that take them
/// @param session the conversation it belongs to
/// @param earlier what the conversation was about before; it counts for what the question leaves
///   open
public record Question(
    String text,
    Optional<String> target,
    Optional<String> baseline,
    Optional<String> current,
    Map<String, String> parameters,
    Optional<String> session,
    Optional<Earlier> earlier) {

  /// Longer questions are pasted documents.
  public static final int LONGEST = 4_000;

  public Question {
    parameters = Ordered.copyOf(parameters);
  }

  /// A question that follows no other.
  public Question(
      String text,
      Optional<String> target,
      Optional<String> baseline,
      Optional<String> current,
      Map<String, String> parameters,
      Optional<String> session) {
    this(text, target, baseline, current, parameters, session, Optional.empty());
  }

  /// A question with nothing beside it.
  public static Question of(String text) {
    return new Question(
        text, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());
  }

  /// The same in other words.
  public Question saying(String words) {
    return new Question(words, target, baseline, current, parameters, session, earlier);
  }

  /// The same question about a target.
  public Question about(String name) {
    return new Question(text, Optional.of(name), baseline, current, parameters, session, earlier);
  }

  /// The same question in a conversation that was about something.
  public Question following(Earlier before) {
    return new Question(text, target, baseline, current, parameters, session, Optional.of(before));
  }
}
