package dev.clew.skills;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A skill's `routing.yaml`: questions that are this skill's, and questions that look like it and
/// are not.
///
/// ```yaml
/// positive:
///   - Which models burn the tokens?
/// negative:
///   - Why is the agent slow?
/// offered:
///   - "Which models of {target} burn the tokens?"
/// ```
///
/// @param skill the skill's id
/// @param offered questions of this skill that make sense whatever the data hold, to be offered to
///   who asked for something else; `{target}` stands for a target's name. None where a question
///   needs more than that name
public record RoutingExamples(
    String skill, List<String> positive, List<String> negative, List<String> offered) {
  /// Where a target's name belongs in an offered question.
  public static final String TARGET = "{target}";

  /// Fewer examples than this of either kind leave a skill's borders to chance.
  public static final int LEAST = 5;

  public RoutingExamples {
    positive = List.copyOf(positive);
    negative = List.copyOf(negative);
    offered = List.copyOf(offered);
  }

  /// Overlay.
  ///
  /// @param where the file's name, for errors
  /// @throws dev.clew.evidence.ClewException on an unknown field, a question given twice, or fewer
  ///   than [#LEAST]
  static RoutingExamples parse(String skill, String where, String text) {
    var fields = YamlFields.parse(where, text, Set.of("positive", "negative", "offered"));
    var examples =
        new RoutingExamples(
            skill, fields.texts("positive"), fields.texts("negative"), fields.texts("offered"));
    enough(where, "positive", examples.positive());
    enough(where, "negative", examples.negative());
    var seen = new HashSet<String>(examples.positive());
    for (var question : examples.negative()) {
      if (seen.contains(question)) {
        throw YamlFields.wrong(
            where, "'" + question + "' is positive and negative", "decide", null);
      }
    }
    return examples;
  }

  private static void enough(String where, String field, List<String> questions) {
    if (questions.size() < LEAST) {
      throw YamlFields.wrong(
          where, questions.size() + " " + field + " questions", "write at least " + LEAST, null);
    }
    if (new HashSet<>(questions).size() < questions.size()) {
      throw YamlFields.wrong(where, "a " + field + " question stands twice", "keep one", null);
    }
  }
}
