package dev.clew.skills.evaluationtemplate;

import dev.clew.evaluators.Definition;
import dev.clew.evaluators.Level;
import dev.clew.skills.Parameters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What was asked for.
///
/// @param wish what is wanted, in words; empty where only an evaluator is named or nothing at all
/// @param evaluator by name; empty where one is to be found or written
/// @param level what shall be judged, where the user says so
/// @param most examples to judge at most; empty for the usual number
/// @param labels JSON lines; empty for those that are stored
/// @param labelField an attribute that holds people's labels; empty for none
/// @param keep whether verdicts are to be kept beside the traces, should the user approve
record Request(
    String wish,
    String evaluator,
    Optional<Level> level,
    Optional<Integer> most,
    String labels,
    String labelField,
    boolean keep) {
  /// Judged by code: cheap.
  static final int USUAL = 200;

  /// Judged by a model: a question's allowance.
  static final int USUAL_OF_MODEL = 20;

  /// A question that asks for decision points alone.
  private static final Pattern POINTS =
      Pattern.compile(
          "(?i)decision[- ]points?|what (?:should|could|can|shall) (?:i|we) (?:evaluate|judge|measure)"
              + "|which evaluat(?:or|ion)s? (?:do|should|would|could|fit|make)"
              + "|(?:suggest|propose|recommend)\\w* (?:some |an? )?evaluat(?:or|ion)s?\\b(?! for)");

  static Request of(Parameters parameters, List<String> known) {
    var question = parameters.text("question").strip();
    var wish = parameters.text("wish").strip();
    var named = parameters.text("evaluator").strip();
    if (wish.isEmpty() && named.isEmpty() && !POINTS.matcher(question).find()) {
      wish = question;
    }
    var keep = parameters.text("keep");
    var evaluator = named.isEmpty() ? inWords(question, known) : named;
    return new Request(
        wish,
        evaluator,
        level(parameters.text("level")),
        parameters.has("sample") ? Optional.of(parameters.whole("sample")) : Optional.empty(),
        parameters.text("labels"),
        parameters.text("label-field").strip(),
        keep.equals("yes") || (keep.equals("auto") && !evaluator.isEmpty()));
  }

  /// `run the refusal evaluator`.
  private static String inWords(String question, List<String> known) {
    var small = question.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name ->
            small.contains(name + " evaluator")
                || small.contains(name.replace('-', ' ') + " evaluator")
                || small.contains("evaluator " + name))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static Optional<Level> level(String word) {
    for (var level : Level.values()) {
      if (level.word().equals(word)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  int most(Definition definition) {
    return most.orElse(definition.needsModel() ? USUAL_OF_MODEL : USUAL);
  }
}
