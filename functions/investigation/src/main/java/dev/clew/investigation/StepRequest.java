package dev.clew.investigation;

import dev.clew.skills.ParameterSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One skill to be run on one target.
///
/// @param baseline a window in words or numbers; where neither is given the defaults are taken
/// @param current as `baseline`
/// @param fromWords whether the windows were read out of the question's words: where the data has
///   no such window, the defaults are taken and the answer says so; a window given beside the
///   question must be there
/// @param parameters as given; the card's defaults are filled in by whoever runs it
/// @param reason why it was chosen, for the plan
/// @param approved whether the user approved what the step would store; no model can say so
public record StepRequest(
    String skill,
    String target,
    Optional<String> baseline,
    Optional<String> current,
    boolean fromWords,
    Map<String, String> parameters,
    String reason,
    boolean approved) {

  public StepRequest {
    parameters = Ordered.copyOf(parameters);
  }

  /// One that may store nothing.
  public StepRequest(
      String skill,
      String target,
      Optional<String> baseline,
      Optional<String> current,
      boolean fromWords,
      Map<String, String> parameters,
      String reason) {
    this(skill, target, baseline, current, fromWords, parameters, reason, false);
  }

  /// The same, which may store what it proposed.
  public StepRequest approving(String why) {
    return new StepRequest(skill, target, baseline, current, fromWords, parameters, why, true);
  }

  /// The same of a part of the target's data.
  ///
  /// @param filter in the short form
  /// @param why from which words, and why these are it; may be empty
  public StepRequest narrowed(String filter, String why) {
    var all = new LinkedHashMap<>(parameters);
    all.put(ParameterSchema.FILTER, filter);
    all.put(ParameterSchema.FILTER_WHY, why);
    all.values().removeIf(String::isEmpty);
    return new StepRequest(skill, target, baseline, current, fromWords, all, reason, approved);
  }

  /// The same of the part that another step looks at, where they look at the same target.
  public StepRequest like(StepRequest other) {
    var filter = other.parameters().getOrDefault(ParameterSchema.FILTER, "");
    return filter.isEmpty()
            || !other.target().equals(target)
            || parameters.containsKey(ParameterSchema.FILTER)
        ? this
        : narrowed(filter, other.parameters().getOrDefault(ParameterSchema.FILTER_WHY, ""));
  }

  /// A skill on a target with everything else as the defaults say.
  public static StepRequest of(String skill, String target) {
    return new StepRequest(
        skill, target, Optional.empty(), Optional.empty(), false, Map.of(), "asked for by name");
  }

  /// In words: `drift on employment`.
  public String said() {
    return skill + " on " + target;
  }

  /// Whether another asks for the same work, whatever the reason.
  public boolean asksAs(StepRequest other) {
    return skill.equals(other.skill)
        && target.equals(other.target)
        && baseline.equals(other.baseline)
        && current.equals(other.current)
        && parameters.equals(other.parameters)
        && approved == other.approved;
  }

  /// The same over other windows.
  public StepRequest over(Optional<String> otherBaseline, Optional<String> otherCurrent) {
    return new StepRequest(
        skill, target, otherBaseline, otherCurrent, fromWords, parameters, reason, approved);
  }
}
