package dev.clew.investigation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Computation;
import dev.clew.evidence.Window;
import dev.clew.skills.ParameterSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a conversation was about before a question was asked in it.
///
/// @param targets what was looked at
/// @param skills how
/// @param steps the runs of skills themselves, where they are known
public record Earlier(List<String> targets, List<String> skills, List<Step> steps) {
  public Earlier {
    targets = List.copyOf(targets);
    skills = List.copyOf(skills);
    steps = List.copyOf(steps);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("a conversation about nothing");
    }
  }

  /// Of which nothing more is known.
  public Earlier(List<String> targets, List<String> skills) {
    this(targets, skills, List.of());
  }

  /// One run of a skill.
  ///
  /// @param baseline in the words in which it can be given; empty for the defaults
  /// @param current as `baseline`
  /// @param parameters those that it had; defaults may be among them
  public record Step(
      String skill,
      String target,
      Optional<String> baseline,
      Optional<String> current,
      Map<String, String> parameters) {
    public Step {
      parameters = Ordered.copyOf(parameters);
    }
  }

  /// What an answer was about; empty when nothing was looked at for it.
  public static Optional<Earlier> of(Answer answer) {
    var steps = answer.plan().steps();
    return steps.isEmpty()
        ? Optional.of(answer.target())
            .filter(target -> !target.isEmpty())
            .map(target -> new Earlier(List.of(target), answer.routing().chosen()))
        : Optional.of(
            new Earlier(
                steps.stream().map(Answer.Step::target).distinct().toList(),
                steps.stream().map(Answer.Step::skill).distinct().toList(),
                steps.stream().map(step -> step(step, answer)).distinct().toList()));
  }

  private static Step step(Answer.Step step, Answer answer) {
    var parameters =
        new LinkedHashMap<>(
            answer.receipt().computations().stream()
                .filter(
                    one -> one.skill().equals(step.skill()) && one.target().equals(step.target()))
                .filter(one -> step.windows().equals(one.windows()))
                .map(Computation::parameters)
                .findFirst()
                .orElse(Map.of()));
    parameters.values().removeIf(String::isEmpty);
    // Words that were read from another question.
    parameters.remove(ParameterSchema.FILTER_WHY);
    // What nobody asked for is chosen anew.
    boolean asked = step.windows().chosen().startsWith("given");
    return new Step(
        step.skill(),
        step.target(),
        asked ? said(step.windows().baseline()) : Optional.empty(),
        asked ? said(step.windows().current()) : Optional.empty(),
        parameters);
  }

  /// A window in the words in which it can be given; the defaults need none.
  public static Optional<String> said(Window window) {
    return switch (window) {
      case Window.Rows rows -> Optional.of(rows.toString());
      case Window.Time time -> Optional.of(time.toString());
      case Window.All _, Window.None _, Window.BaselineFiles _, Window.CurrentFiles _ ->
          Optional.empty();
    };
  }
}
