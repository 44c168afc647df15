package dev.clew.evaluators.checks;

import dev.clew.evaluators.Check;
import dev.clew.evaluators.Definition;
import dev.clew.evaluators.Means;
import java.util.List;

/// The checks there are, by the names that evaluators' files use.
public final class Checks {
  /// In the order of the alphabet.
  public static final List<String> NAMES =
      List.of(
          "about-the-question",
          "arguments-schema",
          "asked-again",
          "expected-answer",
          "format",
          "insults",
          "jailbreak-words",
          "length",
          "nothing-said",
          "offered-tool",
          "personal-data",
          "phrases",
          "refusal-words",
          "retrieved",
          "signs-of-frustration",
          "stated-outcome",
          "support",
          "tool-order",
          "word-count");

  private Checks() {}

  /// A check made ready for an evaluator.
  ///
  /// @param name one of [#NAMES]
  /// @throws dev.clew.evidence.ClewException of kind USER when a setting does not fit
  public static Check open(String name, Definition definition, Means means) {
    var settings = new Settings(definition);
    var say = new Saying(definition.labels());
    return switch (name) {
      case "about-the-question" -> AboutTheQuestion.of(settings, say, means);
      case "arguments-schema" -> new ArgumentsCheck(settings.only(), say);
      case "asked-again" -> new AskedAgain(settings.only(), say);
      case "expected-answer" -> new ExpectedAnswer(settings.only(), say);
      case "format" -> FormatCheck.of(settings, say);
      case "insults" -> Phrases.of(settings, say, "insults.txt", Phrases.Where.ANSWER);
      case "jailbreak-words" -> Phrases.of(settings, say, "jailbreaks.txt", Phrases.Where.QUESTION);
      case "length" -> LengthCheck.of(settings, false, say);
      case "nothing-said" -> new NothingSaid(settings.only(), say);
      case "offered-tool" -> new OfferedTool(settings.only(), say);
      case "personal-data" -> new PersonalData(settings.only(), say);
      case "phrases" -> Phrases.own(settings, say);
      case "refusal-words" -> Phrases.of(settings, say, "refusals.txt", Phrases.Where.OPENING);
      case "retrieved" -> Retrieved.of(settings, say, means);
      case "signs-of-frustration" -> Frustration.of(settings, say);
      case "stated-outcome" -> new StatedOutcome(settings.only(), say);
      case "support" -> Support.of(settings, say, means);
      case "tool-order" -> ToolOrder.of(settings, say);
      case "word-count" -> LengthCheck.of(settings, true, say);
      default -> throw new IllegalArgumentException("there is no check '" + name + "'");
    };
  }
}
